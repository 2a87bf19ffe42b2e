"""Identifiers of devices: MAC addresses anywhere, IMEI in its own grouping, other numbers of devices and their cards
under a telling name.

MAC: 48 bits as six pairs (IEEE 802, https://standards.ieee.org/products-programs/regauth/). A locally administered
one is drawn at random by the system and still singles a device out while it lasts. IMEI: 15 digits, right by Luhn
(3GPP TS 23.003), written 6-2-6-1 or 2-6-6-1; MEID: 14 hexadecimal digits (3GPP2 S.R0048); IMSI: 14 or 15 digits that
begin with a network's code (ITU-T E.212); ICCID: 19 or 20 digits that begin with 89, right by Luhn (ITU-T E.118).
Checked by python-stdnum.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.JSON, "v", "v", "3c:5a:b4:12:ef:09"), None, None)[0].category.value
'device_id'
>>> verdicts(Field(Location.JSON, "v", "v", "ff:ff:ff:ff:ff:ff"), None, None)
()
"""

import re

from tracker.detection.detectors.checks import passes
from tracker.detection.detectors.numbers import is_moment, luhn
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_PAIR = "[0-9a-f]{2}"
_MAC = re.compile(rf"{_PAIR}([:-])(?:{_PAIR}\1){{4}}{_PAIR}", re.IGNORECASE)
_BARE_MAC = re.compile(rf"(?:{_PAIR}){{6}}|(?:{_PAIR}{_PAIR}\.){{2}}{_PAIR}{_PAIR}", re.IGNORECASE)
_NOBODYS_MAC = re.compile(r"(?:01005e|3333|0180c2)", re.IGNORECASE)  # multicast
_IMEI = re.compile(r"\d{6}([ -])\d\d\1\d{6}\1\d|\d\d([ -])\d{6}\2\d{6}\2\d")
_ICCID = re.compile(r"89\d{16,18}")
_LONGEST = 24
_FEWEST_DIGITS = 3


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a value that is one device's number."""
    text = field.value.strip() if len(field.value) <= _LONGEST else ""
    if _MAC.fullmatch(text) and _is_a_cards(text):
        return (Verdict(Category.DEVICE_ID, 0.85, "The value is a network card's address (MAC)."),)
    if hint is None and _IMEI.fullmatch(text) and passes("imei", text):
        return (Verdict(Category.DEVICE_ID, 0.8, "Grouping and check digit are those of a phone's number (IMEI)."),)
    return _named(text) if hint is Category.DEVICE_ID and text else ()


def _named(text: str) -> tuple[Verdict, ...]:
    if is_moment(text) or len(set(text)) < _FEWEST_DIGITS:
        return ()
    if passes("imei", text) or passes("meid", text) or (_ICCID.fullmatch(text) and luhn(text)):
        return (Verdict(Category.DEVICE_ID, 0.95, "Name and check digit agree: a mobile device's number."),)
    if passes("imsi", text) or (_BARE_MAC.fullmatch(text) and _is_a_cards(text)):
        return (Verdict(Category.DEVICE_ID, 0.85, "Name and form agree: a device's or its network card's number."),)
    return ()


def _is_a_cards(text: str) -> bool:
    """Whether the address is one card's: not all alike, not for many at once."""
    digits = [digit for digit in text.lower() if digit.isalnum()]
    return len(set(digits)) >= _FEWEST_DIGITS and not _NOBODYS_MAC.match("".join(digits))
