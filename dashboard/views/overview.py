"""The overview: what left today and in all, to whom, and what deserves a look."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import ClassVar, NamedTuple

from flask import Blueprint
from sqlalchemy.orm import Session

from dashboard import addresses, formats, headlines
from dashboard.charts import leaders as leaders_chart
from dashboard.charts import spreads as spreads_chart
from dashboard.charts import timeline as timeline_chart
from dashboard.charts import ways as ways_chart
from dashboard.charts.chart import Chart
from dashboard.pages import Page, show, unseen_note
from dashboard.wiring import ask, rated_vendors, reading
from tracker.ledger.queries.blind_spots import Unseen, unseen
from tracker.ledger.queries.categories import Spread, spreads
from tracker.ledger.queries.log import Entry, entries
from tracker.ledger.queries.manners import ways
from tracker.ledger.queries.timeline import days
from tracker.ledger.queries.totals import Totals, totals, totals_since
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import Rated
from tracker.phrasing import gettext

blueprint = Blueprint("overview", __name__)
_DAYS = 30
_WATCHED = 5
_LATEST = 6


class Tile(NamedTuple):
    """A number in all and of today, and where it leads."""

    words: str
    ever: int
    today: int
    address: str


@dataclass(frozen=True, slots=True)
class Overview(Page):
    """What the overview shows."""

    template: ClassVar[str] = "overview.html"
    section: ClassVar[str] = "overview"
    headline: str
    lead: str
    warning: str
    tiles: tuple[Tile, ...]
    watched: tuple[Rated, ...]
    charts: tuple[Chart, ...]
    latest: tuple[Entry, ...]


@blueprint.get(addresses.OVERVIEW)
def overview() -> str:
    """Show the overview."""
    with reading() as session:
        return show(session, _page(session, formats.now()))


def _page(session: Session, present: datetime) -> Overview:
    ever = ask(session, totals)
    today = totals_since(session, datetime.combine(present.date(), time(), present.tzinfo))
    hidden = unseen(session)
    if ever.last is None:
        return Overview(gettext("Overview"), gettext("Nothing recorded yet"), unseen_note(hidden), "", (), (), (), ())
    held = ask(session, holders)
    rows, spread = rated_vendors(session), spreads(session, held)
    return Overview(
        title=gettext("Overview"),
        headline=headlines.of_today(today) or headlines.of_all(ever),
        lead=headlines.of_all(ever)
        if today.vendors
        else gettext("Nothing was seen leaving today. %(unseen)s", unseen=unseen_note(hidden)),
        warning=headlines.of_third_parties(spread),
        tiles=_tiles(ever, today),
        watched=tuple(sorted(rows, key=lambda row: (-row.doubt, -row.score))[:_WATCHED]),
        charts=(_timeline(session, ever.last, present), *_sums(session, rows, spread)),
        latest=tuple(entries(session, limit=_LATEST)),
    )


def _nothing(hidden: Unseen) -> str:
    return gettext("Nothing was seen leaving today. %(unseen)s", unseen=unseen_note(hidden))


def _tiles(ever: Totals, today: Totals) -> tuple[Tile, ...]:
    return (
        Tile(gettext("companies"), ever.vendors, today.vendors, addresses.VENDORS),
        Tile(
            gettext("third parties"), ever.third_parties, today.third_parties, addresses.vendors_address(party="third")
        ),
        Tile(gettext("pieces of your data"), ever.data, today.data, addresses.DATA),
        Tile(gettext("sites"), ever.sites, today.sites, addresses.SITES),
    )


def _timeline(session: Session, last: datetime, present: datetime) -> Chart:
    """The last days; where nothing was recorded in them, the last days of the recording."""
    end = (last if present - last > timedelta(days=_DAYS) else present).astimezone(UTC).date()
    return timeline_chart.chart(days(session, end - timedelta(days=_DAYS - 1), end))


def _sums(session: Session, rows: list[Rated], spread: list[Spread]) -> tuple[Chart, ...]:
    return leaders_chart.chart(rows), spreads_chart.chart(spread), ways_chart.chart(ask(session, ways))
