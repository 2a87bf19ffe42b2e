"""What one field is, by its name, by the page's form and by its value: the verdicts weighed against each other."""

import re
from functools import lru_cache

from tracker.detection.cookies.names import traveller
from tracker.detection.cookies.parts import telling_parts
from tracker.detection.detectors import value_verdicts
from tracker.detection.headers import VERDICTS
from tracker.detection.names import Setting, name_verdict
from tracker.detection.plausibility import is_plausible
from tracker.detection.typicality import is_typical
from tracker.detection.verdict import Verdict
from tracker.disclosure import Evidence, Finding, Method
from tracker.taxonomy import IDENTIFIERS, SECRETS, Category
from tracker.traffic import Field, Location

MIN_CONFIDENCE = 0.5
"""What is less sure is not said: a wrong accusation costs more than a missed field."""

_CONFIDENT, _WEAK = 0.8, 0.7
_FREE_TEXTS = frozenset({Category.MESSAGE, Category.SEARCH_QUERY, Category.PAGE_VISITED, Category.POSTAL_ADDRESS})
_CHECKED_HEADERS = frozenset({Category.IP_ADDRESS, Category.EMAIL_ADDRESS})
_OF_TOKENS = IDENTIFIERS | {Category.AUTH_TOKEN}
_FORGERY = re.compile(r"csrf|xsrf|request_?verification|authenticity_?token", re.IGNORECASE)
_OF_PROGRAMS = frozenset({"client_id", "clientid"})
_IN_ADDRESSES = frozenset({Location.QUERY, Location.FORM, Location.MULTIPART, Location.HEADER})
_GAP = re.compile(r"=(?:\$?\{\{?\w{0,60}\}|\[\w{1,60}\]|%%\w{1,60}%%|\$[A-Z_]{2,60}\b|__\w{1,60}__)")
_MAX_PARTS = 20  # findings in one value
_COUNTS_THE_NAME = "Name"
"""How detectors begin what they say of a value because its name agrees: that is no second witness."""

_PARENTS = 4  # levels above a field that tell what it is


def judged(
    field: Field, form: Verdict | None, country: str | None, setting: Setting = Setting.UNKNOWN
) -> tuple[Finding, ...]:
    """Return the findings in one field.

    `form` is what the page's own form says of it, where it is known; `setting` what the record is about that it is of.
    """
    if field.location is Location.HEADER and (known := VERDICTS.get(field.path)):
        return _of_header(field, known)
    named, method = _named(field, form, setting)
    hint = named.category if named else None
    valued = [verdict for verdict in value_verdicts(field, hint, country) if _may_stand(verdict, field)]
    if not (named or valued):
        return ()
    found = _weighed(field, named, method, valued)
    return tuple(found[:_MAX_PARTS])


def _of_header(field: Field, verdict: Verdict) -> tuple[Finding, ...]:
    if verdict.category in _CHECKED_HEADERS and not is_plausible(verdict.category, field.value):
        return ()
    return (_finding(field, verdict, Method.NAME),)


def _named(field: Field, form: Verdict | None, setting: Setting) -> tuple[Verdict | None, Method]:
    if form and is_plausible(form.category, field.value):
        return form, Method.FORM
    verdict = _by_name(field, setting) if field.name else None
    if field.name and (verdict is None or verdict.confidence < MIN_CONFIDENCE):
        verdict = _travelling(field) or verdict
    if verdict and _may_stand(verdict, field) and _may_be(verdict, field):
        return verdict, Method.NAME
    return None, Method.NAME


def _may_be(verdict: Verdict, field: Field) -> bool:
    """Whether the value allows what the name says."""
    category = verdict.category
    return is_plausible(category, field.value) and is_typical(category, field, verdict.confidence)


def _by_name(field: Field, setting: Setting) -> Verdict | None:
    parents = field.parents[-_PARENTS:]
    return _alone(field.name, parents) if setting is Setting.UNKNOWN else name_verdict(field.name, parents, setting)


_alone = lru_cache(16384)(name_verdict)


def _travelling(field: Field) -> Verdict | None:
    """A script reads a known cookie and sends its value elsewhere, under the cookie's name."""
    known = traveller(field.name)
    if known is None or known.category is None or not telling_parts(field.value):
        return None
    does = known.purpose.partition(" (")[0]
    if known.travels:
        return Verdict(known.category, _CONFIDENT, f"The parameter {known.name} is known ({known.owner}): it {does}.")
    return Verdict(
        known.category, _CONFIDENT, f"It is called as the cookie {known.name} is ({known.owner}), which {does}."
    )


def _may_stand(verdict: Verdict, field: Field) -> bool:
    """An identifier in a cookie is for the cookies' memory to tell, an address of the network for its own headers.

    Tokens against forgery are the site's, a client in an address is OAuth's name for a program, and an address with a
    gap to be filled in is where to go next.
    """
    category = verdict.category
    if category in _OF_TOKENS:
        if field.location is Location.COOKIE and not field.encoding and category in IDENTIFIERS:
            return False
        return not (_is_against_forgery(field) or (category is Category.CLIENT_ID and _is_of_program(field)))
    if category is Category.PAGE_VISITED:
        return not _GAP.search(field.value if verdict.value is None else verdict.value)
    return not (field.location is Location.HEADER and category is Category.IP_ADDRESS)


def _is_against_forgery(field: Field) -> bool:
    return any(_FORGERY.search(name) for name in (field.name, *field.parents[-_PARENTS:]))


def _is_of_program(field: Field) -> bool:
    """RFC 6749, sections 2.2 and 4.1.1. In JSON and as `clientId` it is mostly a browser's."""
    return field.name in _OF_PROGRAMS and field.location in _IN_ADDRESSES


def _weighed(field: Field, named: Verdict | None, method: Method, valued: list[Verdict]) -> list[Finding]:
    if named is None:
        return _findings(field, valued, Method.VALUE)
    if named.category in SECRETS:  # a password that looks like an address is a password, and no part of it is shown
        return _findings(field, [named], method)
    same = [verdict for verdict in valued if verdict.category is named.category]
    parts = [verdict for verdict in valued if verdict.category is not named.category and _is_part(verdict, field)]
    if same:
        agreed = [_agreed(named, verdict) for verdict in same]
        return _findings(field, agreed, method) + _findings(field, parts, Method.VALUE)
    others = [verdict for verdict in valued if verdict not in parts]
    if named.category in _FREE_TEXTS:
        return _findings(field, [named], method) + _findings(field, valued, Method.VALUE)
    if any(_contradicts(verdict, named) for verdict in others):
        return _findings(field, valued, Method.VALUE)
    return _findings(field, [named], method) + _findings(field, parts, Method.VALUE)


def _is_part(verdict: Verdict, field: Field) -> bool:
    """Whether a verdict speaks of something within a longer text, not of the value as a whole."""
    return verdict.value is not None and verdict.value != field.value.strip() and verdict.value in field.value


def _contradicts(valued: Verdict, named: Verdict) -> bool:
    return valued.confidence > named.confidence or (valued.confidence >= _CONFIDENT and named.confidence < _WEAK)


def _agreed(named: Verdict, valued: Verdict) -> Verdict:
    """Name and value say the same: surer than either, where the value says it without the name."""
    said = valued.reasoning
    confidence = max(named.confidence, valued.confidence)
    if not said.startswith(_COUNTS_THE_NAME):
        confidence = round(min(0.99, 1 - (1 - named.confidence) * (1 - valued.confidence)), 3)
    reasoning = f"{named.reasoning.removesuffix('.')}; {said[:1].lower()}{said[1:]}"
    return Verdict(named.category, confidence, reasoning, valued.value)


def _findings(field: Field, verdicts: list[Verdict], method: Method) -> list[Finding]:
    return [_finding(field, verdict, method) for verdict in verdicts if verdict.confidence >= MIN_CONFIDENCE]


def _finding(field: Field, verdict: Verdict, method: Method) -> Finding:
    evidence = Evidence(field.location, field.path, method, verdict.confidence, verdict.reasoning, field.encoding)
    return Finding(verdict.category, field.value if verdict.value is None else verdict.value, evidence)
