"""Who holds most of the person's data?"""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.addresses import vendor_address
from dashboard.charts.chart import Cell, Chart, Table, drawn, shown
from dashboard.charts.palette import PARTIES
from dashboard.charts.style import counts, height_of, layout, names
from dashboard.formats import counted, number
from tracker.disclosure import Party
from tracker.ledger.rating import Rated

_MOST = 10
_WORDS = {Party.THIRD: "third party", Party.FIRST: "a site you visited", Party.UNKNOWN: "page unknown"}
_THICKNESS = 0.65


def chart(rows: Sequence[Rated]) -> Chart:
    """Return the vendors by how many distinct data they have, the first few. There is at least one."""
    rows = sorted(rows, key=lambda row: (-row.data, row.slug))[:_MOST]
    first = rows[0]
    title = f"{first.name} knows most: {counted(first.data, 'piece')} of your data"
    if first.sites:
        title += f", from {counted(first.sites, 'site')}"
    note = "Different pieces of data that each company received: an address counts once, however often it was sent."
    return Chart("leaders", title, note, drawn(figure(rows)), _table(rows))


def figure(rows: Sequence[Rated]) -> go.Figure:
    """Return one bar for each vendor, coloured by whether it ever was a third party."""
    bars = [_bars(rows, party) for party in _WORDS]
    axes = {"xaxis": counts(), "yaxis": names([shown(row.name) for row in rows])}
    return go.Figure(bars, layout(height_of(len(rows)), barmode="overlay", **axes))


def _bars(rows: Sequence[Rated], party: Party) -> go.Bar:
    places = [(place, row) for place, row in enumerate(rows) if row.party is party]
    return go.Bar(
        orientation="h",
        name=_WORDS[party],
        showlegend=bool(places),
        y=[place for place, _ in places],
        x=[row.data for _, row in places],
        customdata=[vendor_address(row.slug) for _, row in places],
        hovertext=[f"{shown(row.name)}: {counted(row.data, 'piece')} of your data" for _, row in places],
        hoverinfo="text",
        marker={"color": PARTIES[party]},
        width=_THICKNESS,  # by itself Plotly makes bars as thick as the gaps between them
    )


def _table(rows: Sequence[Rated]) -> Table:
    return Table(
        ("Company", "Pieces of data", "Sites", "Relation"),
        tuple(
            (
                Cell(row.name, vendor_address(row.slug)),
                Cell(number(row.data)),
                Cell(number(row.sites)),
                Cell(_WORDS[row.party]),
            )
            for row in rows
        ),
    )
