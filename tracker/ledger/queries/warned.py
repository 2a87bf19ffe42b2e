"""Of what did rules warn?"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.phrasing import listed, ngettext
from tracker.rulings import Outcome
from tracker.taxonomy import Category

_MOST = 500


class Warned(NamedTuple):
    """What went to a company (`slug`: its domain where it is not known) and a rule warned of: how often, when last."""

    slug: str
    name: str
    category: Category
    times: int
    last: datetime


def warned(session: Session, since: datetime) -> list[Warned]:
    """Return of what rules warned later than a moment, by company and category, the most recent first. One statement.

    What is alike on one day is one row: its times are all counted.
    """
    row = m.Ruling
    key = (m.Vendor.slug, m.Vendor.name, row.category)
    asked = (
        select(*key, func.sum(row.times), func.max(row.last))
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .where(row.last > since, row.outcome == Outcome.WARNED)
        .group_by(*key)
        .order_by(func.max(row.last).desc(), m.Vendor.slug, row.category)
        .limit(_MOST)
    )
    rows = session.execute(asked)
    return [Warned(slug, name, Category(category), int(times), last) for slug, name, category, times, last in rows]


def last_warned(session: Session) -> datetime | None:
    """Return when a rule last warned. One statement."""
    return session.scalar(select(func.max(m.Ruling.last)).where(m.Ruling.outcome == Outcome.WARNED))


def told_of_warnings(found: list[Warned]) -> str:
    """Return of how much rules warned in the last 30 days, in a sentence. Names in it are strangers'."""
    return ngettext(
        "Your rules warned %(count)s time in the last 30 days: of what went to %(companies)s.",
        "Your rules warned %(count)s times in the last 30 days: of what went to %(companies)s.",
        sum(one.times for one in found),
        companies=listed(list(dict.fromkeys(one.name for one in found))),
    )
