"""What left within a period, by the sums of days: of which categories, and to whom."""

from dataclasses import dataclass, replace
from heapq import nlargest
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Count, Day, Kind, Links, Name, Relation, Slug, Times, Way, Ways
from dashboard.api.links import link
from dashboard.api.narrowing import PERIOD, SHARED, period_of, scope_of
from dashboard.api.parameters import Asked, Parameter
from dashboard.api.resources.overview import Sums
from dashboard.api.writing import shaped
from dashboard.headlines import of_period
from dashboard.periods import Span
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.reach import totals_within
from tracker.ledger.queries.within import Left, Receiver, left, receivers
from tracker.taxonomy import Category

LIMIT = Parameter("limit", int, "How many companies at most.", Meta(ge=1, le=10_000), default=1000)
_PERIOD = replace(PERIOD, default=Span.MONTH)  # of all time, years of days are summed: who wants that says so
ASKED = (*(_PERIOD if one is PERIOD else one for one in SHARED), LIMIT)
FirstDay = Annotated[Day, Meta(description="the first day (UTC) on which it left")]
LastDay = Annotated[Day, Meta(description="the last day (UTC) on which it left")]


@dataclass(frozen=True, slots=True)
class OneFlow:
    """What left of a category, in a manner, to a kind of recipient."""

    category: Kind
    party: Relation
    manner: Way
    times: Times
    first: FirstDay
    last: LastDay


@dataclass(frozen=True, slots=True)
class OneReceiver:
    """A company that something left to."""

    vendor: Slug
    name: Name
    times: Times
    categories: tuple[Category, ...]
    manners: Ways
    parties: tuple[Party, ...]
    first: FirstDay
    last: LastDay
    links: Links


@dataclass(frozen=True, slots=True)
class Received:
    """What left, and to whom: to `total` companies, of which those that got most are told."""

    headline: Annotated[str, Meta(description="what left, in a sentence")]
    sums: Sums
    flows: tuple[OneFlow, ...]
    total: Count
    vendors: tuple[OneReceiver, ...]


def received(session: Session, asked: Asked) -> Received:
    """Return what left within a period: of which categories, and to which companies. By the sums of days, which are
    those of UTC: a day that the period touches counts whole. The log tells it to the moment. Of the last 30 days, where
    no period is asked for.
    """
    scope = scope_of(asked)
    found = receivers(session, scope)
    most = nlargest(asked.sure(LIMIT), found, key=lambda row: row.times)
    sums = totals_within(session, scope)
    headline = of_period(sums, period_of(asked))
    flows = tuple(map(_flow, left(session, scope)))
    return Received(headline, shaped(Sums, sums), flows, len(found), tuple(map(_receiver, most)))


def _flow(row: Left) -> OneFlow:
    return shaped(OneFlow, row, first=row.first.isoformat(), last=row.last.isoformat())


def _receiver(row: Receiver) -> OneReceiver:
    return shaped(
        OneReceiver,
        row,
        vendor=row.slug,
        categories=tuple(one for one in Category if one in row.categories),
        manners=tuple(one for one in Manner if one in row.manners),
        parties=tuple(one for one in Party if one in row.parties),
        first=row.first.isoformat(),
        last=row.last.isoformat(),
        links={"vendor": link("vendors", row.slug), "log": link("log", vendor=row.slug)},
    )
