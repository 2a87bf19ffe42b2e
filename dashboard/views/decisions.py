"""What is decided on the page of settings: a pause, private sites, signals, the mark on pages, aliases."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from dashboard import addresses
from dashboard.companies import name_of
from dashboard.decided import decide, words_of
from dashboard.decisions import end_of, pause_told
from dashboard.notices import warn
from tracker.aliasing import checked_address, checked_domain, with_alias, without_alias
from tracker.control import Aliasing, Control, Signals
from tracker.control.editing import paused, with_private, with_signal, with_unmarked
from tracker.control.meaning import company_meant, site_meant
from tracker.errors import ConfigurationError
from tracker.phrasing import gettext, message

blueprint = Blueprint("decisions", __name__)
_LONGEST = 300  # characters of a field
_SIGNALS = {
    "gpc": (message("Sites are asked not to sell or share your data."), message("Sites are no longer asked that.")),
    "dnt": (message("Sites are asked not to track you."), message("Sites are no longer asked that.")),
    "referer": (
        message("Other companies are told the site that you are on, not the page."),
        message("Other companies are told the page that you are on, as your browser does it."),
    ),
    "link_ids": (
        message("Marks of your clicks are taken out of links."),
        message("Marks of your clicks are left in links."),
    ),
}


@blueprint.post(addresses.SETTINGS_PAUSE)
def pause() -> Response:
    """Record nothing for a while, or go on."""
    given = _given("pause")
    if given == "resume":
        decide(lambda control: paused(control, None), lambda _: gettext("Recording goes on."))
        return _back("pause-title")
    until = end_of(given)
    if until is None:
        abort(400)
    decide(lambda control: paused(control, until), lambda _: pause_told(until))
    return _back("pause-title")


@blueprint.post(addresses.SETTINGS_PRIVATE)
def private() -> Response:
    """Record nothing on a site, or record it again."""
    is_private = request.form.get("deed") == "add"
    words = (
        message("What leaves while you are on %(site)s is not recorded from now on.")
        if is_private
        else message("What leaves while you are on %(site)s is recorded again.")
    )

    def how(site: str) -> Callable[[Control], Control]:
        return lambda control: with_private(control, site, is_private=is_private)

    _meaning(lambda: site_meant(_given("site")), how, lambda site: gettext(words, site=site))
    return _back("private-title")


@blueprint.post(addresses.SETTINGS_SIGNALS)
def signals() -> Response:
    """Send a signal, or send it no longer."""
    name, is_on = _given("signal"), request.form.get("deed") == "on"
    if name not in Signals._fields:
        abort(400)
    done = _SIGNALS[name][0 if is_on else 1]
    decide(lambda control: with_signal(control, name, is_on=is_on), lambda _: gettext(done))
    return _back("signals-title")


@blueprint.post(addresses.SETTINGS_MARK)
def mark() -> Response:
    """Put a small mark on pages, or not."""
    is_on = request.form.get("deed") == "on"
    done = message("Pages show a small mark.") if is_on else message("Pages show no mark any more.")
    decide(lambda control: control._replace(mark=is_on), lambda _: gettext(done))
    return _back("mark-title")


@blueprint.post(addresses.SETTINGS_UNMARKED)
def unmarked() -> Response:
    """Put the mark on a site's pages again."""
    site = _given("site")
    decide(
        lambda control: with_unmarked(control, site, is_unmarked=False),
        lambda _: gettext("Pages of %(site)s show the mark again.", site=site),
    )
    return _back("mark-title")


@blueprint.post(addresses.SETTINGS_MAILBOX)
def mailbox() -> Response:
    """Say from what aliases are made: a mailbox, a domain, or neither."""
    field = _given("field")
    if field not in ("address", "domain"):
        abort(400)
    check = _address if field == "address" else _domain

    def how(value: str) -> Callable[[Control], Control]:
        return lambda control: control._replace(aliasing=_with(control.aliasing, field, value))

    given = _given("value")
    done = message("Aliases are made of it from now on.") if given else message("No aliases are made of it any more.")
    _meaning(lambda: check(given) if given else "", how, lambda _: gettext(done))
    return _back("aliases-title")


@blueprint.post(addresses.SETTINGS_ALIAS)
def alias() -> Response:
    """Keep an address that was made elsewhere for a company, or forget it."""
    is_kept, given = request.form.get("deed") == "add", _given("alias")

    def how(slug: str) -> Callable[[Control], Control]:
        return lambda control: with_alias(control, slug, given) if is_kept else without_alias(control, slug)

    words = (
        message("%(company)s gets that address where a rule gives it an alias.")
        if is_kept
        else message("The address for %(company)s is forgotten.")
    )
    company = _given("company")

    def meant() -> str:
        if not is_kept:
            return company
        _address(given)
        return company_meant(company)

    _meaning(meant, how, lambda slug: gettext(words, company=name_of(slug)))
    return _back("aliases-title")


def _meaning(
    meant: Callable[[], str], how: Callable[[str], Callable[[Control], Control]], done: Callable[[str], str]
) -> None:
    """Change what holds by what the person wrote, or tell what is wrong with it."""
    try:
        value = meant()
    except ConfigurationError as error:
        warn(words_of(error))
    else:
        decide(how(value), lambda _: done(value))


def _with(aliasing: Aliasing, field: str, value: str) -> Aliasing:
    return aliasing._replace(address=value) if field == "address" else aliasing._replace(domain=value)


def _address(text: str) -> str:
    """Return an address. What is wrong is said without it: what is told on the next page is kept by the browser."""
    try:
        return checked_address(text)
    except ConfigurationError:
        raise ConfigurationError(gettext("This is no e-mail address; write one as marie@mail.example.")) from None


def _domain(text: str) -> str:
    try:
        return checked_domain(text)
    except ConfigurationError:
        raise ConfigurationError(gettext("This is no domain for mail; write one as mail.example.")) from None


def _given(name: str) -> str:
    return request.form.get(name, "")[:_LONGEST].strip()


def _back(anchor: str) -> Response:
    """To the page that the form stood on, else to its part of the settings."""
    back = request.form.get("back", "")
    return redirect(addresses.own(back) if back else f"{addresses.after_form(addresses.SETTINGS)}#{anchor}", 303)
