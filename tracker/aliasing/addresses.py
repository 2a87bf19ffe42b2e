"""The alias of a company: `name+brand@` of the person's mailbox, or `brand@` of a domain of theirs. Pure.

Sources: RFC 5321 section 4.5.3.1 (64 octets before the `@`, 254 in all), RFC 5322 section 3.2.3 (dot-atom), RFC 5233
(subaddresses: what follows a `+` reaches the mailbox before it).
"""

import re
from collections.abc import Sequence
from hashlib import blake2b

from tracker.control import Aliasing
from tracker.errors import ConfigurationError
from tracker.phrasing import gettext

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@([^@\s]+)")
_DOMAIN = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_NOT_BRAND = re.compile(r"[^a-z0-9.-]+|\.{2,}|-{2,}")
_LONGEST, _LONGEST_LOCAL, _LONGEST_BRAND = 254, 64, 40  # characters
_DIGEST = 8  # characters of a brand that was cut, which tell it from others that begin alike


def alias_of(aliasing: Aliasing, companies: Sequence[str], domain: str) -> str | None:
    """Return the alias that a company gets, the same each time; None where none is set up.

    `companies` are its slug and those of the companies above it, the next first; `domain` (registrable) stands for one
    that nobody knows. An alias that is known for one of them goes first, then the domain for aliases, then the mailbox.
    """
    known = dict(aliasing.known)
    for name in (*companies, domain):
        if name in known:
            return known[name]
    named = companies[0] if companies else domain
    local, at, host = aliasing.address.rpartition("@")
    if not (aliasing.domain or at):
        return None
    start, host = ("", aliasing.domain) if aliasing.domain else (f"{local.partition('+')[0]}+", host)
    room = min(_LONGEST_LOCAL, _LONGEST - 1 - len(host)) - len(start)
    return f"{start}{brand_of(named, room)}@{host}" if room >= _DIGEST else None


def brand_of(name: str, room: int = _LONGEST_BRAND) -> str:
    """Return a company's slug, or a domain, as it may stand before an `@`; never empty, cut to that many characters.

    Where something was cut or is left out, a digest of the whole tells it from others.
    """
    room = min(room, _LONGEST_BRAND)
    plain = name.lower().rstrip(".")
    clean = _NOT_BRAND.sub("-", plain).strip(".-")
    if clean and clean == plain and len(clean) <= room:
        return clean
    digest = blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=_DIGEST // 2).hexdigest()
    start = clean[: max(0, room - _DIGEST - 1)].strip(".-")
    return f"{start}-{digest}" if start else digest


def checked_address(text: str) -> str:
    """Return an e-mail address that mail can be sent to. Raises ConfigurationError for what is none."""
    address = text.strip()
    found = _ADDRESS.fullmatch(address)
    if found is None or len(found[1]) > _LONGEST_LOCAL or len(address) > _LONGEST:
        raise ConfigurationError(gettext("%(text)r is no e-mail address; write one as marie@mail.example", text=text))
    return f"{found[1]}@{checked_domain(found[2])}"


def checked_domain(text: str) -> str:
    """Return a domain that mail can be sent to, as it travels. Raises ConfigurationError for what is none."""
    name = text.strip().removeprefix("@").rstrip(".").lower()
    try:
        domain = name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        domain = ""
    if not _DOMAIN.fullmatch(domain):
        raise ConfigurationError(gettext("%(text)r is no domain for mail; write one as mail.example", text=text))
    return domain
