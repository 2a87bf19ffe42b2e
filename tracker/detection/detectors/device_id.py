"""Identifiers of devices: MAC addresses anywhere, IMEI and MEID under a telling name.

MAC: 48 bits as six pairs (IEEE 802, https://standards.ieee.org/products-programs/regauth/). A locally administered
one is drawn at random by the system and still singles a device out while it lasts. IMEI: 15 digits, right by Luhn
(3GPP TS 23.003); MEID: 14 hexadecimal digits (3GPP2 S.R0048). Checked by python-stdnum.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.JSON, "v", "v", "3c:5a:b4:12:ef:09"), None, None)[0].category.value
'device_id'
>>> verdicts(Field(Location.JSON, "v", "v", "ff:ff:ff:ff:ff:ff"), None, None)
()
"""

import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_MAC = re.compile(r"[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}", re.IGNORECASE)
_LENGTH = 17
_LONGEST = 24
_FEWEST_DIGITS = 4


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a value that is one device's number."""
    text = field.value.strip() if len(field.value) <= _LONGEST else ""
    if len(text) == _LENGTH and _MAC.fullmatch(text) and len(set(text)) > _FEWEST_DIGITS:
        return (Verdict(Category.DEVICE_ID, 0.85, "The value is a network card's address (MAC)."),)
    if hint is Category.DEVICE_ID and text and _is_imei_or_meid(text):
        return (Verdict(Category.DEVICE_ID, 0.95, "Name and check digit agree: a mobile device's number."),)
    return ()


def _is_imei_or_meid(text: str) -> bool:
    from stdnum import imei, meid

    return bool(imei.is_valid(text) or meid.is_valid(text))
