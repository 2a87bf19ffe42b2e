"""The token by which other programs may read the dashboard's data as JSON: one at a time, for reading alone.

Of the token only a digest is kept. It is as random as a key, so that a plain hash of it gives nothing away and no list
of guesses helps; only passwords need slow hashes.
"""

import hmac
import secrets
from datetime import UTC, datetime
from hashlib import sha256

import orjson
from sqlalchemy.orm import Session

from tracker.ledger.remembered import recall, remember

PREFIX = "tracker-api-"  # by which whoever finds one in a file knows what it opens
_BYTES = 32


def renew(session: Session, now: datetime | None = None) -> str:
    """Return a new token, which is told this once; an earlier one opens nothing any more."""
    token = PREFIX + secrets.token_urlsafe(_BYTES)
    made = (now or datetime.now(UTC)).astimezone(UTC)
    remember(session, "api_token", orjson.dumps({"digest": _digest(token), "made": made.isoformat()}).decode())
    return token


def revoke(session: Session) -> bool:
    """Have no token open anything; whether there was one."""
    was_there = recall(session, "api_token") is not None
    remember(session, "api_token", None)
    return was_there


def made(session: Session) -> datetime | None:
    """Return when the token was made, None where there is none. One statement."""
    kept = recall(session, "api_token")
    return None if kept is None else datetime.fromisoformat(orjson.loads(kept)["made"])


def is_right(session: Session, token: str) -> bool:
    """Whether this is the token; how long the answer takes tells nothing of it. One statement."""
    kept = recall(session, "api_token")
    right = "" if kept is None else str(orjson.loads(kept)["digest"])
    return hmac.compare_digest(_digest(token), right)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
