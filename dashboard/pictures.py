"""The pictures of the start page: how much left when, of what, and to whom."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from dashboard.charts import calendar_map, treemap
from dashboard.charts import timeline as timeline_chart
from dashboard.charts.chart import Chart
from dashboard.companies import name_of
from dashboard.formats import number
from dashboard.periods import Period, Span
from dashboard.recent import Recent
from tracker.ledger.queries.course import course
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.shares import Share, shares
from tracker.ledger.queries.timeline import Day
from tracker.phrasing import gettext

_LATELY = 30  # days: a course of one day alone says nothing
_YEAR = 52 * 7
_FEW = 14  # days of which the course says as much as a calendar


def timeline(session: Session, known: Recent, asked: tuple[Period, Scope], ends: tuple[datetime, datetime]) -> Chart:
    """Return the course of the days of a period; of today, that of the last days. `ends` are those of the record."""
    period, scope = asked
    return timeline_chart.chart(_days(session, known, scope, _stretch(period, scope, ends)))


def calendars(session: Session, known: Recent, scope: Scope, ends: tuple[datetime, datetime]) -> Iterator[Chart]:
    """Yield the last year as a calendar, whatever the period; none where the record has few days."""
    first, last = _last_days(ends)
    since = max(first, last - timedelta(days=_YEAR))
    if (last - first).days >= _FEW:
        yield calendar_map.chart(_days(session, known, scope, (since, last)))


def treemaps(session: Session, known: Recent, scope: Scope, **filters: object) -> Iterator[Chart]:
    """Yield the treemap of what left within a scope; none where nothing did. `filters` go with the links to the log."""
    found = known.ask(("shares", scope), lambda: shares(session, scope))
    if found.rows:
        chart = treemap.by_data([_part(one) for one in found.rows], is_partial=found.is_partial, **filters)
        yield chart._replace(note=_partial(chart.note, len(found.rows))) if found.is_partial else chart


def _days(session: Session, known: Recent, scope: Scope, ends: tuple[date, date]) -> list[Day]:
    kind = scope._replace(since=None, until=None)
    return known.ask(("course", kind, ends), lambda: course(session, kind, *ends))


def _stretch(period: Period, scope: Scope, ends: tuple[datetime, datetime]) -> tuple[date, date]:
    """The days (UTC) that a period is drawn over, both counted: not those for ages before and after the record, which a
    strange address may ask for.
    """
    first, last = _last_days(ends)
    if period.span is Span.TODAY:
        return last - timedelta(days=_LATELY - 1), last
    least, most = first - timedelta(days=_YEAR), max(last, datetime.now(UTC).date()) + timedelta(days=_LATELY)
    since = _utc(scope.since) if scope.since else first
    until = _utc(scope.until - timedelta(microseconds=1)) if scope.until else max(last, since)
    until = min(max(until, least), most)
    return min(max(since, least), until), until


def _last_days(ends: tuple[datetime, datetime]) -> tuple[date, date]:
    """The days that have something to show: up to today, or where nothing was recorded lately, to the last record."""
    first, last = ends
    present = datetime.now(UTC)
    is_old = present - last > timedelta(days=_LATELY)
    return _utc(first), max(_utc(first), _utc(last if is_old else present))


def _utc(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


def _part(one: Share) -> treemap.Part:
    family = one.parent or one.vendor_slug
    named = name_of(one.parent) if one.parent else one.vendor_name
    return treemap.Part(one.category, one.vendor_slug, one.vendor_name, family, named, one.data, one.times)


def _partial(note: str, drawn: int) -> str:
    biggest = gettext("Only the %(number)s largest are drawn.", number=number(drawn))
    return gettext("%(note)s %(more)s", note=note, more=biggest)
