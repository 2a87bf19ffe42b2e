"""When did the data leave?"""

from collections.abc import Sequence

from dashboard.addresses import log_address
from dashboard.charts.chart import Cell, Chart, Figure, Table, counted_cell, drawn
from dashboard.charts.palette import PARTIES
from dashboard.charts.spans import Span, Unit, named, spans, ticks, unit_of
from dashboard.charts.style import axis, counts, layout
from dashboard.formats import day, number
from dashboard.wording import PARTIES as PARTY_WORDS
from tracker.disclosure import Party
from tracker.ledger.queries.timeline import Day
from tracker.phrasing import Words, gettext, message, ngettext

_HEIGHT = 260
_WIDTH = 0.8 * 24 * 3600 * 1000  # milliseconds of a bar for each of its days
_NOTES = Words(
    {
        Unit.DAY: message("Disclosures a day from %(first)s to %(last)s, counted each time; days are in UTC."),
        Unit.WEEK: message(
            "Disclosures a week from %(first)s to %(last)s, counted each time; weeks begin on Monday, UTC."
        ),
        Unit.MONTH: message("Disclosures a month from %(first)s to %(last)s, counted each time; days are in UTC."),
    }
)


def chart(rows: Sequence[Day], vendor: str | None = None, **filters: object) -> Chart:
    """Return the disclosures by day, by week or by month as the period is long, to all or to the vendor of that slug.

    `rows` are all days of the period; there is at least one. `filters` go with the links to the log.
    """
    unit = unit_of(len(rows))
    parts = spans(rows, unit)
    ends = {"first": day(rows[0].day), "last": day(rows[-1].day)}
    filters = {"vendor": vendor, **filters}
    note = _NOTES.messages[unit]
    return Chart(
        "timeline",
        _title(parts, unit, len(rows)),
        gettext(note, **ends),
        figure(parts, unit, filters),
        _table(parts, unit, filters),
    )


def figure(parts: Sequence[Span], unit: Unit, filters: dict[str, object]) -> Figure:
    """Return a bar for each span, split by the recipient's relation to the site."""
    values = {
        Party.THIRD: [part.third for part in parts],
        Party.FIRST: [part.first for part in parts],
        Party.UNKNOWN: [part.unknown for part in parts],
    }
    bars = [_bars(parts, unit, party, heights, filters) for party, heights in values.items() if any(heights)]
    dates = axis() | {"type": "date", "showgrid": False, **ticks(parts)}
    axes = {"xaxis": dates, "yaxis": counts(max(part.total for part in parts))}
    return drawn(bars, layout(_HEIGHT, barmode="stack", bargap=0.2, showlegend=True, **axes))


def _bars(parts: Sequence[Span], unit: Unit, party: Party, values: list[int], filters: dict[str, object]) -> Figure:
    words = PARTY_WORDS[party]
    return {
        "type": "bar",
        "name": words,
        "x": [part.since.isoformat() for part in parts],
        "y": values,
        "customdata": [_log(part, {**filters, "party": party.value}) for part in parts],
        "hovertext": [f"{named(part, unit)}, {words}: {number(v)}" for part, v in zip(parts, values, strict=True)],
        "hoverinfo": "text",
        "marker": {"color": PARTIES[party]},
        **({} if unit is Unit.DAY else _widths(parts)),
    }


def _widths(parts: Sequence[Span]) -> Figure:
    """A cut week or month is narrow; by themselves, all bars would be as narrow as the narrowest."""
    return {"offset": 0, "width": [(part.until - part.since).days * _WIDTH for part in parts]}


def _title(parts: Sequence[Span], unit: Unit, days: int) -> str:
    busiest = max(parts, key=lambda part: part.total)
    if not busiest.total:
        return ngettext(
            "Nothing was seen leaving in this %(count)s day", "Nothing was seen leaving in these %(count)s days", days
        )
    name, total = named(busiest, unit), busiest.total
    if sum(part.total == total for part in parts) > 1:
        return _most(unit, total)
    if unit is Unit.DAY:
        return ngettext(
            "The busiest day was %(day)s: %(count)s disclosure",
            "The busiest day was %(day)s: %(count)s disclosures",
            total,
            day=name,
        )
    if unit is Unit.MONTH:
        return ngettext(
            "The busiest month was %(month)s: %(count)s disclosure",
            "The busiest month was %(month)s: %(count)s disclosures",
            total,
            month=name,
        )
    return ngettext(
        "The busiest week was %(span)s: %(count)s disclosure",
        "The busiest week was %(span)s: %(count)s disclosures",
        total,
        span=name,
    )


def _most(unit: Unit, total: int) -> str:
    """Several spans have as much."""
    if unit is Unit.DAY:
        return ngettext("At most %(count)s disclosure a day", "At most %(count)s disclosures a day", total)
    if unit is Unit.MONTH:
        return ngettext("At most %(count)s disclosure a month", "At most %(count)s disclosures a month", total)
    return ngettext("At most %(count)s disclosure a week", "At most %(count)s disclosures a week", total)


def _log(part: Span, filters: dict[str, object]) -> str:
    return log_address(**{**filters, "since": part.since, "until": part.until})


def _table(parts: Sequence[Span], unit: Unit, filters: dict[str, object]) -> Table:
    heads = {Unit.DAY: gettext("Day"), Unit.WEEK: gettext("Week"), Unit.MONTH: gettext("Month")}
    return Table(
        (heads[unit], gettext("Third parties"), gettext("The site itself"), gettext("Page unknown")),
        tuple(
            (
                Cell(named(part, unit), _log(part, filters)),
                counted_cell(part.third),
                counted_cell(part.first),
                counted_cell(part.unknown),
            )
            for part in reversed(parts)
            if part.total
        ),
    )
