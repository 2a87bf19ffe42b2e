"""Driving licence numbers: the British one by its structure, others under a telling name.

The British number says five letters of the surname, the birthday and sex, and the initials: see
https://assets.publishing.service.gov.uk/media/5a80c74de5274a2e87dbbb57/inf-45.pdf and `D1` form notes of the DVLA.

>>> from tracker.traffic import Location
>>> [verdict.category.value for verdict in verdicts(Field(Location.FORM, "v", "v", "DUPON753144M99AB"), None, None)]
['driving_licence']
"""

import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_BRITISH = re.compile(
    r"[A-Z9]{5}\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z9]{2}[A-Z0-9][A-Z]{2}", re.IGNORECASE
)
_NAMED = re.compile(r"(?=.{0,12}\d)[A-Z0-9][A-Z0-9 -]{4,20}[A-Z0-9]", re.IGNORECASE)
_LONGEST = 24
_BRITISH_LENGTH = 16


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a driving licence's number."""
    if len(field.value) > _LONGEST:
        return ()
    text = field.value.strip()
    if hint is Category.DRIVING_LICENCE and _NAMED.fullmatch(text):
        return (Verdict(Category.DRIVING_LICENCE, 0.85, "Name and value agree: a driving licence number."),)
    if hint is None and len(text) == _BRITISH_LENGTH and text[0].isalpha() and _BRITISH.fullmatch(text):
        return (Verdict(Category.DRIVING_LICENCE, 0.75, "The value is built as British driving licence numbers are."),)
    return ()
