"""Time zones: `Area/City` anywhere, offsets under a telling name.

Definition: the IANA time zone database, theory file (https://data.iana.org/time-zones/theory.html); offsets in
minutes as browsers give them (ECMA-262, `getTimezoneOffset`) or as ISO 8601 writes them.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.JSON, "v", "v", "Europe/Paris"), None, None)[0].category.value
'time_zone'
>>> verdicts(Field(Location.JSON, "v", "v", "UV/Page"), None, None)
()
"""

import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_ZONE = re.compile(
    r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/"
    r"[A-Z][A-Za-z]{1,20}(?:[_-][A-Za-z]{1,12}){0,4}(?:/[A-Z][A-Za-z_]{2,20})?"
)
_OFFSET = re.compile(
    r"(?:UTC|GMT|Z)|(?:UTC|GMT)?[+-]?(?:\d{1,2}(?::?[0-5]\d)?|\d{1,3}|\d{1,2}\.\d{1,2})", re.IGNORECASE
)
_LONGEST = 48


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a time zone."""
    value = field.value
    if len(value) > _LONGEST:
        return ()
    if "/" in value and _ZONE.fullmatch(value.strip()):
        return (Verdict(Category.TIME_ZONE, 0.9, "The value is a time zone, named for a city."),)
    if hint is Category.TIME_ZONE and _OFFSET.fullmatch(value.strip()):
        return (Verdict(Category.TIME_ZONE, 0.85, "Name and value agree: an offset from universal time."),)
    return ()
