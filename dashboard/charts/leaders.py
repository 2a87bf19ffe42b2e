"""Who holds most of the person's data?"""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.addresses import vendor_address
from dashboard.charts.chart import Cell, Chart, Table, drawn, shown
from dashboard.charts.palette import PARTIES
from dashboard.charts.style import counts, height_of, layout, names
from dashboard.formats import counted, number
from tracker.disclosure import Party
from tracker.ledger.queries.leading import Leader

_KINDS = ((True, "third party", PARTIES[Party.THIRD]), (False, "a site you visited", PARTIES[Party.FIRST]))


def chart(rows: Sequence[Leader]) -> Chart:
    """Return the vendors by how many distinct data they have. There is at least one."""
    first = rows[0]
    title = f"{first.name} knows most: {counted(first.data, 'piece')} of your data"
    if first.sites:
        title += f", from {counted(first.sites, 'site')}"
    note = "Different pieces of data that each company received: an address counts once, however often it was sent."
    return Chart("leaders", title, note, drawn(figure(rows)), _table(rows))


def figure(rows: Sequence[Leader]) -> go.Figure:
    """Return one bar for each vendor, coloured by whether it ever was a third party."""
    bars = [_bars(rows, is_third, words, colour) for is_third, words, colour in _KINDS]
    axes = {"xaxis": counts(), "yaxis": names([shown(row.name) for row in rows])}
    return go.Figure(bars, layout(height_of(len(rows)), barmode="overlay", bargap=0.35, **axes))


def _bars(rows: Sequence[Leader], is_third: bool, words: str, colour: str) -> go.Bar:
    places = [(place, row) for place, row in enumerate(rows) if row.is_third_party is is_third]
    return go.Bar(
        orientation="h",
        name=words,
        showlegend=bool(places),
        y=[place for place, _ in places],
        x=[row.data for _, row in places],
        customdata=[vendor_address(row.slug) for _, row in places],
        hovertext=[f"{shown(row.name)}: {counted(row.data, 'piece')} of your data" for _, row in places],
        hoverinfo="text",
        marker={"color": colour},
    )


def _table(rows: Sequence[Leader]) -> Table:
    return Table(
        ("Company", "Pieces of data", "Sites", "Relation"),
        tuple(
            (
                Cell(row.name, vendor_address(row.slug)),
                Cell(number(row.data)),
                Cell(number(row.sites)),
                Cell("third party" if row.is_third_party else "a site you visited"),
            )
            for row in rows
        ),
    )
