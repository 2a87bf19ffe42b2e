"""Who is who among those who hear of the person?"""

from collections.abc import Collection, Mapping
from threading import Lock
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.every_holder import marks
from tracker.ledger.queries.families import roots
from tracker.ledger.queries.hearings import Heard


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
        self._epoch: tuple[str, ...] | None = None
        self._firms: dict[int, Firm] = {}
        self._domains: dict[int, str] = {}

    def who(self, session: Session, heard: Collection[Heard] = ()) -> tuple[Mapping[int, Firm], Mapping[int, str]]:
        """Return all companies and sites, those among them that were heard of. At most three statements."""
        epoch, _ = marks(session)
        vendors, sites = {one.vendor for one in heard}, {one.site for one in heard}
        with self._lock:
            is_known = vendors <= self._firms.keys() and sites <= self._domains.keys()
            if not is_known or epoch != self._epoch:
                self._firms, self._domains, self._epoch = firms(session), domains(session), epoch
            return self._firms, self._domains
