"""Request in, record out: the way of the data that live capture, imports and `tracker detect` share."""

from collections.abc import Callable

from tracker.detection import Knowledge, detect
from tracker.disclosure import Finding, Manner, Party, Record, disclose
from tracker.masking import Fingerprinter
from tracker.sites import Context, context_of
from tracker.traffic import Location, Request

_AMBIENT = frozenset({Location.HEADER, Location.COOKIE})


type Learn = Callable[[tuple[Finding, ...], Context], None]


def record_of(
    request: Request, knowledge: Knowledge, fingerprinter: Fingerprinter, learn: Learn | None = None
) -> Record:
    """Return the record of a request. It may hold no disclosures.

    Raw values do not leave this function, but for `learn`: it gets the findings of what the person submits to the site
    they are on, where there are any.
    """
    context = context_of(request)
    found = detect(request, knowledge, context)
    is_submission = _is_submission(request, context)
    if learn and is_submission and found.findings:
        learn(tuple(finding for finding in found.findings if finding.evidence.location not in _AMBIENT), context)
    return Record(
        request.id,
        request.time,
        request.host,
        context.recipient,
        context.site,
        context.party,
        request.scheme,
        request.method,
        disclose(found.findings, fingerprinter, context.recipient, _SUBMITTED if is_submission else _RELAYED),
        found.blind_spots,
    )


def _is_submission(request: Request, context: Context) -> bool:
    return context.party is Party.FIRST and (request.method not in ("GET", "HEAD") or context.is_navigation)


def _manners(of_content: Manner) -> dict[Location, Manner]:
    """What the browser sends by itself is ambient; the rest, submitted or relayed.

    `premature` can only be told later, when the person submits: the ledger does that.
    """
    return {location: Manner.AMBIENT if location in _AMBIENT else of_content for location in Location}


_SUBMITTED, _RELAYED = _manners(Manner.SUBMITTED), _manners(Manner.RELAYED)
