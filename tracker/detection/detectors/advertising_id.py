"""Identifiers in the form of a UUID: of an advertising profile where the name says so, of a browser or device
elsewhere.

Definition: RFC 9562. Android's advertising id (GAID) and Apple's (IDFA) are version 4 UUIDs; all zeros mean that the
person has opted out (https://developer.apple.com/documentation/adsupport,
https://developer.android.com/training/articles/ad-id). Most UUIDs are keys of things, page views and requests: one
counts only under a name that speaks of a person, a browser or a device, and of nothing else.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.JSON, "v", "visitor", "cd07f044-a01e-4878-a15d-fb8aa7811116"), None, None)[0].category.value
'client_id'
>>> verdicts(Field(Location.JSON, "v", "request_id", "cd07f044-a01e-4878-a15d-fb8aa7811116"), None, None)
()
"""

import re
from functools import lru_cache

from tracker.detection.verdict import Verdict
from tracker.taxonomy import IDENTIFIERS, TAXONOMY, Category
from tracker.traffic import Field, Location

_UUID = re.compile(r"(?:urn:uuid:|\{)?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?", re.IGNORECASE)
_THING = re.compile(
    r"event|request|req_?id|trace|span|correlation|transaction|txn|nonce|message|msg|page|impression|view|insert|batch|click|order|"
    r"product|item|sku|cart|content|article|asset|image|file|template|config|campaign|creative|ad_?unit|slot|bid|auction|app|"
    r"tenant|project|organi[sz]ation|org|client_?key|api|site|store|shop|token|state|csrf|version|build|release|form|widget|channel"
    r"|topic|story|video|experiment|variant|flag|segment|tag|category|parent|root|node|key$|hash|(?<!de)(?<!ser)v_?guid",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"sess|guid|uuid|udid|u_?id|visit|client|device|browser|machine|install|user|member|customer|subscri|account|profile|anon|"
    r"person|people|ident|finger|vt_?id|vis_?id|idf[av]|ifa|partner|sync|match|cookie|track",
    re.IGNORECASE,
)
_QUIET = (Location.PATH, Location.HEADER, Location.COOKIE)  # a cookie is for the memory of cookies to judge
_FEWEST_DIGITS = 6
_SHORTEST, _LONGEST = 36, 45


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a value that is one UUID."""
    value = field.value
    if not _SHORTEST <= len(value) <= _LONGEST or (hint is None and not _may_be_somebodys(field)):
        return ()
    match = _UUID.fullmatch(value.strip())
    if not match or len(set(match.group(1))) < _FEWEST_DIGITS:
        return ()
    if hint in IDENTIFIERS and hint is not None:
        label = TAXONOMY[hint].label
        words = f"Name and value agree: a unique value as used for {'an' if label[0] in 'ae' else 'a'} {label}."
        return (Verdict(hint, 0.9, words),)
    return (_unnamed(field, match.group(1)),) if hint is None else ()


def _may_be_somebodys(field: Field) -> bool:
    return field.location not in _QUIET and _is_of_somebody(field.name)


def _unnamed(field: Field, uuid: str) -> Verdict:
    if "sess" in field.name.lower():
        return Verdict(Category.SESSION_ID, 0.6, "The value is a UUID, named for a session.")
    if uuid[14] == "1":
        return Verdict(
            Category.CLIENT_ID, 0.5, "The value is a version 1 UUID: it holds a moment and a network card's address."
        )
    return Verdict(Category.CLIENT_ID, 0.5, "The value is a UUID, as browsers and devices are told apart by.")


@lru_cache(4096)
def _is_of_somebody(name: str) -> bool:
    """Whether a name speaks of a person, a browser or a device, and of no event or thing."""
    return _SOMEBODY.search(name) is not None and not _THING.search(name)
