"""IP addresses, version 4 (RFC 791, dotted) and 6 (RFC 4291, RFC 5952), told from version numbers.

Public addresses lead to a household or a company, private ones (RFC 1918, RFC 4193) say where in it. Loopback,
unspecified, multicast and broadcast addresses are nobody's. Four small numbers, or numbers under a name such as
`version`, are a version.

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


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return one verdict for each address: the value itself, a list of them, or those of a WebRTC candidate."""
    value = field.value
    if "." not in value and ":" not in value:
        return ()
    named = hint is Category.IP_ADDRESS
    if "candidate:" in value:
        texts = [match.group(1) for match in _CANDIDATE.finditer(value)][:4]
    elif len(value) <= (_LONGEST_LIST if named else 60):
        texts = value.split(",")[:4] if named else [value]
    else:
        return ()
    found = (_verdict(text.strip(), field.name, named) for text in dict.fromkeys(texts))
    return tuple(verdict for verdict in found if verdict)


def _verdict(text: str, name: str, named: bool) -> Verdict | None:
    match = _FOUR.fullmatch(text) or (_SIX.fullmatch(text) if text.count(":") >= 2 else None)
    try:
        address = ipaddress.ip_address(match.group(1)) if match else None
    except ValueError:
        return None
    if address is None or _is_nobodys(address):
        return None
    if not named and (_VERSION.search(name) or _looks_like_a_version(address)):
        return None
    scope = "on a private network" if address.is_private else "of an internet connection"
    confidence = 0.95 if named else 0.6 if address.is_private else 0.8
    return Verdict(Category.IP_ADDRESS, confidence, f"The value is an IP address {scope}.", str(address))


def _is_nobodys(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_loopback or address.is_unspecified or address.is_multicast or address.is_reserved


def _looks_like_a_version(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        return sum(group != "0000" for group in address.exploded.split(":")) < _FEWEST_GROUPS
    return max(address.packed) < _SMALL or address.packed[2:] == b"\0\0" or address.packed[3] == 0
