"""Which other vendors of the same group have something of the person's?"""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.families import families


class Relative(NamedTuple):
    """A vendor of the same group, and how many of the person's data it has."""

    slug: str
    name: str
    data: int


def relatives(session: Session, slug: str) -> tuple[str, list[Relative]]:
    """Return the topmost company above a vendor, itself where there is none, and the others under it that have data,
    the one with most first. Three statements at most.
    """
    row, sums = m.Vendor, m.Holding
    own = session.execute(select(row.id, row.slug, row.parent).where(row.slug == slug)).one_or_none()
    if own is None:
        return slug, []
    key, name, parent = own
    family = families(session, {key: (name, parent)})
    among = [other for other, root in family.items() if root == family[key] and other != key]
    if not among:
        return family[key], []
    data = func.sum(sums.data)
    asked = select(row.slug, row.name, data).join(sums, sums.vendor_id == row.id).where(row.id.in_(among))
    rows = session.execute(asked.group_by(row.slug, row.name).order_by(data.desc(), row.slug))
    return family[key], [Relative(other, title, int(number)) for other, title, number in rows]
