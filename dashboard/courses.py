"""How much the companies of a list received lately: a course in the width of a word for each that is shown."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import NamedTuple

from sqlalchemy.orm import Session

from dashboard import formats
from dashboard.charts.sparkline import Sparkline, sparkline
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.trends import trends
from tracker.ledger.rating import Rated

_MOST_DAYS, _SINGLE_DAYS, _WEEK = 91, 31, 7
_MOST = 4_000  # courses that are remembered

type Course = tuple[int, ...]


class Span(NamedTuple):
    """The days that a course shows, both counted."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.until - self.since).days + 1


def span(newest: datetime | None, scope: Scope) -> Span | None:
    """Return the last days of the period, or of what there is; None where that is one day alone."""
    present = formats.now()
    latest = newest if newest and present - newest > timedelta(days=_MOST_DAYS) else present
    end = min(latest, (scope.until or latest) - timedelta(microseconds=1)).astimezone(UTC).date()
    start = end - timedelta(days=_MOST_DAYS - 1)
    if scope.since is not None:
        end = max(end, scope.since.astimezone(UTC).date())
        start = max(start, scope.since.astimezone(UTC).date())
    return Span(start, end) if start < end else None


class Courses:
    """The courses of one ledger's companies, remembered: of who received nothing since, the days are what they were.
    Threads may share it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[tuple[str, Span, Scope], tuple[object, Course]] = {}

    def courses(self, session: Session, rows: Iterable[Rated], days: Span | None, scope: Scope) -> dict[str, Course]:
        """Return what each company received, by days or by weeks. Two statements, none where there is no span."""
        if days is None:
            return {}
        marks = {row.slug: (row.times, row.first, row.last) for row in rows}
        with self._lock:
            known = {slug: self._known.get((slug, days, scope)) for slug in marks}
        told = {slug: one[1] for slug, one in known.items() if one and one[0] == marks[slug]}
        if scope.manner is not None:  # what left in one manner may be found to have left in another
            told = {}
        fresh = _courses(session, [slug for slug in marks if slug not in told], days, scope)
        with self._lock:
            for slug, course in fresh.items():
                self._known[slug, days, scope] = marks[slug], course
            while len(self._known) > _MOST:
                del self._known[next(iter(self._known))]
        return told | fresh


def _courses(session: Session, slugs: Sequence[str], days: Span, scope: Scope) -> dict[str, Course]:
    nothing = [0] * days.days
    found = trends(session, slugs, days.since, days.until, scope) if slugs else {}
    return {slug: tuple(_parted(found.get(slug, nothing))) for slug in slugs}


def drawn(counts: Iterable[Sequence[int]]) -> Sparkline | None:
    """Return the course of these together; None where there is nothing to draw."""
    parts = [one for one in counts if one]
    return sparkline([sum(numbers) for numbers in zip(*parts, strict=True)]) if parts else None


def _parted(counts: Sequence[int]) -> Iterable[int]:
    """By the day, or by weeks that end with the last day."""
    if len(counts) <= _SINGLE_DAYS:
        return counts
    first = len(counts) % _WEEK
    weeks = [sum(counts[start : start + _WEEK]) for start in range(first, len(counts), _WEEK)]
    return [weeks[0] + sum(counts[:first]), *weeks[1:]]
