"""Voluntarily or not: how did the data leave?"""

from collections.abc import Sequence

from dashboard.addresses import log_address
from dashboard.charts.chart import Cell, Chart, Figure, Table, counted_cell, drawn
from dashboard.charts.palette import PARTIES
from dashboard.charts.style import counts, height_of, layout, names
from dashboard.formats import number, share
from dashboard.wording import MANNERS, sentence
from dashboard.wording import PARTIES as PARTY_WORDS
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.manners import Way
from tracker.phrasing import gettext


def chart(rows: Sequence[Way]) -> Chart:
    """Return the manners in which data left, by kind of recipient. There is at least one."""
    note = gettext(
        "Disclosures, counted each time: what you sent, what pages passed on, and what your browser sends by itself."
    )
    return Chart("ways", _title(rows), note, figure(rows), _table(rows))


def figure(rows: Sequence[Way]) -> Figure:
    """Return a bar for each manner, split by the recipient's relation to the site."""
    manners = [manner for manner in Manner if any(row.manner is manner for row in rows)]
    parties = [party for party in Party if any(row.party is party for row in rows)]
    bars = [_bars(rows, manners, party) for party in parties]
    most = max((sum(row.times for row in rows if row.manner is manner) for manner in manners), default=0)
    axes = {"xaxis": counts(most), "yaxis": names([sentence(MANNERS[manner]) for manner in manners])}
    return drawn(bars, layout(height_of(len(manners)), barmode="stack", bargap=0.35, **axes))


def _title(rows: Sequence[Way]) -> str:
    given = sum(row.times for row in rows if row.manner is Manner.SUBMITTED)
    total = sum(row.times for row in rows)
    if not given:
        return gettext("None of it was sent by you on purpose")
    if given == total:
        return gettext("You sent all of it yourself")
    if given / total < 0.01:
        return gettext("Less than 1 in 100 was sent by you on purpose")
    return gettext("You sent %(share)s of it yourself; the rest left on its own", share=share(given / total))


def _bars(rows: Sequence[Way], manners: list[Manner], party: Party) -> Figure:
    times = {row.manner: row.times for row in rows if row.party is party}
    words = PARTY_WORDS[party]
    return {
        "type": "bar",
        "orientation": "h",
        "name": words,
        "y": list(range(len(manners))),
        "x": [times.get(manner, 0) for manner in manners],
        "customdata": [log_address(manner=manner.value, party=party.value) for manner in manners],
        "hovertext": [_told(manner, words, times.get(manner, 0)) for manner in manners],
        "hoverinfo": "text",
        "marker": {"color": PARTIES[party]},
    }


def _told(manner: Manner, whom: str, times: int) -> str:
    words = {"manner": sentence(MANNERS[manner]), "recipient": whom, "number": number(times)}
    return gettext("%(manner)s, to %(recipient)s: %(number)s", **words)


def _table(rows: Sequence[Way]) -> Table:
    return Table(
        (gettext("How"), gettext("To whom"), gettext("Disclosures")),
        tuple(
            (
                Cell(sentence(MANNERS[row.manner]), log_address(manner=row.manner.value, party=row.party.value)),
                Cell(PARTY_WORDS[row.party]),
                counted_cell(row.times),
            )
            for row in rows
        ),
    )
