"""Days gathered to weeks or months, so that a period of any length is some dozens of bars; and their names."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from babel.dates import format_skeleton

from dashboard.formats import day, short_day, yearless
from dashboard.languages import locale
from tracker.ledger.queries.timeline import Day
from tracker.phrasing import gettext

_DAYS_AT_MOST, _WEEKS_AT_MOST = 45, 60
_TICKS = 6


class Unit(StrEnum):
    """What one bar stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Span(NamedTuple):
    """Disclosures from `since` on and before `until`, by the recipient's relation to the site."""

    since: date
    until: date
    first: int
    third: int
    unknown: int

    @property
    def total(self) -> int:
        return self.first + self.third + self.unknown


def unit_of(days: int) -> Unit:
    """Return what a bar should stand for in a period of so many days."""
    if days <= _DAYS_AT_MOST:
        return Unit.DAY
    return Unit.WEEK if days <= _WEEKS_AT_MOST * 7 else Unit.MONTH


def spans(rows: Sequence[Day], unit: Unit) -> list[Span]:
    """Return the days gathered, in their order. The first and last may be cut by the period."""
    gathered: dict[date, Span] = {}
    for row in rows:
        key, until = _beginning(row.day, unit), row.day + timedelta(days=1)
        one = gathered.get(key) or Span(row.day, until, 0, 0, 0)
        gathered[key] = Span(one.since, until, one.first + row.first, one.third + row.third, one.unknown + row.unknown)
    return list(gathered.values())


def named(span: Span, unit: Unit) -> str:
    """Return `3 March 2026`, `2 March to 8 March 2026`, with both years where they differ, or `March 2026`, as the
    reader writes dates.
    """
    if unit is Unit.DAY or (span.until - span.since).days == 1:
        return day(span.since)
    if unit is Unit.MONTH:
        return _month(span.since, locale())
    last = span.until - timedelta(days=1)
    first = yearless(span.since) if span.since.year == last.year else day(span.since)
    return gettext("%(first)s to %(last)s", first=first, last=day(last))


@lru_cache(512)
def _month(first: date, manner: Locale) -> str:
    return str(format_skeleton("yMMMM", first, locale=manner))


def ticks(rows: Sequence[Span]) -> dict[str, list[str]]:
    """Return places and names of a few bars, for an axis of dates."""
    step = max(1, -(-len(rows) // _TICKS))
    kept = rows[::step]
    is_long = (rows[-1].until - rows[0].since).days > 300
    words = [short_day(row.since) + (f"<br>{row.since.year}" if is_long else "") for row in kept]
    return {"tickvals": [row.since.isoformat() for row in kept], "ticktext": words}


def _beginning(moment: date, unit: Unit) -> date:
    if unit is Unit.WEEK:
        return moment - timedelta(days=moment.weekday())
    return moment.replace(day=1) if unit is Unit.MONTH else moment
