"""What did rules do last?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.rulings import Outcome
from tracker.taxonomy import Category
from tracker.traffic import Location


class Entry(NamedTuple):
    """What a rule (its id) did with data of a category in one place, `times` over on that day, and when first and last.

    `site` is '' where it is unknown; `action` is what the rule said, `path` is masked, `reason` says why less was done.
    """

    rule: str
    category: Category
    outcome: Outcome
    action: str
    manner: Manner
    party: Party
    host: str
    slug: str
    name: str
    site: str
    location: Location
    path: str
    reason: str
    times: int
    first: datetime
    last: datetime


def latest_rulings(
    session: Session, *, rule: str | None = None, vendor: str | None = None, limit: int = 50
) -> list[Entry]:
    """Return what rules did last, one rule alone or to one company (its slug), the newest first. One statement."""
    row = m.Ruling
    some = select(row.day, row.digest, row.last).order_by(row.last.desc(), row.digest).limit(limit)
    if rule is not None:
        some = some.where(row.rule == rule)
    if vendor is not None:
        hosts = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id).where(m.Vendor.slug == vendor)
        some = some.where(row.host_id.in_(hosts))
    found = some.subquery()
    asked = (
        select(
            *(row.rule, row.category, row.outcome, row.action, row.manner, row.party, m.Host.name, m.Vendor.slug),
            *(m.Vendor.name, m.Site.domain, row.location, row.path, row.reason, row.times, row.first, row.last),
        )
        .join(found, (found.c.day == row.day) & (found.c.digest == row.digest))
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == row.site_id)
        .order_by(row.last.desc(), row.digest)
    )
    return [
        Entry(rule_, Category(category), Outcome(outcome), action, Manner(manner), Party(party), *place)._replace(
            location=Location(place[4])
        )
        for rule_, category, outcome, action, manner, party, *place in session.execute(asked)
    ]
