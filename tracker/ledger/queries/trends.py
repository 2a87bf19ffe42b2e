"""How much did each of these vendors receive, day by day? For the rows of a list, from the sums of days."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.scope import Scope, narrowed
from tracker.ledger.queries.timeline import day_number


def trends(session: Session, slugs: Collection[str], since: date, until: date, scope: Scope) -> dict[str, list[int]]:
    """Return what each vendor received on each day from `since` to `until`, both counted (UTC): disclosures that are
    within a scope, whose period does not count here. Two statements; who received nothing is left out.
    """
    owners = dict(
        session.execute(
            select(m.Host.id, m.Vendor.slug)
            .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
            .where(m.Vendor.slug.in_(slugs))
        ).all()
    )
    sums, start, end = m.Daily, day_number(since), day_number(until)
    asked = select(sums.host_id, sums.day, func.sum(sums.count)).group_by(sums.host_id, sums.day)
    found: dict[str, list[int]] = {}
    for host, day, times in session.execute(asked.where(*of_days(owners, since, until, scope))):
        counts = found.setdefault(owners[host], [0] * (end - start + 1))
        counts[day - start] += int(times)
    return found


def of_days(hosts: Collection[int], since: date, until: date, scope: Scope) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions for the sums of those hosts' days, both counted, that are within a scope, whose period does
    not count here.
    """
    sums, start, end = m.Daily, day_number(since), day_number(until)
    yield sums.day.between(start, end)
    yield sums.host_id.in_(hosts)
    yield from narrowed(scope, sums.category, sums.party, sums.manner)
