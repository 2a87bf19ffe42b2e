"""What did each vendor receive, in a part of the ledger? Counted from the rows, so that any part can be asked for."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Party
from tracker.ledger import models as m
from tracker.ledger.queries.disclosures import Pairs, conditions


class Received(NamedTuple):
    """A vendor (where none is known, the recipient's domain stands for it), and how much it received: disclosures,
    how many of them as a third party, distinct data, categories of them, and sites that they came from.
    """

    vendor: str
    name: str
    parent: str | None
    category: str | None
    country: str | None
    disclosures: int
    as_third_party: int
    data: int
    categories: int
    sites: int
    first: datetime
    last: datetime


def received(
    session: Session,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    vendor: str | None = None,
    labels: Pairs = (),
) -> list[Received]:
    """Return the vendors that received something, the one with most distinct data first. One statement."""
    row, of = m.Disclosure, m.Vendor
    data = func.count(row.datum_id.distinct())
    sums = (
        func.sum(row.count),
        func.sum(case((row.party == Party.THIRD, row.count), else_=0)),
        data,
        func.count(row.category.distinct()),
        func.count(case((m.Site.domain != "", m.Site.id)).distinct()),
        func.min(row.time),
        func.max(row.last),
    )
    keys = (of.slug, of.name, of.parent, of.category, of.country)
    asked = (
        select(*keys, *sums)
        .select_from(row)
        .join(m.Host, m.Host.id == row.host_id)
        .join(of, of.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == row.site_id)
        .where(*conditions(since, until, vendor, labels))
        .group_by(*keys)
        .order_by(data.desc(), of.slug)
    )
    return [_received(*columns) for columns in session.execute(asked)]


def _received(*columns: Any) -> Received:
    slug, name, parent, kind, country, disclosures, third, *rest = columns
    return Received(slug, name, parent, kind, country, int(disclosures), int(third), *rest)
