"""IP addresses, version 4 (RFC 791, dotted) and 6 (RFC 4291, RFC 5952), told from version numbers.

Public addresses lead to a household or a company. Private ones (RFC 1918, RFC 4193, RFC 6598) say where in it: they
are the person's in what WebRTC gathers or under a telling name, elsewhere a server's. Loopback, unspecified, multicast
and broadcast addresses, those of documentation and benchmarks (RFC 5737, RFC 3849, RFC 2544) and the well-known public
resolvers are nobody's. An IPv4 address inside an IPv6 one (RFC 4291 section 2.5.5.2) is taken out. Four small numbers,
or numbers under a name such as `version`, are a version.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.JSON, "v", "v", "81.56.12.207"), None, None)[0].category.value
'ip_address'
>>> verdicts(Field(Location.JSON, "v", "v", "1.2.3.4"), None, None)
()
"""

import ipaddress
import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_FOUR = re.compile(r"\[?((?:\d{1,3}\.){3}\d{1,3})\]?(?::\d{1,5}|/32)?")
_SIX = re.compile(r"\[?([0-9a-f:]{2,39}(?:(?:\.\d{1,3}){3})?)(?:%\w{1,16})?\]?(?::\d{1,5}|/\d{1,3})?", re.IGNORECASE)
_CANDIDATE = re.compile(
    r"candidate:\S{1,40} \d (?:udp|tcp) \d{1,12} (\S{7,45}) \d{1,5} typ (?:host|srflx|prflx)", re.IGNORECASE
)
_VERSION = re.compile(
    r"ver(?:sion)?(?:$|[^a-z])|^[asp]v\d?$|build|release|sdk|firmware|os_?v|oid|agent|app_?v", re.IGNORECASE
)
_SMALL = 32
_LONGEST_LIST = 200
_FEWEST_GROUPS = 4
_EXAMPLES = tuple(
    map(ipaddress.ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15", "2001:db8::/32"))
)
_RESOLVERS = frozenset(
    map(
        ipaddress.ip_address,
        (
            *("8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "149.112.112.112"),
            *("208.67.222.222", "208.67.220.220", "2001:4860:4860::8888", "2001:4860:4860::8844"),
            *("2606:4700:4700::1111", "2606:4700:4700::1001", "2620:fe::fe"),
        ),
    )
)

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return one verdict for each address: the value itself, a list of them, or those of a WebRTC candidate."""
    value = field.value
    named = hint is Category.IP_ADDRESS
    if "candidate:" in value:
        return _found([match.group(1) for match in _CANDIDATE.finditer(value)][:4], 0.8)
    if len(value) > (_LONGEST_LIST if named else 60):
        return ()
    if named:
        return _found(value.split(",")[:4], 0.95)
    return () if _VERSION.search(field.name) else _found([value], None)


def _found(texts: list[str], certainty: float | None) -> tuple[Verdict, ...]:
    found = (_verdict(text.strip(), certainty) for text in dict.fromkeys(texts))
    return tuple(verdict for verdict in found if verdict)


def _verdict(text: str, certainty: float | None) -> Verdict | None:
    """Return what one address says. Without a certainty, nothing but the value tells that it is one."""
    address = _address(text)
    if address is None or _is_nobodys(address):
        return None
    is_private = address.is_private or address in _SHARED
    if certainty is None:
        if is_private or _is_an_example(address) or _looks_like_a_version(address):
            return None
        certainty = 0.8
    scope = "on a private network" if is_private else "of an internet connection"
    return Verdict(Category.IP_ADDRESS, certainty, f"The value is an IP address {scope}.", str(address))


_SHARED = ipaddress.ip_network("100.64.0.0/10")  # between a provider's customers


def _address(text: str) -> Address | None:
    match = _FOUR.fullmatch(text) or (_SIX.fullmatch(text) if text.count(":") >= 2 else None)
    try:
        address = ipaddress.ip_address(match.group(1)) if match else None
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_nobodys(address: Address) -> bool:
    return address.is_loopback or address.is_unspecified or address.is_multicast or address.is_reserved


def _is_an_example(address: Address) -> bool:
    return address in _RESOLVERS or any(address in network for network in _EXAMPLES)


def _looks_like_a_version(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        return sum(group != "0000" for group in address.exploded.split(":")) < _FEWEST_GROUPS
    return max(address.packed) < _SMALL or address.packed[2:] == b"\0\0" or address.packed[3] == 0
