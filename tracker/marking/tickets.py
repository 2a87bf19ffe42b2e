"""Tickets: what a page's mark is asked for with. Nobody but this installation can make or read one.

A ticket names the opening of the page, and the page's origin: nobody else may show the frame. It holds after the proxy
was started anew, since pages come back out of the browser's cache.
"""

import base64
import binascii
import json
import re
import secrets
from typing import NamedTuple

from tracker.keys import Keys
from tracker.sealing import seal, unseal

PURPOSE = b"mark 1"
LONGEST = 600  # characters of a ticket
_ORIGIN = re.compile(r"https://[a-z0-9.-]{1,253}(?::[0-9]{1,5})?")


class Ticket(NamedTuple):
    """The opening of a page: an id of its own, and the page's origin."""

    view: str
    origin: str


def key_of(keys: Keys) -> bytes:
    """Return the key that seals tickets, and what is kept for the mark."""
    return keys.derive("mark")


def ticket_for(named: str) -> Ticket | None:
    """Return a fresh ticket for a page of the host that a request names (`Host`), None for a name that is no host's."""
    origin = f"https://{named.lower().removesuffix(':443')}"
    return Ticket(secrets.token_hex(8), origin) if _ORIGIN.fullmatch(origin) else None


def to_text(ticket: Ticket, key: bytes) -> str:
    """Return a ticket as it stands in addresses."""
    return base64.urlsafe_b64encode(seal(key, json.dumps(ticket).encode(), PURPOSE)).decode().rstrip("=")


def from_text(text: str, key: bytes) -> Ticket | None:
    """Return the ticket, None for what is none of ours."""
    if not 0 < len(text) <= LONGEST or not text.isascii():
        return None
    try:
        sealed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return Ticket(*json.loads(unseal(key, sealed, PURPOSE)))
    except (ValueError, binascii.Error, TypeError):
        return None
