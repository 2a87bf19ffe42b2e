"""Who holds most of the person's data?"""

from collections.abc import Sequence

from dashboard.addresses import vendor_address
from dashboard.charts.chart import Cell, Chart, Figure, Table, counted_cell, drawn, shown
from dashboard.charts.palette import PARTIES
from dashboard.charts.style import counts, height_of, layout, names
from dashboard.formats import number
from tracker.disclosure import Party
from tracker.ledger.rating import Rated
from tracker.phrasing import Words, gettext, message, ngettext

_MOST = 10
_WORDS = Words(
    {
        Party.THIRD: message("third party"),
        Party.FIRST: message("a site you visited"),
        Party.UNKNOWN: message("page unknown"),
    }
)
_THICKNESS = 0.65


def chart(rows: Sequence[Rated], visited: int | None = None) -> Chart:
    """Return the vendors by how many distinct data they have, the first few. There is at least one.

    `visited` is how many sites there are in all: where it is given, the title says how many of them the first hears of.
    """
    rows = sorted(rows, key=lambda row: (-row.data, row.slug))[:_MOST]
    note = gettext(
        "Different pieces of data that each company received: an address counts once, however often it was sent."
    )
    return Chart("leaders", _title(rows[0], visited), note, figure(rows), _table(rows))


def _title(first: Rated, visited: int | None) -> str:
    data = _pieces(first)
    if not first.sites:
        return gettext("%(company)s knows most: %(data)s", company=first.name, data=data)
    if visited and visited > 1:
        return gettext(
            "%(company)s received data from %(sites)s of the %(visited)s sites you visited: %(data)s",
            company=first.name,
            sites=number(first.sites),
            visited=number(visited),
            data=data,
        )
    return ngettext(
        "%(company)s knows most: %(data)s, from %(count)s site",
        "%(company)s knows most: %(data)s, from %(count)s sites",
        first.sites,
        company=first.name,
        data=data,
    )


def _pieces(row: Rated) -> str:
    return ngettext("%(count)s piece of your data", "%(count)s pieces of your data", row.data)


def figure(rows: Sequence[Rated]) -> Figure:
    """Return one bar for each vendor, coloured by whether it ever was a third party."""
    bars = [_bars(rows, party) for party in _WORDS]
    axes = {
        "xaxis": counts(max((row.data for row in rows), default=0)),
        "yaxis": names([shown(row.name) for row in rows]),
    }
    return drawn(bars, layout(height_of(len(rows)), barmode="overlay", **axes))


def _bars(rows: Sequence[Rated], party: Party) -> Figure:
    places = [(place, row) for place, row in enumerate(rows) if row.party is party]
    return {
        "type": "bar",
        "orientation": "h",
        "name": _WORDS[party],
        "showlegend": bool(places),
        "y": [place for place, _ in places],
        "x": [row.data for _, row in places],
        "customdata": [vendor_address(row.slug) for _, row in places],
        "hovertext": [f"{shown(row.name)}: {_pieces(row)}" for _, row in places],
        "hoverinfo": "text",
        "marker": {"color": PARTIES[party]},
        "width": _THICKNESS,  # by itself Plotly makes bars as thick as the gaps between them
    }


def _table(rows: Sequence[Rated]) -> Table:
    return Table(
        (gettext("Company"), gettext("Pieces of data"), gettext("Sites"), gettext("Relation")),
        tuple(
            (
                Cell(row.name, vendor_address(row.slug)),
                counted_cell(row.data),
                counted_cell(row.sites),
                Cell(_WORDS[row.party]),
            )
            for row in rows
        ),
    )
