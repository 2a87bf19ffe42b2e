"""Languages that a person reads: one tag under a telling name, or a weighted list in any field.

Definitions: BCP 47 (RFC 5646) for tags, RFC 9110 section 12.5.4 for weighted lists.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.QUERY, "hl", "hl", "fr-FR"), Category.LANGUAGE, None)[0].category.value
'language'
>>> verdicts(Field(Location.QUERY, "v", "v", "fr-FR,fr;q=0.9,en;q=0.8"), None, None)[0].category.value
'language'
>>> verdicts(Field(Location.QUERY, "v", "v", "fr-FR"), None, None)
()
"""

import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_TAG = r"[a-z]{2,3}(?:[-_](?:[a-z]{4}|[a-z]{2}|\d{3})){0,2}"
_TAGS = re.compile(rf"{_TAG}(?:[,; ]{{1,2}}{_TAG}){{0,8}}", re.IGNORECASE)
_WEIGHTED = re.compile(rf"{_TAG}(?:;q=[\d.]{{1,5}})?(?:, ?(?:{_TAG}|\*)(?:;q=[\d.]{{1,5}})?){{1,20}}", re.IGNORECASE)
_LONGEST = 200


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for languages."""
    value = field.value
    if len(value) > _LONGEST:
        return ()
    if hint is Category.LANGUAGE and _TAGS.fullmatch(value.strip()):
        return (Verdict(Category.LANGUAGE, 0.9, "Name and value agree: a language."),)
    if ";q=" in value and _WEIGHTED.fullmatch(value.strip()):
        return (Verdict(Category.LANGUAGE, 0.85, "The value is a browser's weighted list of languages."),)
    return ()
