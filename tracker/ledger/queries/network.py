"""Who is who among those who hear of the person?"""

from collections.abc import Mapping
from threading import Lock
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.every_holder import marks
from tracker.ledger.queries.families import roots


class Firm(NamedTuple):
    """A vendor; `root` is the slug of the topmost company above it, its own where there is none."""

    slug: str
    name: str
    business: str
    root: str
    is_known: bool


def firms(session: Session) -> dict[int, Firm]:
    """Return all vendors by their ids. One statement."""
    row = m.Vendor
    asked = select(row.id, row.slug, row.name, row.parent, row.category, row.is_known).order_by(row.slug)
    rows = session.execute(asked).all()
    root = roots({slug: parent for _, slug, _, parent, *_ in rows})
    return {key: Firm(slug, name, kind or "", root[slug], known) for key, slug, name, _, kind, known in rows}


def domains(session: Session) -> dict[int, str]:
    """Return all sites by their ids; '' is the one that stands for unknown pages. One statement."""
    return dict(session.execute(select(m.Site.id, m.Site.domain)).all())


class Directory:
    """Who is who, remembered: companies and sites by their ids. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: tuple[object, ...] = ()
        self._firms: dict[int, Firm] = {}
        self._domains: dict[int, str] = {}

    def who(self, session: Session) -> tuple[Mapping[int, Firm], Mapping[int, str]]:
        """Return all companies and sites. At most four statements."""
        newest = (select(func.max(row.id)).scalar_subquery() for row in (m.Vendor, m.Site))
        known = (marks(session)[0], *session.execute(select(*newest)).one())
        with self._lock:
            if known != self._known:
                self._firms, self._domains, self._known = firms(session), domains(session), known
            return self._firms, self._domains
