"""What a request says on the person's behalf, and what it leaves unsaid: bytes in, bytes out. Pure.

Sources: Global Privacy Control (W3C, https://w3c.github.io/gpc/: `Sec-GPC: 1`), Tracking Preference Expression (W3C,
https://www.w3.org/TR/tracking-dnt/: `DNT: 1`), Referrer Policy (W3C, https://w3c.github.io/webappsec-referrer-policy/:
an address without all but its origin), Fetch Metadata (W3C: `Sec-Fetch-Site`, `Sec-Fetch-Mode`). Which parameters name
clicks and readers of mails: `tracker/data/cookies/links.toml`. Brave's query filter
(https://github.com/brave/brave-browser/wiki/Query-String-Filter) also leaves a site's requests to itself alone, and
links by which one unsubscribes.
"""

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from tracker.control.choices import Signals
from tracker.detection.cookies.names import all_known
from tracker.domains import registrable_domain

type Fields = tuple[tuple[bytes, bytes], ...]

_READING = (b"GET", b"HEAD")
_NEEDED = re.compile(
    rb"unsub|opt[-_]?out|preference|abmeld|desabon|desinscri|ontsub|afmeld|baja|disiscri", re.IGNORECASE
)
_AUTHORITY_END = re.compile(rb"[/?#]")
_PORT = re.compile(rb":\d{0,5}$")
_SIGNATURE = re.compile(
    rb"sig$|sign(?:ature|ed)?$|^sig|hmac|^mac$|hash|md5|sha(?:1|256|512)|digest|checksum|^(?:auth_?)?token$|^hdn(?:ea|ts|tl)$|"
    rb"^__gda__$|^policy$|^key-pair-id$|^expires$",
    re.IGNORECASE,
)
"""Parameters that sign the others, as AWS, Google Cloud, Azure, CloudFront, Akamai and web frameworks call them."""


class Sent(NamedTuple):
    """What a request says of where it goes and comes from. `target` is what follows the host in its address."""

    method: bytes
    host: str
    target: bytes
    fields: Fields


class Changed(NamedTuple):
    """The target and headers that are to be sent; `taken` are the parameters that were taken out, as they stood."""

    target: bytes
    fields: Fields
    taken: tuple[bytes, ...] = ()


def changed(sent: Sent, signals: Signals, *, is_lower: bool = False, spared: Collection[bytes] = ()) -> Changed:
    """Return what is sent in its place, the very same bytes where a signal does not concern them.

    `is_lower`: names of headers are written small, as HTTP/2 wants them. `spared` are names of parameters that stay.
    """
    target, fields = sent.target, sent.fields
    taken: tuple[bytes, ...] = ()
    if signals.link_ids:
        if _may_lose(sent):
            target, taken = without_link_ids(target, spared)
        fields = _with_referer(fields, lambda page: without_link_ids(page)[0])
    if signals.referer:
        fields = trimmed(fields, sent.host)
    for is_wanted, name in ((signals.gpc, b"Sec-GPC"), (signals.dnt, b"DNT")):
        if is_wanted:
            fields = with_signal(fields, name.lower() if is_lower else name)
    return Changed(target, fields, taken)


def with_signal(fields: Fields, name: bytes) -> Fields:
    """Return the headers with that signal, once, at 1; the same where they have it."""
    wanted = name.lower()
    said = [value for given, value in fields if given.lower() == wanted]
    if said == [b"1"]:
        return fields
    return (*(pair for pair in fields if pair[0].lower() != wanted), (name, b"1"))


def trimmed(fields: Fields, host: str) -> Fields:
    """Return the headers with the page's address cut down to its origin, where the host is of another site."""
    return _with_referer(fields, lambda page: _origin(page, host))


def _with_referer(fields: Fields, how: Callable[[bytes], bytes]) -> Fields:
    for index, (name, value) in enumerate(fields):
        if len(name) == 7 and name.lower() == b"referer" and (other := how(value)) != value:
            rest = _with_referer(fields[index + 1 :], how)
            return (*fields[:index], (name, other), *rest)
    return fields


def _origin(page: bytes, host: str) -> bytes:
    scheme, mark, rest = page.partition(b"://")
    authority, _, path = rest.partition(b"/")
    bare = _AUTHORITY_END.split(authority, maxsplit=1)[0].rpartition(b"@")[2]
    is_bare = bare == authority and not path
    return page if is_bare or not mark or _is_of(page, host) else scheme + b"://" + bare + b"/"


def _is_of(page: bytes, host: str) -> bool:
    """Whether a page is of the same site as a host."""
    authority = _AUTHORITY_END.split(page.partition(b"://")[2], maxsplit=1)[0].rpartition(b"@")[2]
    name = _PORT.sub(b"", authority).decode("latin-1")
    return registrable_domain(name) == registrable_domain(host)


def without_link_ids(address: bytes, spared: Collection[bytes] = ()) -> tuple[bytes, tuple[bytes, ...]]:
    """Return an address without the parameters that name a click or a reader, and those, as they stood.

    All other bytes stay. Nothing is taken from an address that is signed, or by which one unsubscribes.
    """
    head, mark, query = address.partition(b"?")
    if not mark:
        return address, ()
    parts = query.split(b"&")
    taken = tuple(part for part in parts if (name := _name(part)) in link_ids() and name not in spared)
    if not taken or _NEEDED.search(address) or _is_signed(part for part in parts if part not in taken):
        return address, ()
    kept = b"&".join(part for part in parts if part not in taken)
    return (head + mark + kept if kept else head), taken


def _name(part: bytes) -> bytes:
    name = part.partition(b"=")[0]
    return unquote_to_bytes(name) if b"%" in name else name


def _is_signed(parts: Iterable[bytes]) -> bool:
    return any(_SIGNATURE.search(_name(part)) for part in parts)


@cache
def link_ids() -> frozenset[bytes]:
    """Return the names of the parameters that links are known to carry to tell who followed them."""
    return frozenset(known.name.encode() for known in all_known() if known.travels)


def _may_lose(sent: Sent) -> bool:
    """Whether parameters may be taken out: not of what is given to a server, nor where a site's page asks its own."""
    if sent.method not in _READING:
        return False
    said = {name.lower(): value for name, value in sent.fields}
    if said.get(b"sec-fetch-mode") == b"navigate" or b"upgrade-insecure-requests" in said:
        return True
    if (relation := said.get(b"sec-fetch-site")) is not None:
        return relation not in (b"same-origin", b"same-site")
    page = said.get(b"referer") or said.get(b"origin")
    return not page or not _is_of(page, sent.host)
