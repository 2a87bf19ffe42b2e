"""What numbers are when they are nobody's: moments, counters, keys of a database.

Moments: seconds, milliseconds, microseconds or nanoseconds since 1970 (POSIX.1-2017 section 4.16), or a date and
time run together (ISO 8601 basic format).

>>> is_moment("1613226782"), is_moment("1613226782706"), is_moment("20210213144326"), is_moment("4012888888881881")
(True, True, True, False)
"""

import re
from functools import lru_cache

from tracker.traffic import Field, Location

_DATED = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])?(?:[0-5]\d){0,2}\d{0,3}")
_EPOCHS = {10: 1, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}
_FIRST, _LAST = 946_684_800, 2_208_988_800  # 2000 to 2040
_NOT_A_PERSONS = re.compile(
    r"(?:^|[_.\-\[])(?:id|ids|key|ts|t|time|timestamp|date|rnd|rand|random|cb|cachebuster|cache|nonce|ord|seq|version|ver|v\d|build|"
    r"hash|sig|signature|token|csrf|sku|ean|gtin|isbn|upc|price|amount|total|size|width|height|offset|count|index|order|"
    r"oid|pid|tid|cid|gid|sid|eid|aid|uid|rid|zoneid|campaign|placement|creative|slot|pixel)\]?$"
    r"|[a-z](?:Id|ID|Ids|Key|Time|Timestamp|Token|Hash|Version|Price|Amount|Count|Index)$",
)
_OPEN = re.compile(
    r"(?:.{0,60}[_.\]-])?(?:v|val|value|number|num|no|nr|text|input|data|content|answer|response|field|entry)[_.\d]*|",
    re.IGNORECASE,
)
_FORMS = frozenset({Location.FORM, Location.MULTIPART})
_BODIES = frozenset({Location.FORM, Location.MULTIPART, Location.JSON, Location.BODY, Location.WEBSOCKET})


def is_moment(digits: str) -> bool:
    """Whether a run of digits reads as a moment between 2000 and 2040."""
    if not digits.isdecimal():
        return False
    unit = _EPOCHS.get(len(digits))
    if unit and _FIRST <= int(digits) // unit < _LAST:
        return True
    return len(digits) in (8, 10, 12, 14, 17) and _DATED.fullmatch(digits) is not None


@lru_cache(4096)
def is_name_of_a_number(name: str) -> bool:
    """Whether a name says that its digits count, order or key something: `order_id`, `ts`, `productId`."""
    return _NOT_A_PERSONS.search(name) is not None


def may_be_a_persons(field: Field) -> bool:
    """Whether bare digits without a telling name may be a person's: in what was written, not in addresses."""
    return field.location in _BODIES and not is_name_of_a_number(field.name)


def may_be_typed(field: Field) -> bool:
    """Whether a long run of digits without a telling name may have been typed: in a form, or under an open name."""
    return may_be_a_persons(field) and (field.location in _FORMS or _OPEN.fullmatch(field.name) is not None)


def luhn(digits: str) -> bool:
    """Whether the last digit is right by ISO/IEC 7812-1 annex B.

    >>> luhn("4012888888881881"), luhn("4012888888881882")
    (True, False)
    """
    odd = sum(map(int, digits[-1::-2]))
    even = sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])
    return (odd + even) % 10 == 0


_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
