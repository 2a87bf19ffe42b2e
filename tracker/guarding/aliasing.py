"""The address that only one company gets, in place of the person's own."""

import re
from hashlib import blake2b

from tracker.control import Aliasing
from tracker.domains import registrable_domain
from tracker.rules import Facts

_NOT_LOCAL = re.compile(r"[^a-z0-9-]+")
_LONGEST = 40  # characters of a company's name in an address, whose local part has 64 at most


def alias_of(aliasing: Aliasing, facts: Facts, secret: bytes) -> str | None:
    """Return the alias that the company behind a host gets, always the same; None where none is set up for it.

    One made before or elsewhere goes first, then the domain, then the mailbox (`name+brand@`).
    """
    domain = registrable_domain(facts.host)
    known = dict(aliasing.known)
    if found := next(filter(None, map(known.get, (*facts.vendors, domain))), None):
        return found
    brand = _NOT_LOCAL.sub("-", (facts.vendors[0] if facts.vendors else domain).lower()).strip("-")[:_LONGEST]
    local, at, host = aliasing.address.partition("@")
    if aliasing.domain:
        return f"{brand}.{_tail(brand, secret)}@{aliasing.domain}"
    return f"{local}+{brand}@{host}" if at and local and host else None


def _tail(brand: str, secret: bytes) -> str:
    """What keeps others from guessing the aliases of a domain, to send mail to them or to tell whose they are."""
    return blake2b(brand.encode(), key=secret[:64], digest_size=3).hexdigest()
