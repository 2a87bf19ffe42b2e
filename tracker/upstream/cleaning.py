"""Single values as others write them, in the spelling in which we keep them, or None where they cannot be used."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from tracker.domains import is_address, registrable_domain

_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]+"
)
_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})\Z")
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9.-]{4,190}\Z", re.IGNORECASE | re.ASCII)
_COUNTRY = re.compile(r"[A-Za-z]{2}\Z")
_LONGEST_URL = 1000


def text(value: object, longest: int = 200) -> str | None:
    """Return a text on one line without what steers terminals or hides, cut at `longest` characters."""
    if not isinstance(value, str):
        return None
    plain = _UNSEEN.sub(" ", unicodedata.normalize("NFC", value[: 4 * longest]))
    return " ".join(plain.split())[:longest].rstrip() or None


def host(value: object) -> str | None:
    """Return a host name in the spelling that travels; no bare address, which changes hands, and no single label."""
    return _host(value) if isinstance(value, str) and len(value) <= 255 else None


@lru_cache(4096)
def _host(value: str) -> str | None:
    name = value.strip().rstrip(".").lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode()
        except UnicodeError:
            return None
    return name if _HOST.match(name) and not is_address(name) else None


def domain(value: object) -> str | None:
    """Return a name under which all belongs to one registrant: no public suffix, under which anybody registers."""
    name = host(value)
    return name if name and _is_one_registrant_s(name) else None


@lru_cache(4096)
def _is_one_registrant_s(name: str) -> bool:
    return registrable_domain(f"any.{name}") == registrable_domain(name)


def url(value: object) -> str | None:
    """Return an address of the web that may be shown as a link: no other scheme, no user's name in it."""
    if not isinstance(value, str) or len(value) > _LONGEST_URL:
        return None
    address = value.strip()
    try:
        parts = urlsplit(address)
        is_safe = parts.scheme in {"http", "https"} and parts.username is None and host(parts.hostname) is not None
    except ValueError:
        return None
    return address if is_safe and not _UNSEEN.search(address) and len(address.split()) == 1 else None


def host_of_url(value: object) -> str | None:
    """Return the host of an address of the web, or None for what is none."""
    address = url(value)
    return host(urlsplit(address).hostname) if address else None


def email(value: object) -> str | None:
    """Return an e-mail address, or None for what is none."""
    if not isinstance(value, str):
        return None
    address = value.strip().removeprefix("mailto:")
    return address if _EMAIL.match(address) and host(address.rpartition("@")[2]) else None


def country(value: object) -> str | None:
    """Return an ISO 3166-1 code in capitals, or None for what is none."""
    return value.upper() if isinstance(value, str) and _COUNTRY.match(value) else None
