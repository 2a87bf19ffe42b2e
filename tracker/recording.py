"""Request in, record out: the way of the data that live capture, imports and `tracker detect` share."""

from collections.abc import Callable

from tracker.detection import Detected, Knowledge, detect
from tracker.disclosure import Finding, Manner, Record, disclose
from tracker.manner import Judge, judge_of
from tracker.masking import Fingerprinter
from tracker.sites import Context, context_of
from tracker.traffic import Request

type Learn = Callable[[tuple[Finding, ...], Context], None]


def record_of(
    request: Request, knowledge: Knowledge, fingerprinter: Fingerprinter, learn: Learn | None = None
) -> Record:
    """Return the record of a request. It may hold no disclosures.

    Raw values do not leave this function, but for `learn`: it gets the findings of what the person submits to the site
    they are on, where there are any.
    """
    context = context_of(request, knowledge.navigations)
    found = detect(request, knowledge, context)
    judge = judge_of(request, context, found.findings)
    if learn and (given := tuple(finding for finding in found.findings if judge(finding) is Manner.SUBMITTED)):
        learn(given, context)
    return recorded(request, context, found, fingerprinter, judge)


def recorded(request: Request, context: Context, found: Detected, fingerprinter: Fingerprinter, judge: Judge) -> Record:
    """Return the record of a request in which that was found. Raw values do not leave this function."""
    return Record(
        request.id,
        request.time,
        request.host,
        context.recipient,
        context.site,
        context.party,
        request.scheme,
        request.method,
        disclose(found.findings, fingerprinter, context.recipient, judge),
        found.blind_spots,
        site_confidence=context.confidence,
        site_basis=context.basis,
    )
