"""What left within a scope: to which vendors, of which categories, on which days? By the sums of days.

Days are those of UTC, and sums know no hours: a day that the scope touches counts whole. What a scope begins or ends
within is told exactly by the rows alone (`log`, `received`).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros
from tracker.ledger.queries.scope import Scope, narrowed
from tracker.taxonomy import Category

_EPOCH = date(1970, 1, 1)


class Receiver(NamedTuple):
    """A vendor that something left to: how often, of which categories, in which manners, as which party, and on which
    day first and last.
    """

    slug: str
    name: str
    times: int
    categories: frozenset[Category]
    manners: frozenset[Manner]
    parties: frozenset[Party]
    first: date
    last: date


class Left(NamedTuple):
    """What left of a category, in a manner, to a kind of recipient, and on which day first and last."""

    category: Category
    party: Party
    manner: Manner
    times: int
    first: date
    last: date


def receivers(session: Session, scope: Scope) -> list[Receiver]:
    """Return the vendors that something left to, by slug. One statement; it reads the days of the scope."""
    sums = m.Daily
    key = (sums.host_id, sums.category, sums.party, sums.manner)
    each = select(*key, *_counted(sums)).where(*_within(sums, scope)).group_by(*key).subquery()
    asked = (
        select(m.Vendor.slug, m.Vendor.name, *list(each.c)[1:])
        .join(m.Host, m.Host.id == each.c.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
    )
    found: dict[str, Receiver] = {}
    rows: Any = session.execute(asked)
    for slug, name, category, party, manner, times, first, last in rows:
        one = Receiver(
            *(slug, name, int(times), frozenset({Category(category)}), frozenset({Manner(manner)})),
            *(frozenset({Party(party)}), _day(first), _day(last)),
        )
        found[slug] = one if slug not in found else _both(found[slug], one)
    return [found[slug] for slug in sorted(found)]


def left(session: Session, scope: Scope) -> list[Left]:
    """Return what left, by category, party and manner. One statement, of some dozen rows a day."""
    sums = m.DayTally
    key = (sums.category, sums.party, sums.manner)
    asked = select(*key, *_counted(sums)).where(*_within(sums, scope)).group_by(*key).order_by(*key)
    rows: Any = session.execute(asked)
    return [
        Left(Category(category), Party(party), Manner(manner), int(times), _day(first), _day(last))
        for category, party, manner, times, first, last in rows
    ]


def _counted(sums: Any) -> tuple[ColumnElement[int], ...]:
    return func.sum(sums.count).label("times"), func.min(sums.day).label("first"), func.max(sums.day).label("last")


def _within(sums: Any, scope: Scope) -> Iterator[ColumnElement[bool]]:
    if scope.since is not None:
        yield sums.day >= micros(scope.since) // DAY
    if scope.until is not None:
        yield sums.day <= (micros(scope.until) - 1) // DAY
    yield from narrowed(scope, sums.category, sums.party, sums.manner)


def _both(one: Receiver, other: Receiver) -> Receiver:
    return Receiver(
        one.slug,
        one.name,
        one.times + other.times,
        one.categories | other.categories,
        one.manners | other.manners,
        one.parties | other.parties,
        min(one.first, other.first),
        max(one.last, other.last),
    )


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)
