"""Which kinds of data reached most companies?"""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.addresses import data_address
from dashboard.charts.chart import Cell, Chart, Table, drawn, shown
from dashboard.charts.palette import PARTIES
from dashboard.charts.style import counts, height_of, layout, names
from dashboard.formats import counted, number
from dashboard.wording import label, sentence, yours
from tracker.disclosure import Party
from tracker.ledger.queries.categories import Spread
from tracker.taxonomy import TAXONOMY

_MOST = 12


def chart(rows: Sequence[Spread]) -> Chart:
    """Return the categories by how many vendors have them. There is at least one."""
    told = max(rows, key=_weight)
    title = f"{sentence(yours(told.category))} reached {counted(told.vendors, 'company', 'companies')}"
    if told.third_parties:
        title += f", {number(told.third_parties)} of them as third {'party' if told.third_parties == 1 else 'parties'}"
    note = "Companies that received data of each kind; what says most about you, and spread furthest, comes first."
    picked = sorted(rows, key=_weight, reverse=True)[:_MOST]
    return Chart("spreads", title, note, drawn(figure(picked)), _table(rows))


def figure(rows: Sequence[Spread]) -> go.Figure:
    """Return a bar for each category: third parties, then the sites themselves."""
    third = _bars(rows, "third parties", PARTIES[Party.THIRD], [row.third_parties for row in rows])
    own = _bars(rows, "sites you visited", PARTIES[Party.FIRST], [row.vendors - row.third_parties for row in rows])
    axes = {"xaxis": counts(), "yaxis": names([shown(sentence(label(row.category))) for row in rows])}
    return go.Figure([third, own], layout(height_of(len(rows)), barmode="stack", bargap=0.35, **axes))


def _weight(row: Spread) -> tuple[int, int]:
    """What an outsider should not have comes first: sensitivity, then spread to third parties."""
    return TAXONOMY[row.category].sensitivity * min(row.third_parties + 1, 4), row.vendors


def _bars(rows: Sequence[Spread], words: str, colour: str, values: list[int]) -> go.Bar:
    return go.Bar(
        orientation="h",
        name=words,
        y=list(range(len(rows))),
        x=values,
        customdata=[data_address(category=row.category.value) for row in rows],
        hovertext=[
            f"{sentence(label(row.category))}: {number(value)} {words}" for row, value in zip(rows, values, strict=True)
        ],
        hoverinfo="text",
        marker={"color": colour},
    )


def _table(rows: Sequence[Spread]) -> Table:
    return Table(
        ("Kind of data", "Companies", "Third parties", "Different values"),
        tuple(
            (
                Cell(sentence(label(row.category)), data_address(category=row.category.value)),
                Cell(number(row.vendors)),
                Cell(number(row.third_parties)),
                Cell(number(row.data)),
            )
            for row in rows
        ),
    )
