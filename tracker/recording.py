"""Request in, record out: the way of the data that live capture, imports and `tracker detect` share."""

from tracker.detection import Knowledge, detect
from tracker.disclosure import Evidence, Manner, Party, Record, disclose
from tracker.masking import Fingerprinter
from tracker.sites import Context, context_of
from tracker.traffic import Location, Request

_AMBIENT = frozenset({Location.HEADER, Location.COOKIE})


def record_of(request: Request, knowledge: Knowledge, fingerprinter: Fingerprinter) -> Record:
    """Return the record of a request. It may hold no disclosures. Raw values do not leave this function."""
    found = detect(request, knowledge)
    context = context_of(request)
    return Record(
        request.id,
        request.time,
        request.host,
        context.recipient,
        context.site,
        context.party,
        request.scheme,
        request.method,
        disclose(
            found.findings, fingerprinter, context.recipient, lambda evidence: _manner(evidence, request, context)
        ),
        found.blind_spots,
    )


def _manner(evidence: Evidence, request: Request, context: Context) -> Manner:
    """What the browser sends by itself is ambient; what goes to the site itself, submitted; the rest, relayed.

    `premature` can only be told later, when the person submits: the ledger does that.
    """
    if evidence.location in _AMBIENT:
        return Manner.AMBIENT
    if context.party is Party.FIRST and (request.method not in ("GET", "HEAD") or context.is_navigation):
        return Manner.SUBMITTED
    return Manner.RELAYED
