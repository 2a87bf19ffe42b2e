"""Findings of all sources made one list: for one value at one place the strongest method speaks.

- Each place (location and path) reports a category by its strongest method, at one step of decoding: the innermost for
  what is read, the outermost for identifiers, which others know only as they travelled. Different values that lie at
  one place at the same step (two addresses in one message) are all reported.
- Each place has one identifier: the same value is not a user id and a client id.
- What adapter or profile say silences weaker methods that speak of the same value, or call it an identifier; but where
  a site's identifier for the person is plainly their e-mail address or phone number, that is told, too.
- Where adapter and profile agree, the adapter speaks of the person's own value, in the dress the profile saw it in.
- What lies within a packed value is reported there, not at the package as well; an identifier, too, though the package
  is then another value. A cookie is told whole: its name says what it is.
"""

import re
from collections.abc import Iterable

from tracker.detection.bodies.json_document import ROOT
from tracker.disclosure import Evidence, Finding, Method
from tracker.normalisation import normalised
from tracker.taxonomy import IDENTIFIERS, Category
from tracker.traffic import Location

_RANK = {method: rank for rank, method in enumerate(Method)}  # the strongest first
_KNOWING = frozenset({Method.ADAPTER, Method.PROFILE})
_VAGUE = IDENTIFIERS | {Category.AUTH_TOKEN, Category.USERNAME}
_NAMES_OF_PEOPLE = IDENTIFIERS | {Category.USERNAME}
_REACHES_PEOPLE = frozenset({Category.EMAIL_ADDRESS, Category.PHONE_NUMBER})
_PLAIN = 0.95  # how sure one is of what can be nothing else
_MAX_VALUES = 20  # of one category at one place

_LEVEL = re.compile(r"[.\[]")
_NOWHERE: frozenset[tuple[Location, str]] = frozenset()

type Place = tuple[Location, str]


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings to report, in the order of their places."""
    chosen = _by_place(list(findings))
    return tuple(chosen) if len(chosen) < 2 else tuple(_unpacked(_innermost(chosen)))


def _by_place(findings: list[Finding]) -> list[Finding]:
    seen = [finding[2][:2] for finding in findings]  # location and path
    if len(set(seen)) == len(seen):
        return findings
    places: dict[Place, list[Finding]] = {}
    for place, finding in zip(seen, findings, strict=True):
        places.setdefault(place, []).append(finding)
    chosen: list[Finding] = []
    for found in places.values():
        chosen += found if len(found) == 1 else _of_place(found)
    return chosen


def _of_place(findings: list[Finding]) -> list[Finding]:
    known = [finding for finding in findings if finding.evidence.method in _KNOWING]
    rest = [finding for finding in findings if finding.evidence.method not in _KNOWING]
    if known:
        rest = [finding for finding in rest if not _is_silenced(finding, known)]
    chosen: list[Finding] = []
    for group in _by_kind(known + rest):
        chosen += _of_category(group)
    return chosen


def _is_silenced(finding: Finding, known: list[Finding]) -> bool:
    if finding.category in _VAGUE:
        return True
    return any(
        finding.category is other.category or (_is_same(finding, other) and not _says_more(finding, other))
        for other in known
    )


def _is_same(finding: Finding, other: Finding) -> bool:
    return normalised(finding.category, finding.value) == normalised(finding.category, other.value)


def _says_more(finding: Finding, known: Finding) -> bool:
    """Whether what is known of an endpoint only says that it names a person, and the value says how to reach them."""
    is_plain = finding.category in _REACHES_PEOPLE and finding.evidence.confidence >= _PLAIN
    return is_plain and known.category in _NAMES_OF_PEOPLE and known.evidence.method is Method.ADAPTER


def _by_kind(findings: list[Finding]) -> list[list[Finding]]:
    """Group by category; all identifiers are one group."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault("identifier" if finding.category in IDENTIFIERS else finding.category, []).append(finding)
    return list(groups.values())


def _of_category(findings: list[Finding]) -> list[Finding]:
    if len(findings) == 1:
        return findings
    rank = min(_RANK[finding.evidence.method] for finding in findings)
    chosen = _at_one_step([finding for finding in findings if _RANK[finding.evidence.method] == rank])
    own = [finding for finding in findings if finding.evidence.method is Method.PROFILE]
    return _agreed(chosen, own[0]) if own and rank == _RANK[Method.ADAPTER] else chosen


def _at_one_step(findings: list[Finding]) -> list[Finding]:
    if findings[0].category in IDENTIFIERS:
        return [max(findings, key=lambda finding: (-len(finding.evidence.encoding), finding.evidence.confidence))]
    encoding = max((finding.evidence.encoding for finding in findings), key=len)
    same_step = {finding.value: finding for finding in findings if finding.evidence.encoding == encoding}
    return list(same_step.values())[:_MAX_VALUES]


def _agreed(adapters: list[Finding], own: Finding) -> list[Finding]:
    """Let the person's own value stand for its digest, so that it is one datum wherever it goes."""
    spelt = [_spelling(finding) for finding in adapters]
    if _spelling(own) in spelt:
        number = spelt.index(_spelling(own))
    elif own.evidence.encoding:
        number = 0
    else:  # another's value beside the person's
        return [*adapters, own]
    return [*adapters[:number], _of_both(adapters[number], own), *adapters[number + 1 :]]


def _spelling(finding: Finding) -> str:
    return normalised(finding.category, finding.value)


def _of_both(adapter: Finding, own: Finding) -> Finding:
    told, seen = adapter.evidence, own.evidence
    confidence = max(told.confidence, seen.confidence)
    reasoning = f"{told.reasoning} {seen.reasoning}"
    evidence = Evidence(told.location, told.path, told.method, confidence, reasoning, seen.encoding)
    return Finding(adapter.category, own.value, evidence)


def _innermost(findings: list[Finding]) -> list[Finding]:
    """Leave out findings of which the same is found at a path within theirs."""
    if len({finding[:2] for finding in findings}) == len(findings):  # categories and values
        return findings
    groups: dict[tuple[Category, str], list[Evidence]] = {}
    for finding in findings:
        groups.setdefault((finding.category, finding.value), []).append(finding.evidence)
    outer = {key: _above(group) for key, group in groups.items() if len(group) > 1}
    return [
        finding
        for finding in findings
        if (finding.evidence.location, finding.evidence.path)
        not in outer.get((finding.category, finding.value), _NOWHERE)
    ]


def _unpacked(findings: list[Finding]) -> list[Finding]:
    """Leave out packages that are told for an identifier which is told at its own path within them."""
    parts = [finding for finding in findings if finding[0] in IDENTIFIERS and finding[2].encoding]
    if not parts:
        return findings
    packed: dict[Place, list[str]] = {}
    for part in parts[:_MAX_VALUES]:
        for place in _above([part.evidence]):
            packed.setdefault(place, []).append(part.value)
    return [finding for finding in findings if not _is_package(finding, packed)]


def _is_package(finding: Finding, packed: dict[Place, list[str]]) -> bool:
    location, path = finding.evidence[:2]
    if finding.category not in IDENTIFIERS or location is Location.COOKIE:
        return False
    return any(value != finding.value and value in finding.value for value in packed.get((location, path), ()))


def _above(group: list[Evidence]) -> set[Place]:
    """Return all places above those of a group."""
    above: set[Place] = set()
    for evidence in group:
        path = evidence.path
        above.update((evidence.location, path[: mark.start()]) for mark in _LEVEL.finditer(path))
        if path != ROOT:
            above.add((evidence.location, ROOT))
    return above
