"""The person's account at a service that makes aliases, and an alias made for a company at a click.

Nobody is asked but by such a click. What is told on the next page is kept by the browser: no key is in it.
"""

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from dashboard import addresses
from dashboard.alias_makers import masked
from dashboard.companies import name_of
from dashboard.decided import decide, words_of
from dashboard.notices import tell, warn
from dashboard.wiring import wiring
from dashboard.wording import sentence
from tracker.aliasing import checked_domain
from tracker.aliasing.making import make_alias
from tracker.aliasing.services import KNOWN, checked_service, checked_url
from tracker.control import AliasService, Control
from tracker.control.meaning import company_meant
from tracker.errors import ConfigurationError, TrackerError
from tracker.phrasing import gettext, message

blueprint = Blueprint("alias_makers", __name__)
_LONGEST, _LONGEST_KEY = 300, 2000  # characters of a field


@blueprint.post(addresses.SETTINGS_ALIAS_MAKER)
def choose() -> Response:
    """Keep the account, sealed, or forget it."""
    if request.form.get("deed") == "forget":
        done = gettext("The key is forgotten. Addresses that were made stay yours at the service, and known here.")
        _keep(AliasService(), done)
        return _back()
    try:
        service = _meant()
    except ConfigurationError as error:
        warn(sentence(words_of(error)))
    else:
        name = KNOWN[service.slug].name
        _keep(service, gettext("%(name)s makes an address when you ask for one on a company's page.", name=name))
    return _back()


@blueprint.post(addresses.SETTINGS_ALIAS_MADE)
def make() -> Response:
    """Have the service make an address for a company."""
    parts = wiring()
    try:
        slug = company_meant(_given("company"))
        made = make_alias(parts.settings(), parts.keys, slug)
    except TrackerError as error:
        warn(sentence(words_of(error)))
    else:
        words = message("%(company)s gets %(address)s where a rule gives it an alias.")
        tell(gettext(words, company=name_of(slug), address=masked(made)))
    return _back()


def _keep(service: AliasService, done: str) -> None:
    def how(control: Control) -> Control:
        return control._replace(aliasing=control.aliasing._replace(service=service))

    decide(how, lambda _: done)


def _meant() -> AliasService:
    """Raises ConfigurationError, which does not say what was written: it may be the key, in the wrong field."""
    url, domain = _given("url"), _given("domain")
    try:
        checked_url(url or "https://aliases.example")
    except ConfigurationError:
        raise ConfigurationError(
            gettext("This is no address of a service; write one as https://aliases.example.")
        ) from None
    try:
        checked_domain(domain or "mail.example")
    except ConfigurationError:
        raise ConfigurationError(gettext("This is no domain for mail; write one as mail.example.")) from None
    return checked_service(_given("service"), request.form.get("key", "")[:_LONGEST_KEY], url, domain)


def _given(name: str) -> str:
    return request.form.get(name, "")[:_LONGEST].strip()


def _back() -> Response:
    """To the page that the form stood on, else to the settings."""
    back = request.form.get("back", "")
    return redirect(addresses.own(back) if back else f"{addresses.after_form(addresses.SETTINGS)}#aliases-title", 303)
