"""Stretches of time as a person names them, in days of the reader's own time zone."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple


class Span(StrEnum):
    """Stretches that end now, as the address names them: today, so many days, or all that was recorded."""

    TODAY = "today"
    WEEK = "7"
    MONTH = "30"
    QUARTER = "90"
    ALL = "all"


class Period(NamedTuple):
    """A span, or the days from `since` to `until`, both included; of these, None does not restrict."""

    span: Span | None = Span.ALL
    since: date | None = None
    until: date | None = None

    def moments(self, present: datetime) -> tuple[datetime | None, datetime | None]:
        """Return the moment that it begins with and the one that it ends before, None where it is open."""
        if self.span is None:
            return (
                None if self.since is None else _start(self.since),
                None if self.until is None else _start(self.until + timedelta(days=1)),
            )
        if self.span is Span.ALL:
            return None, None
        days = 1 if self.span is Span.TODAY else int(self.span.value)
        return _start(present.astimezone().date() - timedelta(days=days - 1)), None


ALWAYS = Period()


def _start(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
