"""Today: what left, what of it the person did not send, what deserves attention, what is new; any other period, too."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from flask import Blueprint, Response, after_this_request
from sqlalchemy.orm import Session

from dashboard import addresses, headlines, today
from dashboard.attending import Card, but_passwords, cards, noticed, whole
from dashboard.charts.chart import Chart
from dashboard.hiding import disguised
from dashboard.leavings import Leaving, kinds_beyond
from dashboard.looking import note_look
from dashboard.narrowing import narrowing, usually
from dashboard.novelties import Novelty, novelties
from dashboard.pages import Page, show, unseen_note
from dashboard.pictures import calendars, timeline, treemaps
from dashboard.recent import Recent, recent
from dashboard.today import Tile, Today
from dashboard.wiring import ask, reading, wiring
from tracker.ledger.queries.blind_spots import unseen
from tracker.ledger.queries.log import Entry
from tracker.ledger.queries.reach import totals_within
from tracker.ledger.queries.totals import totals
from tracker.phrasing import gettext

blueprint = Blueprint("overview", __name__)
_CARDS, _LEAVINGS, _LATEST = 5, 6, 8
_TALL = 2  # cards, beside which there is room for a chart


@dataclass(frozen=True, slots=True)
class Overview(Page):
    """What the start page shows. `visit` is when the person was here before, None where they were not; `span` names
    the period; `beside` stands under the stream, the other charts below all.
    """

    template: ClassVar[str] = "overview.html"
    section: ClassVar[str] = "overview"
    is_narrowed: ClassVar[bool] = True
    headline: str
    lead: str
    is_empty: bool = True
    tiles: tuple[Tile, ...] = ()
    leavings: tuple[Leaving, ...] = ()
    more_leavings: int = 0
    all_leavings: str = ""
    cards: tuple[Card, ...] = ()
    more_cards: int = 0
    all_cards: str = ""
    cards_note: str = ""
    kept_back: str = ""
    passwords: str = ""
    visit: datetime | None = None
    novelties: tuple[Novelty, ...] = ()
    latest: tuple[Entry, ...] = ()
    all_latest: str = ""
    span: str = ""
    beside: tuple[Chart, ...] = ()
    charts: tuple[Chart, ...] = ()


@blueprint.get(addresses.OVERVIEW)
def overview() -> str:
    """Show what left today, or in the period that is asked for; where neither, in the shortest that has something.

    That the person looked is noted afterwards.
    """
    ledger = wiring().ledger
    with reading() as session:
        page = show(session, _page(session, recent(session)))

    @after_this_request
    def _note(response: Response) -> Response:
        response.call_on_close(lambda: note_look(ledger))
        return response

    return page


def _page(session: Session, known: Recent) -> Overview:
    ever = ask(session, totals)
    if ever.last is None:
        return Overview(gettext("Today"), gettext("Nothing recorded yet"), unseen_note(unseen(session)))
    usually(today.usual_span(ever.last))
    scope = narrowing().scope()
    here = known.ask(("totals", scope), lambda: totals_within(session, scope))
    return _full(session, known, Today(narrowing(), scope, ever, here))


def _full(session: Session, known: Recent, look: Today) -> Overview:
    found = noticed(session, known, look.attention_since())
    fresh = look.fresh_since
    items = today.in_order(but_passwords(found.items), fresh)
    gone = today.gone(session, known, look)
    charts = _charts(session, known, look)
    beside = len(charts[:1]) if len(items) >= _TALL else 0
    hidden = len(disguised(session)) if look.is_whole else 0
    return Overview(
        title=gettext("Today"),
        headline=headlines.of_period(look.here, look.asked.period),
        lead=look.lead(),
        is_empty=False,
        tiles=tuple(today.tiles(look, today.totals_before(session, known, look), hidden)),
        leavings=tuple(gone[:_LEAVINGS]),
        more_leavings=kinds_beyond(gone[:_LEAVINGS], gone[_LEAVINGS:]),
        all_leavings=addresses.log_address(**{**look.times, "party": "third"}),
        cards=tuple(cards(items[:_CARDS], fresh)),
        more_cards=len(items[_CARDS:]),
        all_cards=whole(addresses.ATTENTION, **look.attention_times()),
        cards_note=look.attention_note(),
        kept_back=today.kept_back(session, look),
        passwords=today.of_passwords(found.items),
        visit=found.visit.moment if found.visit else None,
        novelties=tuple(novelties(found.news)),
        latest=tuple(today.latest(session, look, _LATEST)),
        all_latest=addresses.log_address(**look.times),
        span=look.span_name,
        beside=charts[:beside],
        charts=charts[beside:],
    )


def _charts(session: Session, known: Recent, look: Today) -> tuple[Chart, ...]:
    first, last = look.ever.first, look.ever.last
    if first is None or last is None:
        return ()
    ends = (first, last)
    return (
        timeline(session, known, (look.asked.period, look.scope), ends),
        *treemaps(session, known, look.scope, **look.times),
        *calendars(session, known, look.scope, ends),
    )
