"""Request -> findings: every source of verdicts, merged."""

from functools import lru_cache
from typing import NamedTuple

from tracker.detection.adapters import findings_by_adapter
from tracker.detection.fields import fields_of
from tracker.detection.judging import MIN_CONFIDENCE, judged
from tracker.detection.knowledge import Knowledge
from tracker.detection.merging import merged
from tracker.detection.syncs import CONFIDENCE, Place, sentence, with_sentences
from tracker.detection.verdict import Verdict
from tracker.disclosure import BlindSpot, Evidence, Finding, Method, Party
from tracker.sites import Context, context_of, domain_of
from tracker.taxonomy import IDENTIFIERS, Category
from tracker.traffic import Field, Location, Request

_OF_FORMS = frozenset({Location.FORM, Location.MULTIPART, Location.JSON, Location.QUERY, Location.WEBSOCKET})
_SHORTEST_IDENTIFIER = 8  # characters
_OVERHEAD = 500  # characters that a remembered judgement takes besides the field


_domain_of = lru_cache(1024)(domain_of)


class Detected(NamedTuple):
    """What a request discloses, and what of it could not be read."""

    findings: tuple[Finding, ...] = ()
    blind_spots: tuple[BlindSpot, ...] = ()


def detect(request: Request, knowledge: Knowledge) -> Detected:
    """Return the personal data in a request. Never raises; work is bounded."""
    read = fields_of(request)
    context = context_of(request)
    findings = findings_by_adapter(request, read)
    findings += knowledge.indicators.search(read, request)
    syncs: dict[Place, str] = {}
    known, forms = knowledge.judgements.get, knowledge.forms.of(context.site)
    for field in read.fields:
        location, path, name, value, _, _ = field
        # scripts may send a form's control nested in something else: then its name alone says which
        form = (forms.get(path) or forms.get(name)) if forms and location in _OF_FORMS else None
        found = None if form else known((location, path, value))
        if found is None:
            found = _judged(field, form, knowledge)
        if location is Location.COOKIE:
            found = _with_cookie(field, found, request.host, context, knowledge)
        elif _may_identify(value) and (owners := knowledge.cookies.owners_of(value, context.recipient)):
            said = syncs.setdefault((location, path), sentence(owners))
            found = found if _has_identifier(found) else (*found, _synced(field, said))
        if found:
            findings += found
    chosen = merged(_worth_telling(findings, context))
    return Detected(with_sentences(chosen, syncs) if syncs else chosen, read.blind_spots)


def _judged(field: Field, form: Verdict | None, knowledge: Knowledge) -> tuple[Finding, ...]:
    found = judged(field, form, knowledge.profile.country)
    if form:
        return found
    key = (field.location, field.path, field.value)
    return knowledge.judgements.keep(key, found, len(field.path) + len(field.value) + _OVERHEAD)


def _with_cookie(
    field: Field, found: tuple[Finding, ...], host: str, context: Context, knowledge: Knowledge
) -> tuple[Finding, ...]:
    """A cookie that singles the person out is told by how it was set and what it holds, not by its name alone."""
    if field.encoding:
        return found
    verdict = knowledge.cookies.verdict(host, field.path, field.value, context.site)
    if verdict is None or verdict.confidence < MIN_CONFIDENCE:
        return found
    return (*found, *_remembered(field, verdict, knowledge))


def _remembered(field: Field, verdict: Verdict, knowledge: Knowledge) -> tuple[Finding, ...]:
    key = (verdict, field.path, field.value)
    return knowledge.cookie_findings.get(key) or knowledge.cookie_findings.keep(
        key, (_finding(field, verdict),), len(field.value) + _OVERHEAD
    )


def _may_identify(value: str) -> bool:
    return len(value) >= _SHORTEST_IDENTIFIER and " " not in value and not value.isalpha()


def _has_identifier(found: tuple[Finding, ...]) -> bool:
    return any(finding.category in IDENTIFIERS for finding in found)


def _synced(field: Field, said: str) -> Finding:
    """Another party's identifying cookie travels in this field, and nothing else tells what it is."""
    return _finding(field, Verdict(Category.CLIENT_ID, CONFIDENCE, said))


def _finding(field: Field, verdict: Verdict) -> Finding:
    evidence = Evidence(field.location, field.path, Method.VALUE, verdict.confidence, verdict.reasoning, field.encoding)
    return Finding(verdict.category, field.value if verdict.value is None else verdict.value, evidence)


def _worth_telling(findings: list[Finding], context: Context) -> list[Finding]:
    """A page's own site knows which of its pages are seen: only to others is that told."""
    return [finding for finding in findings if not _is_own_page(finding, context)]


def _is_own_page(finding: Finding, context: Context) -> bool:
    if finding.category is not Category.PAGE_VISITED:
        return False
    return context.party is Party.FIRST or _domain_of(finding.value) == context.recipient
