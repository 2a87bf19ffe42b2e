"""Who is who among those who hear of the person, and which of them have an identifier in common?"""

from collections.abc import Collection, Iterable, Mapping
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, select, type_coerce
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger import models as m
from tracker.ledger.facts import ELSEWHERE, THIRD
from tracker.ledger.moments import micros
from tracker.ledger.queries.every_holder import marks
from tracker.ledger.queries.families import LASTING, roots
from tracker.ledger.queries.hearings import Heard
from tracker.ledger.queries.scope import Scope
from tracker.taxonomy import Category

_MOST_SHARED, _MOST_HOLDERS = 300, 3000
"""Identifiers that are looked at, those that were met last; and who has them."""


class Firm(NamedTuple):
    """A vendor; `root` is the slug of the topmost company above it, its own where there is none."""

    slug: str
    name: str
    business: str
    root: str
    is_known: bool


class Sync(NamedTuple):
    """A lasting identifier that two known companies of different groups got as third parties: by their ids, the one
    that got it first ahead; how often the second one did.
    """

    category: Category
    one: int
    other: int
    times: int


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

    def who(self, session: Session, heard: Iterable[Heard] = ()) -> tuple[Mapping[int, Firm], Mapping[int, str]]:
        """Return all companies and sites, those among them that were heard of. At most three statements."""
        epoch, _ = marks(session)
        with self._lock:
            is_new = any(one.vendor not in self._firms or one.site not in self._domains for one in heard)
            if is_new or epoch != self._epoch:
                self._firms, self._domains, self._epoch = firms(session), domains(session), epoch
            return self._firms, self._domains


def syncs(session: Session, known: Mapping[int, Firm], scope: Scope, focus: Collection[int] = ()) -> list[Sync]:
    """Return who has an identifier in common, within a scope: of each identifier the one that got it first with each of
    the others, and those in the focus with all. One statement.
    """
    holders: dict[tuple[int, Category], list[tuple[int, int]]] = {}
    for datum, category, vendor, facts, times, first, last in session.execute(_shared(focus)):
        if _is_within(scope, Category(category), facts, first, last):
            holders.setdefault((datum, Category(category)), []).append((vendor, times))
    found = []
    for (_, category), having in holders.items():
        for one, _ in (having[0], *(pair for pair in having[1:] if pair[0] in focus)):
            for other, times in having:
                if known[one].root != known[other].root:
                    found.append(Sync(category, one, other, times))
    return found


def _shared(focus: Collection[int]) -> Select[*tuple[Any, ...]]:
    sums, tally = m.Possession, m.DatumTally
    first, last = type_coerce(sums.first, BigInteger), type_coerce(sums.last, BigInteger)
    several = select(tally.datum_id).where(tally.category.in_(LASTING), tally.vendors > 1, tally.third_parties > 1)
    if focus:
        own = select(sums.datum_id).where(sums.vendor_id.in_(focus), sums.category.in_(LASTING))
        several = several.where(tally.datum_id.in_(own))
    few = several.order_by(tally.last.desc(), tally.datum_id).limit(_MOST_SHARED).subquery()
    return (
        select(sums.datum_id, sums.category, sums.vendor_id, sums.facts, sums.times, first, last)
        .join(few, few.c.datum_id == sums.datum_id)
        .join(m.Vendor, m.Vendor.id == sums.vendor_id)
        .where(m.Vendor.is_known, sums.facts.op("&")(THIRD) != 0)
        .order_by(sums.datum_id, sums.first, sums.vendor_id)
        .limit(_MOST_HOLDERS)
    )


def _is_within(scope: Scope, category: Category, facts: int, first: int, last: int) -> bool:
    """Whether it was met within a scope, as far as sums can tell: between its first and last time."""
    return (
        (scope.category is None or scope.category is category)
        and (scope.manner is None or bool(facts & ELSEWHERE[Manner(scope.manner)]))
        and (scope.since is None or last >= micros(scope.since))
        and (scope.until is None or first < micros(scope.until))
    )
