"""The services that make aliases: SimpleLogin, Firefox Relay and addy.io, by their documented interfaces.

Sources (read in November 2026): github.com/simple-login/app, docs/api.md: `POST /api/alias/random/new`, the key in the
header `Authentication`, 201 with `email`, 400 with `error` at an account's limit, 401 for a wrong key.
github.com/mozilla/fx-private-relay, api/ and emails/exceptions.py: `POST /api/v1/relayaddresses/`, `Authorization:
Token`, 201 with `full_address`, 403 with `detail` at the limit of a free account. app.addy.io/docs:
`GET /api/v1/domain-options`, `POST /api/v1/aliases`, `Authorization: Bearer`, 201 with `data.email`, 429 at the limit
of an hour, 422 with `message`.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from tracker.aliasing.addresses import checked_domain
from tracker.aliasing.calling import Account
from tracker.aliasing.provider import Provider
from tracker.control import AliasService
from tracker.errors import ConfigurationError, TrackerError
from tracker.phrasing import gettext

_KEY = re.compile(r"[!-~]{4,1000}")  # what may stand in a header
_LONGEST_NOTE = 100  # characters that addy.io takes
_LONGEST_SITE = 255  # characters that Relay takes


class SimpleLogin(NamedTuple):
    """SimpleLogin, at its own address or hosted by the person."""

    account: Account

    @property
    def name(self) -> str:
        return self.account.name

    def made(self, note: str, site: str) -> str:
        path = f"/api/alias/random/new{f'?hostname={quote(site, safe="")}' if site else ''}"
        answered = self.account.call(path, {"note": note})
        return self.account.address(answered.get("email") or answered.get("alias"))


class Relay(NamedTuple):
    """Firefox Relay."""

    account: Account

    @property
    def name(self) -> str:
        return self.account.name

    def made(self, note: str, site: str) -> str:
        given = {"enabled": True, "description": note[:64], "generated_for": site[:_LONGEST_SITE]}
        return self.account.address(self.account.call("/api/v1/relayaddresses/", given).get("full_address"))


class Addy(NamedTuple):
    """addy.io, at its own address or hosted by the person. `domain` is that of aliases, '' the account's default."""

    account: Account
    domain: str = ""

    @property
    def name(self) -> str:
        return self.account.name

    def made(self, note: str, site: str) -> str:
        given = {"domain": self.domain or self._default_domain(), "description": note[:_LONGEST_NOTE]}
        data = self.account.call("/api/v1/aliases", given).get("data")
        return self.account.address(data.get("email") if isinstance(data, dict) else None)

    def _default_domain(self) -> str:
        said = self.account.call("/api/v1/domain-options").get("defaultAliasDomain")
        if not isinstance(said, str) or not said:
            raise TrackerError(
                gettext("%(name)s names no domain for aliases; say one with --domain", name=self.account.name)
            )
        return said


class Known(NamedTuple):
    """A service that is known: its name, its address, the header that holds the key, and what may be chosen of it."""

    name: str
    base: str
    header: Callable[[str], dict[str, str]]
    may_be_hosted: bool = False
    has_domains: bool = False


KNOWN = {
    "simplelogin": Known(
        "SimpleLogin", "https://app.simplelogin.io", lambda key: {"Authentication": key}, may_be_hosted=True
    ),
    "relay": Known("Firefox Relay", "https://relay.firefox.com", lambda key: {"Authorization": f"Token {key}"}),
    "addy": Known(
        "addy.io",
        "https://app.addy.io",
        lambda key: {"Authorization": f"Bearer {key}", "X-Requested-With": "XMLHttpRequest"},
        may_be_hosted=True,
        has_domains=True,
    ),
}
"""By slug."""


def provider_of(service: AliasService, own_proxy: str = "") -> Provider:
    """Return the service that the person chose. Raises ConfigurationError where they chose none that is known."""
    known = KNOWN.get(service.slug)
    if known is None:
        raise ConfigurationError(
            gettext("no service makes aliases for you yet: %(command)s", command="`tracker aliases provider NAME`")
        )
    account = Account(
        service.slug, known.name, service.url or known.base, known.header(service.key), service.key, own_proxy
    )
    if service.slug == "relay":
        return Relay(account)
    return Addy(account, service.domain) if service.slug == "addy" else SimpleLogin(account)


def checked_service(slug: str, key: str, url: str = "", domain: str = "") -> AliasService:
    """Return a service as it may be kept. Raises ConfigurationError, which never says the key."""
    known = KNOWN.get(slug)
    if known is None:
        names = ", ".join(KNOWN)
        raise ConfigurationError(gettext("no service is called %(slug)r; there are %(names)s", slug=slug, names=names))
    if not _KEY.fullmatch(key.strip()):
        raise ConfigurationError(gettext("this is no key: it has 4 to 1000 letters, digits and signs, no spaces"))
    if url and not known.may_be_hosted:
        raise ConfigurationError(gettext("%(name)s is at one address only", name=known.name))
    if domain and not known.has_domains:
        raise ConfigurationError(gettext("%(name)s chooses the domain of aliases by your account", name=known.name))
    return AliasService(slug, key.strip(), checked_url(url) if url else "", checked_domain(domain) if domain else "")


def checked_url(text: str) -> str:
    """Return the address of a service that somebody hosts, without a slash at its end. Raises ConfigurationError."""
    try:
        parts = urlsplit(text.strip())
        is_good = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good or "@" in parts.netloc or parts.query or parts.fragment or not text.strip().isprintable():
        raise ConfigurationError(
            gettext("%(text)r is no address of a service; write one as https://aliases.example", text=text)
        )
    return f"https://{parts.netloc}{parts.path.rstrip('/')}"
