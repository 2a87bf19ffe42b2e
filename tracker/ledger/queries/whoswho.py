"""By which numbers does the ledger know vendors, and the pages that are not known?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m


def slugs(session: Session) -> dict[int, str]:
    """Return the slugs of all vendors by their ids. One statement."""
    return dict(session.execute(select(m.Vendor.id, m.Vendor.slug)).all())


def unknown_site(session: Session) -> int | None:
    """Return the id of the site that stands for pages that are not known; None: there is none. One statement."""
    return session.scalar(select(m.Site.id).where(m.Site.domain == ""))
