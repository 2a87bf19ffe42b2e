"""Request -> findings: every source of verdicts, merged."""

from typing import NamedTuple

from tracker.detection.adapters import findings_by_adapter
from tracker.detection.cookies.judging import at_home
from tracker.detection.fields import fields_of
from tracker.detection.indicators.places import HOST
from tracker.detection.judging import MIN_CONFIDENCE, judged
from tracker.detection.knowledge import Judgement, Knowledge
from tracker.detection.merging import merged
from tracker.detection.names import Setting
from tracker.detection.special import with_topics
from tracker.detection.surroundings import place_of, settings_of
from tracker.detection.syncs import CONFIDENCE, Place, sentence, with_sentences
from tracker.detection.verdict import Verdict
from tracker.disclosure import BlindSpot, Evidence, Finding, Method, Party
from tracker.sites import Context, context_of, domain_of
from tracker.taxonomy import IDENTIFIERS, Category
from tracker.traffic import Field, Location, Request

_OF_FORMS = frozenset({Location.FORM, Location.MULTIPART, Location.JSON, Location.QUERY, Location.WEBSOCKET})
_SHORTEST_IDENTIFIER = 8  # characters
_UNKNOWN = Setting.UNKNOWN
_SETTING_BITS = len(Setting)
_SELDOM = 15  # of 16 meetings of a settled cookie, one goes through its memory, which forgets what is not met
_OVERHEAD = 500  # characters that a remembered judgement takes besides the field


class Detected(NamedTuple):
    """What a request discloses, and what of it could not be read."""

    findings: tuple[Finding, ...] = ()
    blind_spots: tuple[BlindSpot, ...] = ()


def detect(request: Request, knowledge: Knowledge, context: Context | None = None) -> Detected:
    """Return the personal data in a request. Never raises; work is bounded.

    `context` is what `context_of` says of the request, for a caller who knows it already.
    """
    read = fields_of(request)
    context = context or context_of(request)
    syncs: dict[Place, str] = {}
    findings = findings_by_adapter(request, read)
    findings += knowledge.indicators.search(read, request)
    findings += _in_fields(read.fields, request, knowledge, context, syncs)
    if owners := knowledge.cookies.owners_in_host(request.host, context.recipient):
        findings.append(_in_host(request.host, sentence(owners)))
    chosen = with_topics(merged(_worth_telling(findings, request, context)))
    return Detected(with_sentences(chosen, syncs) if syncs else chosen, read.blind_spots)


def _in_fields(
    fields: tuple[Field, ...], request: Request, knowledge: Knowledge, context: Context, syncs: dict[Place, str]
) -> list[Finding]:
    """Judge field by field; what travels of another party's is added to `syncs`."""
    site, recipient = context.site, context.recipient
    is_at_home = at_home(recipient, site)
    judgements, forms = knowledge.judgements, knowledge.forms.of(site)
    settings = settings_of(fields, request)
    findings: list[Finding] = []
    for field in fields:
        setting = settings.get(place_of(field), _UNKNOWN) if settings and field[0] in _OF_FORMS else _UNKNOWN
        key = id(field) if setting is _UNKNOWN else id(field) << _SETTING_BITS | setting._value_
        judgement = judgements[key]
        if judgement is None or judgement.field is not field:
            judgement = _judgement(field, setting, key, knowledge)
        found = judgement.found
        if judgement.is_cookie:
            seen = judgement.seen if judgement.recipient == recipient else None
            if seen and seen.meetings & _SELDOM and seen.is_met_again(judgement.settled, is_at_home):
                found = judgement.as_identifier  # settled: it need not go through its memory
            else:
                found = _with_cookie(judgement, recipient, site, knowledge)
        else:
            if forms and field[0] in _OF_FORMS and (form := forms.get(field[1]) or forms.get(field[2])):
                # scripts may send a form's control nested in something else: then its name alone says which
                found = judged(field, form, knowledge.profile.country, setting)
            if judgement.may_identify and (owners := knowledge.cookies.owners_of(field[3], recipient)):
                said = syncs.setdefault((field[0], field[1]), sentence(owners))
                found = found if _has_identifier(found) else (*found, _synced(field, said))
        findings += found
    return findings


def _judgement(field: Field, setting: Setting, key: int, knowledge: Knowledge) -> Judgement:
    """Judge a field that was not met before in such a setting. What browsers send again is the same object (see
    `pairs`).
    """
    found = judged(field, None, knowledge.profile.country, setting)
    is_cookie = field.location is Location.COOKIE
    judgement = Judgement(field, found, is_cookie and not field.encoding, not is_cookie and _may_identify(field.value))
    return knowledge.judgements.keep(key, judgement, len(field.path) + len(field.value) + _OVERHEAD)


def _with_cookie(judgement: Judgement, recipient: str, site: str | None, knowledge: Knowledge) -> tuple[Finding, ...]:
    """A cookie that singles the person out is told by how it was set and what it holds, not by its name alone."""
    field = judgement.field
    seen = knowledge.cookies.met(recipient, field.path, field.value, site)
    verdict = seen.verdict
    if verdict is None or verdict.confidence < MIN_CONFIDENCE:
        judgement.verdict, judgement.as_identifier = None, judgement.found
    elif judgement.verdict is not verdict:
        judgement.verdict, judgement.as_identifier = verdict, (*judgement.found, _finding(field, verdict))
    if seen.settled is None:
        judgement.seen = None
    else:
        judgement.seen, judgement.recipient, judgement.settled = seen, recipient, seen.settled
    return judgement.as_identifier


def _may_identify(value: str) -> bool:
    return len(value) >= _SHORTEST_IDENTIFIER and " " not in value and not value.isalpha()


def _has_identifier(found: tuple[Finding, ...]) -> bool:
    return any(finding.category in IDENTIFIERS for finding in found)


def _synced(field: Field, said: str) -> Finding:
    """Another party's identifying cookie travels in this field, and nothing else tells what it is."""
    return _finding(field, Verdict(Category.CLIENT_ID, CONFIDENCE, said))


def _in_host(host: str, said: str) -> Finding:
    """Another party's identifying cookie is a label of the host that is asked."""
    evidence = Evidence(Location.PATH, HOST, Method.VALUE, CONFIDENCE, said)
    return Finding(Category.CLIENT_ID, max(host.split("."), key=len), evidence)


def _finding(field: Field, verdict: Verdict) -> Finding:
    evidence = Evidence(field.location, field.path, Method.VALUE, verdict.confidence, verdict.reasoning, field.encoding)
    return Finding(verdict.category, field.value if verdict.value is None else verdict.value, evidence)


def _worth_telling(findings: list[Finding], request: Request, context: Context) -> list[Finding]:
    """A page's own site knows which of its pages are seen: only to others is that told."""
    site = context.site if request.page else None
    return [
        finding
        for finding in findings
        if finding[0] is not Category.PAGE_VISITED or _is_news(finding, context.party, context.recipient, site)
    ]


def _is_news(page: Finding, party: Party, recipient: str, site: str | None) -> bool:
    """Whether the recipient learns of a page the person saw.

    Where the capture says on which `site` they were, an address elsewhere is none, but an advertisement's frame or
    target, or where a synchronisation goes next; unless the field speaks of what led here, or the endpoint is known.
    """
    domain = domain_of(page.value)
    if party is Party.FIRST or domain == recipient:
        return False
    if site is None or domain is None or domain == site or page.evidence.method in _KNOWING:
        return True
    return page.evidence.location is not Location.HEADER and "ref" in page.evidence.path.rpartition(".")[2].lower()


_KNOWING = frozenset({Method.ADAPTER, Method.PROFILE})
