"""Voluntarily or not: how did the data leave?"""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.addresses import log_address
from dashboard.charts.chart import Cell, Chart, Table, drawn
from dashboard.charts.palette import PARTIES
from dashboard.charts.style import counts, height_of, layout, names
from dashboard.formats import number
from dashboard.wording import MANNERS, sentence
from dashboard.wording import PARTIES as PARTY_WORDS
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.manners import Way


def chart(rows: Sequence[Way]) -> Chart:
    """Return the manners in which data left, by kind of recipient. There is at least one."""
    note = "Disclosures, counted each time: what you sent, what pages passed on, and what your browser sends by itself."
    return Chart("ways", _title(rows), note, drawn(figure(rows)), _table(rows))


def figure(rows: Sequence[Way]) -> go.Figure:
    """Return a bar for each manner, split by the recipient's relation to the site."""
    manners = [manner for manner in Manner if any(row.manner is manner for row in rows)]
    parties = [party for party in Party if any(row.party is party for row in rows)]
    bars = [_bars(rows, manners, party) for party in parties]
    axes = {"xaxis": counts(), "yaxis": names([sentence(MANNERS[manner]) for manner in manners])}
    return go.Figure(bars, layout(height_of(len(manners)), barmode="stack", bargap=0.35, **axes))


def _title(rows: Sequence[Way]) -> str:
    given = sum(row.times for row in rows if row.manner is Manner.SUBMITTED)
    total = sum(row.times for row in rows)
    if not given:
        return "None of it was sent by you on purpose"
    if given == total:
        return "You sent all of it yourself"
    if given / total < 0.01:
        return "Less than 1 in 100 was sent by you on purpose"
    return f"You sent {given / total:.0%} of it yourself; the rest left on its own"


def _bars(rows: Sequence[Way], manners: list[Manner], party: Party) -> go.Bar:
    times = {row.manner: row.times for row in rows if row.party is party}
    words = PARTY_WORDS[party]
    return go.Bar(
        orientation="h",
        name=words,
        y=list(range(len(manners))),
        x=[times.get(manner, 0) for manner in manners],
        customdata=[log_address(manner=manner.value, party=party.value) for manner in manners],
        hovertext=[f"{sentence(MANNERS[manner])}, to {words}: {number(times.get(manner, 0))}" for manner in manners],
        hoverinfo="text",
        marker={"color": PARTIES[party]},
    )


def _table(rows: Sequence[Way]) -> Table:
    return Table(
        ("How", "To whom", "Disclosures"),
        tuple(
            (
                Cell(sentence(MANNERS[row.manner]), log_address(manner=row.manner.value, party=row.party.value)),
                Cell(PARTY_WORDS[row.party]),
                Cell(number(row.times)),
            )
            for row in rows
        ),
    )
