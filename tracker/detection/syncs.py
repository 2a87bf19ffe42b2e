"""Cookie syncs: one party's identifying cookie travels to another, so that the two can put together what they know.

Who else speaks of the same place (an adapter, a name, a form, the person's profile) keeps its say: the sentence that
names the cookie goes before its own.
"""

from collections.abc import Mapping, Sequence

from tracker.detection.cookies import Owner
from tracker.disclosure import Evidence, Finding
from tracker.masking import masked_path
from tracker.taxonomy import IDENTIFIERS
from tracker.traffic import Location

CONFIDENCE = 0.9
_MOST_DOMAINS = 4  # that are named

type Place = tuple[Location, str]


def sentence(owners: Sequence[Owner]) -> str:
    """Return what is to be said of a value that is, or holds, these cookies'."""
    cookies: dict[tuple[str, str], list[str]] = {}
    for owner in owners:
        cookies.setdefault((owner.domain, owner.form), []).append(masked_path(owner.name))
    named = [_of_domain(*place, names) for place, names in list(cookies.items())[:_MOST_DOMAINS]]
    return f"The value is, or holds, {' and '.join(named)}."


def _of_domain(domain: str, form: str, names: list[str]) -> str:
    whose = f"the cookie {_listed(names)} of {domain}"
    return f"{_form(form)} of {whose}" if form else f"that of {whose}"


def _form(form: str) -> str:
    return f"{'an' if form[0] in 'AEIOUaeiou' else 'the'} {form}"


def _listed(names: list[str]) -> str:
    first, *others = names
    return f"{first} (and {', '.join(others)})" if others else first


def with_sentences(findings: Sequence[Finding], sentences: Mapping[Place, str]) -> tuple[Finding, ...]:
    """Return merged findings, one at each place of a sync with the sentence that tells of it: the identifier's."""
    speakers: dict[Place, int] = {}
    for number, finding in enumerate(findings):
        place = finding.evidence.location, finding.evidence.path
        if place in sentences and (place not in speakers or finding.category in IDENTIFIERS):
            speakers[place] = number
    chosen = list(findings)
    for place, number in speakers.items():
        chosen[number] = _with_sentence(findings[number], sentences[place])
    return tuple(chosen)


def _with_sentence(finding: Finding, said: str) -> Finding:
    told = finding.evidence
    if told.reasoning == said:
        return finding
    confidence, reasoning = max(told.confidence, CONFIDENCE), f"{said} {told.reasoning[:1].upper()}{told.reasoning[1:]}"
    evidence = Evidence(told.location, told.path, told.method, confidence, reasoning, told.encoding)
    return Finding(finding.category, finding.value, evidence)
