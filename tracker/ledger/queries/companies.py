"""Who are the vendors in the ledger?"""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m


class Company(NamedTuple):
    """A vendor; where none is known, slug and name are the recipient's domain."""

    slug: str
    name: str
    parent: str | None
    category: str | None
    country: str | None
    is_known: bool


def companies(session: Session) -> dict[str, Company]:
    """Return all vendors in the ledger, by slug. One statement."""
    row = m.Vendor
    asked = select(row.slug, row.name, row.parent, row.category, row.country, row.is_known).order_by(row.slug)
    return {company[0]: Company(*company) for company in session.execute(asked)}
