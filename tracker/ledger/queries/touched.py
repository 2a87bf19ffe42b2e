"""In how many requests rules would have touched something. By the rows: no sum knows requests."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, and_, func, or_, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.moments import DAY
from tracker.ledger.queries.leavings import ELSEWHERE, Ground, Sort, Way, among, within
from tracker.ledger.queries.scope import Scope

type Places = frozenset[tuple[Sort, int]]
"""Sorts of hosts, each with a site (its id)."""


class Requests(NamedTuple):
    """So many requests; with `is_least` at least so many: rows that stand for repeats know the first request alone."""

    number: int
    is_least: bool


def touched_requests(
    session: Session, ground: Ground, scope: Scope, touched: Mapping[Way, Places], met: Mapping[Way, Places]
) -> Requests:
    """Return in how many requests something left in these ways to these places, of those `met` at all.

    Two statements at most.
    """
    if not touched:
        return Requests(0, is_least=False)
    row, where = m.Disclosure, (_condition(ground, touched, met), *within(scope))
    asked = select(func.count(row.request_id.distinct()), func.coalesce(func.max(row.count), 0))
    number, most = session.execute(asked.where(*where)).one()
    if most <= 1:
        return Requests(number, is_least=False)
    return Requests(number + _repeats(session, where), is_least=True)


def _repeats(session: Session, where: Iterable[ColumnElement[bool]]) -> int:
    """How many more requests there were at least: what one row counts, different requests brought to one host."""
    row = m.Disclosure
    day = type_coerce(row.time, BigInteger) // DAY
    more = func.max(row.count) - func.count(row.request_id.distinct())
    each = select(more.label("more")).where(*where).group_by(row.host_id, row.site_id, row.party, day)
    groups = each.having(more > 0).subquery()
    return int(session.scalar(select(func.coalesce(func.sum(groups.c.more), 0))) or 0)


def _condition(ground: Ground, touched: Mapping[Way, Places], met: Mapping[Way, Places]) -> ColumnElement[bool]:
    """Rows in one of these ways: those with the same places together."""
    row = m.Disclosure
    together: dict[tuple[Places, Places], list[Way]] = defaultdict(list)
    for way, places in touched.items():
        together[places, met[way] - places].append(way)
    of_ways = tuple_(row.category, row.party, row.manner)
    return or_(
        *(
            and_(of_ways.in_([tuple(kind.value for kind in way) for way in ways]), *_there(ground, places, others))
            for (places, others), ways in together.items()
        )
    )


def _there(ground: Ground, places: Places, others: Places) -> Iterator[ColumnElement[bool]]:
    """Nothing to ask where there are no others; else what is said in fewer words: where it is, or where it is not."""
    if others:
        yield or_(*(_at(ground, site, *_sorts(places, others, site)) for site in sorted({site for _, site in places})))


def _sorts(places: Places, others: Places, site: int) -> tuple[set[Sort], set[Sort]]:
    here = ({sort for sort, where in some if where == site} for some in (places, others))
    return next(here), next(here)


def _at(ground: Ground, site: int, sorts: Collection[Sort], others: Collection[Sort]) -> ColumnElement[bool]:
    row = m.Disclosure
    conditions = []
    if ground.sites:
        conditions.append(row.site_id.not_in(ground.sites) if site == ELSEWHERE else row.site_id == site)
    inside, outside = ([host for sort in some for host in ground.hosts[sort]] for some in (sorts, others))
    if outside:
        is_short = len(inside) <= len(outside)
        conditions.append(among(row.host_id, inside) if is_short else ~among(row.host_id, outside))
    return and_(True, *conditions)
