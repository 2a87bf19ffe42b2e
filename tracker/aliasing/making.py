"""A new alias for a company, made by the person's service at their word, and kept among those that are known.

Never called while a request waits: no rule, and nothing of the proxy, calls it.
"""

from tracker.aliasing.addresses import checked_address
from tracker.aliasing.book import with_alias
from tracker.aliasing.services import provider_of
from tracker.control import AliasService, change, load
from tracker.control.editing import with_aliasing
from tracker.errors import TrackerError
from tracker.keys import Keys
from tracker.phrasing import gettext, message
from tracker.settings import Settings
from tracker.whereabouts import proxy_of


def make_alias(settings: Settings, keys: Keys, company: str, site: str = "") -> str:
    """Return the alias of a company (slug or domain): that which is known, else a new one of the person's service.

    The service is told the company's name and, where one is given, the site (host) that it is for. Running proxies
    follow by themselves. Raises TrackerError in one line, without the key: no service, not reached, refused.
    """
    control = load(settings, keys)
    known = dict(control.aliasing.known)
    if company in known:
        return known[company]
    provider = provider_of(control.aliasing.service, proxy_of(settings))  # which must not record our own calls
    made = checked_address(provider.made(f"Tracker: {company}", site))
    try:
        change(settings, keys, lambda now: with_alias(now, company, made))
    except TrackerError as error:
        words = message("%(name)s made %(address)s, which could not be kept (%(reason)s): `tracker aliases add` it")
        raise TrackerError(gettext(words, name=provider.name, address=made, reason=error)) from error
    return made


def choose_service(settings: Settings, keys: Keys, service: AliasService) -> None:
    """Keep the person's account at a service, sealed; `AliasService()` forgets it. Aliases that it made stay."""
    change(settings, keys, lambda control: with_aliasing(control, service=service))
