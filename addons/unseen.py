"""Records of traffic that was passed on, or refused to come, without our reading it. Pure."""

import secrets
from datetime import UTC, datetime

from tracker.disclosure import BlindSpot, Party, Record
from tracker.domains import registrable_domain
from tracker.traffic import Request

FAULT = "fault"  # our own code failed on it
NOT_HTTP = "not-http"  # another protocol inside the connection
PINNED = "pinned"  # the program does not trust our certificate, and closed the connection
PASSED = "passed"  # passed through unread: pinned, or as the person decided
PARTIAL = "partial-body"  # the end of a large upload; the same word as detection's


def unread(request: Request, reason: str, size: int | None = None, suffix: str = "") -> Record:
    """Return the record of a request that was not read, or not to its end."""
    return _record(request.id + suffix, request.time, request.host, request.scheme, request.method, reason, size)


def unread_connection(host: str, scheme: str, reason: str) -> Record:
    """Return the record of a connection that was not read."""
    return _record(secrets.token_hex(16), datetime.now(UTC), host, scheme, "CONNECT", reason, None)


def _record(  # noqa: PLR0913, PLR0917 - a record's own fields
    identity: str, time: datetime, host: str, scheme: str, method: str, reason: str, size: int | None
) -> Record:
    spots = (BlindSpot(reason, size),)
    return Record(
        identity, time, host, registrable_domain(host), None, Party.UNKNOWN, scheme, method, blind_spots=spots
    )
