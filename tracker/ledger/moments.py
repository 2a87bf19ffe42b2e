"""Moments as the ledger keeps them: whole microseconds since 1970 in UTC; and days since then."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
DAY = 86_400_000_000
MINUTE = 60_000_000
_FIRST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LAST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND


def micros(time: datetime) -> int:
    """Return a moment as microseconds. Raises ValueError for a time without a time zone."""
    if time.tzinfo is None:
        raise ValueError("a time in the ledger needs a time zone")
    return (time - _EPOCH) // _MICROSECOND


def moment(microseconds: int) -> datetime:
    """Return the moment in UTC; beyond the calendar's ends, its end."""
    return _EPOCH + timedelta(microseconds=min(max(microseconds, _FIRST), _LAST))
