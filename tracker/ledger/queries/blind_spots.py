"""What was forwarded but could not be read?"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.scope import Scope


class Unseen(NamedTuple):
    """All that was not read: how often, to how many hosts, bytes where known."""

    times: int
    hosts: int
    size: int


class Spot(NamedTuple):
    """What was not read of one host's traffic, for one reason. `size` is in bytes, 0 where unknown."""

    host: str
    vendor_slug: str
    vendor_name: str
    reason: str
    times: int
    size: int
    first: datetime
    last: datetime


def unseen(session: Session) -> Unseen:
    """Return the sum of all blind spots. One statement."""
    count, hosts, size = session.execute(_UNSEEN).one()
    return Unseen(int(count), hosts, int(size))


_UNSEEN = select(
    func.coalesce(func.sum(m.BlindSpot.count), 0),
    func.count(m.BlindSpot.host_id.distinct()),
    func.coalesce(func.sum(m.BlindSpot.size), 0),
)
"""Put together once: it stands on every page."""


def unseen_of(session: Session, vendor: str) -> Unseen:
    """Return the sum of a vendor's hosts' blind spots. One statement."""
    rows = m.BlindSpot
    asked = (
        select(
            func.coalesce(func.sum(rows.count), 0),
            func.count(rows.host_id.distinct()),
            func.coalesce(func.sum(rows.size), 0),
        )
        .join(m.Host, m.Host.id == rows.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .where(m.Vendor.slug == vendor)
    )
    count, hosts, size = session.execute(asked).one()
    return Unseen(int(count), hosts, int(size))


def spots(session: Session, limit: int = 100) -> list[Spot]:
    """Return the blind spots that were met most often, the first ahead. One statement."""
    most = select(m.BlindSpot).order_by(m.BlindSpot.count.desc(), m.BlindSpot.host_id, m.BlindSpot.reason)
    rows = most.limit(limit).subquery().c
    asked = (
        select(
            m.Host.name,
            m.Vendor.slug,
            m.Vendor.name,
            rows.reason,
            rows["count"],
            rows.size,
            rows.first,
            rows.last,
        )
        .join(m.Host, m.Host.id == rows.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .order_by(rows["count"].desc(), m.Host.name, rows.reason)
    )
    return [Spot(*row) for row in session.execute(asked)]


class Order(StrEnum):
    """What blind spots are sorted by."""

    TIMES = "times"
    SIZE = "size"
    FIRST = "first"
    LAST = "last"
    HOST = "host"


class Cause(NamedTuple):
    """All that was not read for one reason: how often, of how many hosts, bytes where known."""

    reason: str
    times: int
    hosts: int
    size: int
    first: datetime
    last: datetime


def causes(session: Session, scope: Scope) -> list[Cause]:
    """Return the reasons of what was met within the scope's period, most frequent first. One statement.

    Of each host and reason the ledger knows the first and the last time, and sums of all time: what lasted longer than
    the period counts whole.
    """
    rows = m.BlindSpot
    times = func.sum(rows.count)
    sums = (times, func.count(rows.host_id.distinct()), func.sum(rows.size), func.min(rows.first), func.max(rows.last))
    asked = select(rows.reason, *sums).where(*_within(scope)).group_by(rows.reason).order_by(times.desc(), rows.reason)
    found: Any = session.execute(asked)
    return [
        Cause(reason, int(number), hosts, int(size), first, last) for reason, number, hosts, size, first, last in found
    ]


def sorted_spots(  # noqa: PLR0913 - what a list can be asked for
    session: Session, scope: Scope, order: Order, *, reason: str | None = None, skip: int = 0, limit: int = 50
) -> list[Spot]:
    """Return blind spots met within the scope's period, for that reason perhaps, in that order. One statement."""
    rows, host, vendor = m.BlindSpot, m.Host, m.Vendor
    orders: dict[Order, ColumnElement[Any]] = {
        Order.TIMES: rows.count.desc(),
        Order.SIZE: rows.size.desc(),
        Order.FIRST: rows.first.asc(),
        Order.LAST: rows.last.desc(),
        Order.HOST: host.name.asc(),
    }
    asked = (
        select(host.name, vendor.slug, vendor.name, rows.reason, rows.count, rows.size, rows.first, rows.last)
        .join(host, host.id == rows.host_id)
        .join(vendor, vendor.id == host.vendor_id)
        .where(*_within(scope), *((rows.reason == reason,) if reason is not None else ()))
        .order_by(orders[order], host.name, rows.reason)
        .offset(skip)
        .limit(limit)
    )
    return [Spot(*row) for row in session.execute(asked)]


def hosts_of(session: Session, reason: str, limit: int) -> list[str]:
    """Return the hosts that were not read for a reason, that where it was met last ahead. One statement."""
    rows, host = m.BlindSpot, m.Host
    asked = select(host.name).join(rows, rows.host_id == host.id).where(rows.reason == reason)
    return list(session.scalars(asked.order_by(rows.last.desc(), host.name).limit(limit)))


def _within(scope: Scope) -> Iterator[ColumnElement[bool]]:
    if scope.since is not None:
        yield m.BlindSpot.last >= scope.since
    if scope.until is not None:
        yield m.BlindSpot.first < scope.until
