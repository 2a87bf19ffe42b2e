"""Which kinds of data reached most companies?"""

from collections.abc import Sequence

from dashboard.addresses import data_address
from dashboard.charts.chart import Cell, Chart, Figure, Table, counted_cell, drawn, shown
from dashboard.charts.palette import PARTIES
from dashboard.charts.style import counts, height_of, layout, names
from dashboard.formats import number
from dashboard.wording import label, sentence, yours
from tracker.disclosure import Party
from tracker.ledger.queries.categories import Spread
from tracker.phrasing import gettext, ngettext
from tracker.taxonomy import TAXONOMY

_MOST = 12


def chart(rows: Sequence[Spread]) -> Chart:
    """Return the categories by how many vendors have them. There is at least one."""
    told = max(rows, key=_weight)
    note = gettext(
        "Companies that received data of each kind; what says most about you, and spread furthest, comes first."
    )
    picked = sorted(rows, key=_weight, reverse=True)[:_MOST]
    return Chart("spreads", _title(told), note, figure(picked), _table(rows))


def _title(told: Spread) -> str:
    reach = ngettext(
        "%(data)s reached %(count)s company",
        "%(data)s reached %(count)s companies",
        told.vendors,
        data=sentence(yours(told.category)),
    )
    if not told.third_parties:
        return reach
    return ngettext(
        "%(reach)s, %(count)s of them as third party",
        "%(reach)s, %(count)s of them as third parties",
        told.third_parties,
        reach=reach,
    )


def figure(rows: Sequence[Spread]) -> Figure:
    """Return a bar for each category: third parties, then the sites themselves."""
    third = _bars(rows, gettext("third parties"), PARTIES[Party.THIRD], [row.third_parties for row in rows])
    own = _bars(
        rows, gettext("sites you visited"), PARTIES[Party.FIRST], [row.vendors - row.third_parties for row in rows]
    )
    axes = {
        "xaxis": counts(max((row.vendors for row in rows), default=0)),
        "yaxis": names([shown(sentence(label(row.category))) for row in rows]),
    }
    return drawn([third, own], layout(height_of(len(rows)), barmode="stack", bargap=0.35, **axes))


def _weight(row: Spread) -> tuple[int, int]:
    """What an outsider should not have comes first: sensitivity, then spread to third parties."""
    return TAXONOMY[row.category].sensitivity * min(row.third_parties + 1, 4), row.vendors


def _bars(rows: Sequence[Spread], words: str, colour: str, values: list[int]) -> Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "name": words,
        "y": list(range(len(rows))),
        "x": values,
        "customdata": [data_address(category=row.category.value) for row in rows],
        "hovertext": [
            f"{sentence(label(row.category))}: {number(value)} {words}" for row, value in zip(rows, values, strict=True)
        ],
        "hoverinfo": "text",
        "marker": {"color": colour},
    }


def _table(rows: Sequence[Spread]) -> Table:
    return Table(
        (gettext("Kind of data"), gettext("Companies"), gettext("Third parties"), gettext("Different values")),
        tuple(
            (
                Cell(sentence(label(row.category)), data_address(category=row.category.value)),
                counted_cell(row.vendors),
                counted_cell(row.third_parties),
                counted_cell(row.data),
            )
            for row in rows
        ),
    )
