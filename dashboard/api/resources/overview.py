"""What has left in all and today, and how much could not be seen."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard import formats
from dashboard.api.fields import Count, Links, Moment, Relation, Times, Way
from dashboard.api.links import link
from dashboard.api.parameters import Asked
from dashboard.api.places import placeless
from dashboard.api.resources.blind_spots import Unseen
from dashboard.api.writing import shaped
from dashboard.wiring import ask, wiring
from tracker.ledger.queries.blind_spots import unseen
from tracker.ledger.queries.manners import ways
from tracker.ledger.queries.totals import totals, totals_since


@dataclass(frozen=True, slots=True)
class Sums:
    """Distinct companies (those that are not known by their domains), third parties among them, sites and values."""

    vendors: Count
    third_parties: Count
    sites: Count
    data: Count
    first: Annotated[Moment | None, Meta(description="null where nothing has left")]
    last: Annotated[Moment | None, Meta(description="null where nothing has left")]


@dataclass(frozen=True, slots=True)
class Flow:
    """How many disclosures left in one manner to one kind of recipient."""

    manner: Way
    party: Relation
    times: Times


@dataclass(frozen=True, slots=True)
class Overview:
    """What has left in all, and today in the time zone of the machine; say what was not seen together with it."""

    ever: Sums
    today: Sums
    ways: tuple[Flow, ...]
    unseen: Unseen
    faults: Annotated[tuple[str, ...], Meta(description="what goes wrong with recording at the moment, in sentences")]
    links: Links


def overview(session: Session, asked: Asked) -> Overview:
    """Return what has left in all and today, and how much could not be seen."""
    present = formats.now()
    today = totals_since(session, datetime.combine(present.date(), time(), present.tzinfo))
    return Overview(
        ever=shaped(Sums, ask(session, totals)),
        today=shaped(Sums, today),
        ways=tuple(shaped(Flow, way) for way in ask(session, ways)),
        unseen=shaped(Unseen, unseen(session)),
        faults=tuple(map(placeless, wiring().faults())),
        links={
            "today": link("log", period="today"),
            "vendors": link("vendors"),
            "data": link("categories"),
            "sites": link("sites"),
            "unseen": link("blind-spots"),
        },
    )
