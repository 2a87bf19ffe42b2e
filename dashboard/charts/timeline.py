"""When did the data leave?"""

from collections.abc import Sequence
from datetime import timedelta

import plotly.graph_objects as go

from dashboard.addresses import log_address
from dashboard.charts.chart import Cell, Chart, Table, drawn
from dashboard.charts.palette import PARTIES
from dashboard.charts.style import counts, layout
from dashboard.formats import counted, day, number
from dashboard.wording import PARTIES as PARTY_WORDS
from tracker.disclosure import Party
from tracker.ledger.queries.timeline import Day

_HEIGHT = 260
_FEW = 8  # days that each have a label of their own


def chart(rows: Sequence[Day], vendor: str | None = None) -> Chart:
    """Return the disclosures day by day, to all or to the vendor of that slug. There is at least one day."""
    busiest = max(rows, key=lambda row: row.total)
    if busiest.total:
        title = f"The busiest day was {day(busiest.day)}: {counted(busiest.total, 'disclosure')}"
    else:
        title = f"Nothing was seen leaving in {'this' if len(rows) == 1 else 'these'} {counted(len(rows), 'day')}"
    note = f"Disclosures a day from {day(rows[0].day)} to {day(rows[-1].day)}, counted each time; days are in UTC."
    return Chart("timeline", title, note, drawn(figure(rows, vendor)), _table(rows, vendor))


def figure(rows: Sequence[Day], vendor: str | None = None) -> go.Figure:
    """Return a bar for each day, split by the recipient's relation to the site."""
    parts = {
        Party.THIRD: [row.third for row in rows],
        Party.FIRST: [row.first for row in rows],
        Party.UNKNOWN: [row.unknown for row in rows],
    }
    bars = [_bars(rows, party, values, vendor) for party, values in parts.items() if any(values)]
    dates: dict[str, object] = {
        "type": "date",
        "automargin": True,
        "fixedrange": True,
        "tickformat": "%-d %b",
        "nticks": 8,
        "showgrid": False,
    }
    if len(rows) <= _FEW:
        dates |= {"tickvals": [row.day.isoformat() for row in rows]}  # else Plotly repeats a day within itself
    return go.Figure(bars, layout(_HEIGHT, barmode="stack", bargap=0.2, xaxis=dates, yaxis=counts()))


def _bars(rows: Sequence[Day], party: Party, values: list[int], vendor: str | None) -> go.Bar:
    words = PARTY_WORDS[party]
    return go.Bar(
        name=words,
        x=[row.day.isoformat() for row in rows],
        y=values,
        customdata=[_log(row, vendor, party) for row in rows],
        hovertext=[f"{day(row.day)}, {words}: {number(value)}" for row, value in zip(rows, values, strict=True)],
        hoverinfo="text",
        marker={"color": PARTIES[party]},
    )


def _log(row: Day, vendor: str | None, party: Party | None = None) -> str:
    until = row.day + timedelta(days=1)
    return log_address(vendor=vendor, party=party and party.value, since=row.day, until=until)


def _table(rows: Sequence[Day], vendor: str | None) -> Table:
    return Table(
        ("Day", "Third parties", "The site itself", "Page unknown"),
        tuple(
            (
                Cell(day(row.day), _log(row, vendor)),
                Cell(number(row.third)),
                Cell(number(row.first)),
                Cell(number(row.unknown)),
            )
            for row in reversed(rows)
            if row.total
        ),
    )
