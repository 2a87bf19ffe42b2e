"""On which days did most leave? A year as a calendar: weeks as columns, on a phone as rows."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from dashboard.addresses import log_address
from dashboard.charts.chart import Cell, Chart, Figure, Table, counted_cell, drawn
from dashboard.charts.palette import HEATS, MUTED
from dashboard.charts.style import axis, layout
from dashboard.formats import day, number, short_day
from dashboard.languages import locale
from dashboard.narrowing import Narrowing, narrowing
from tracker.ledger.queries.timeline import Day
from tracker.phrasing import Words, gettext, message, ngettext

_WEEKS = 53
_FEWEST = 26  # columns: of fewer, each would be a broad strip
_CELL, _CELL_NARROW, _EDGE = 17, 15, 70  # pixels
_GAP = 2
_WEEKDAYS = Words(
    {
        0: message("Mon"),
        1: message("Tue"),
        2: message("Wed"),
        3: message("Thu"),
        4: message("Fri"),
        5: message("Sat"),
        6: message("Sun"),
    }
)


class _Shown(NamedTuple):
    """A day as it is told: in the picture, in the table, and where it leads."""

    words: str
    cells: tuple[Cell, Cell]
    address: str


def chart(rows: Sequence[Day], **filters: object) -> Chart:
    """Return the last year of the days as a calendar. `rows` are all days of the period, at least one.

    `filters` go with the links to the log.
    """
    rows = _last_year(rows)
    note = gettext(
        "Disclosures on each day from %(first)s to %(last)s (UTC); the stronger the colour, the more. A day leads to "
        "its log.",
        first=day(rows[0].day),
        last=day(rows[-1].day),
    )
    return Chart("calendar", _title(rows), note, figure(rows, filters), _table(rows, filters))


def figure(rows: Sequence[Day], filters: Mapping[str, object] | None = None) -> Figure:
    """Return a cell for each day: columns are weeks; in `narrow`, rows are."""
    weeks = _weeks(rows[0].day, rows[-1].day)
    edges = _edges([row.total for row in rows])
    by_day = {row.day: row for row in rows}
    grid = [[by_day.get(monday + timedelta(days=place)) for monday in weeks] for place in range(7)]
    trace = _trace(grid, edges, filters or {})
    mondays, weekdays = _months(weeks), _axis(list(range(7)), [_WEEKDAYS[place] for place in range(7)])
    wide = layout(
        _EDGE + 7 * _CELL,
        xaxis=mondays | {"side": "top", "range": [-0.5, max(len(weeks), _FEWEST) - 0.5]},
        yaxis=weekdays | {"range": [6.5, -0.5]},
        margin={"l": 8, "r": 8, "t": 8, "b": 44, "pad": 4},
    )
    tall = {
        "height": _EDGE + max(len(weeks), 7) * _CELL_NARROW,
        "xaxis": weekdays | {"side": "top", "range": [-0.5, 6.5]},
        "yaxis": mondays | {"range": [max(len(weeks), 7) - 0.5, -0.5]},
    }
    short = {"colorbar": {"len": 54 * (len(edges) + 1), "tickfont": {"size": 9}}}
    return drawn([trace], wide, {"data": [short], "layout": tall, "turned": True})


def _trace(grid: list[list[Day | None]], edges: list[int], filters: Mapping[str, object]) -> Figure:
    steps = len(edges) + 1
    shown = {one.day: told for one, told in _shown((one for line in grid for one in line if one), filters)}
    return {
        "type": "heatmap",
        "xgap": _GAP,
        "ygap": _GAP,
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "hoverinfo": "text",
        "hoverongaps": False,
        "colorscale": [[(step + end) / steps, HEATS[step]] for step in range(steps) for end in (0, 1)],
        "colorbar": _legend(edges),
        "z": [[None if one is None else _step(one.total, edges) for one in line] for line in grid],
        "text": [[one and shown[one.day].words for one in line] for line in grid],
        "customdata": [[shown[one.day].address if one and one.total else None for one in line] for line in grid],
    }


def _last_year(rows: Sequence[Day]) -> Sequence[Day]:
    """What fits: the last weeks, the first of them whole."""
    last = rows[-1].day
    first = last - timedelta(days=last.weekday() + 7 * (_WEEKS - 1))
    return [row for row in rows if row.day >= first]


def _weeks(first: date, last: date) -> list[date]:
    monday = first - timedelta(days=first.weekday())
    return [monday + timedelta(days=7 * week) for week in range((last - monday).days // 7 + 1)]


def _edges(totals: Sequence[int]) -> list[int]:
    """The most that each step holds, at most four: about as many of the days that have something are in each."""
    busy = sorted(total for total in totals if total)
    return sorted({busy[(len(busy) * part + 3) // 4 - 1] for part in range(1, 5)}) if busy else []


def _step(total: int, edges: Sequence[int]) -> int:
    return 1 + bisect_left(edges, total) if total else 0


def _shown(rows: Iterable[Day], filters: Mapping[str, object]) -> Iterator[tuple[Day, _Shown]]:
    asked, said, where = tuple(filters.items()), str(locale()), narrowing()
    for row in rows:
        yield row, _written(row, asked, said, where)


@lru_cache(4096)  # hundreds of days, nearly all of them past: they look the same at each look
def _written(one: Day, filters: tuple[tuple[str, object], ...], _said: str, _where: Narrowing) -> _Shown:
    words = ngettext("%(day)s: %(count)s disclosure", "%(day)s: %(count)s disclosures", one.total, day=day(one.day))
    address = log_address(**{**dict(filters), "since": one.day, "until": one.day + timedelta(days=1)})
    return _Shown(words, (Cell(day(one.day), address), counted_cell(one.total)), address)


def _months(weeks: Sequence[date]) -> dict[str, Any]:
    """An axis of weeks: named where a month begins."""
    firsts = [place for place, monday in enumerate(weeks) if monday.day <= 7] or [0]
    return _axis(firsts, [short_day(weeks[place]) for place in firsts])


def _axis(places: list[int], words: list[str]) -> dict[str, Any]:
    quiet = {
        "tickvals": places,
        "ticktext": words,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
    }
    return axis() | quiet | {"tickfont": {"size": 11}}


def _legend(edges: Sequence[int]) -> Figure:
    """The steps and the most that each holds."""
    words = ["0", *(f"≤ {number(edge)}" for edge in edges)]
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "ypad": 6,
        "len": 72 * len(words),
        "lenmode": "pixels",
        "thickness": 10,
        "outlinewidth": 0,
        "ticks": "",
        "tickvals": list(range(len(words))),
        "ticktext": words,
        "tickfont": {"size": 11, "color": MUTED},
    }


def _title(rows: Sequence[Day]) -> str:
    busy = [row for row in rows if row.total]
    if not busy:
        return ngettext("Nothing left on this %(count)s day", "Nothing left on these %(count)s days", len(rows))
    if len(busy) == 1 < len(rows):
        return gettext("All of it left on one day, %(day)s", day=day(busy[0].day))
    top = max(busy, key=lambda row: row.total)
    if len(rows) == 1 or sum(row.total == top.total for row in busy) > 1:
        return ngettext(
            "Data left on %(days)s of %(count)s day", "Data left on %(days)s of %(count)s days", len(rows),
            days=number(len(busy)),
        )  # fmt: skip
    return ngettext(
        "Data left on %(days)s of %(count)s day, most on %(day)s",
        "Data left on %(days)s of %(count)s days, most on %(day)s",
        len(rows),
        days=number(len(busy)),
        day=day(top.day),
    )


def _table(rows: Sequence[Day], filters: Mapping[str, object]) -> Table:
    busy = _shown((row for row in reversed(rows) if row.total), filters)
    return Table((gettext("Day"), gettext("Disclosures")), tuple(shown.cells for _, shown in busy))
