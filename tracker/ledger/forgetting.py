"""Erasing for good: rows, sums, what only they needed, and the bytes in the file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import batched
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, delete, func, select, union, update
from sqlalchemy.orm import Session

from tracker.errors import LedgerError
from tracker.ledger import models as m
from tracker.ledger import password_uses, searches
from tracker.ledger.failures import explained
from tracker.ledger.locking import take_turn
from tracker.ledger.migrating import unbound
from tracker.ledger.opening import Ledger
from tracker.ledger.purging import purge
from tracker.ledger.recounting import recount
from tracker.ledger.remembered import erasures, remember
from tracker.ledger.summing import sum_again
from tracker.ledger.unruling import erase_rulings
from tracker.ledger.whose import hosts_of
from tracker.taxonomy import Category

_AT_ONCE = 500  # requests in one statement


class Forgotten(NamedTuple):
    """How much was erased. `is_purged` is false while another process still reads the file as it was before: its old
    pages are overwritten as soon as that ends.
    """

    requests: int
    disclosures: int
    is_purged: bool


def forget(
    ledger: Ledger, *, vendor: str | None = None, before: datetime | None = None, everything: bool = False
) -> Forgotten:
    """Erase what a vendor (slug, domain or host) got, what is older than a time, both in one, or everything recorded.

    The person's own profile stays. Raises LedgerError for a vendor that the ledger does not know.
    """
    return _forgotten(ledger, lambda session: [None if everything else _Asked.of(session, vendor, before)])


def forget_aged(ledger: Ledger, before: datetime | None, categories: Mapping[Category, datetime]) -> Forgotten:
    """Erase what is older than a time, and what is of a category and older than the category's time, all at once."""
    asked = [] if before is None else [_Asked(None, before)]
    asked += [
        _Asked(None, time, tuple(sorted(one for one, its in categories.items() if its == time)))
        for time in sorted(set(categories.values()))
    ]
    return _forgotten(ledger, lambda _session: asked)


def _forgotten(ledger: Ledger, asked_of: "Callable[[Session], Sequence[_Asked | None]]") -> Forgotten:
    with explained(ledger.place), ledger.engine.connect() as connection, unbound(connection):
        with Session(connection) as session:
            take_turn(session)
            requests, disclosures = _erase(session, asked_of(session))
            remember(session, "erasures", str(erasures(session) + 1))
            session.commit()
        connection.commit()
    with explained(ledger.place):
        return Forgotten(requests, disclosures, purge(ledger.engine))


class _Asked(NamedTuple):
    """What is to be erased: of these hosts (None: of all), before that time (None: of all times), of these categories
    (none: of all; they go with a time, and without hosts).
    """

    hosts: Select[int] | None
    before: datetime | None
    categories: tuple[Category, ...] = ()

    @classmethod
    def of(cls, session: Session, vendor: str | None, before: datetime | None) -> "_Asked":
        if vendor is None and before is None:
            raise ValueError("say what to forget")
        hosts = None if vendor is None else hosts_of(vendor)
        if hosts is not None and session.scalar(hosts.limit(1)) is None:
            raise LedgerError(f"nothing was recorded of {vendor!r}; give a vendor's slug or a domain")
        return cls(hosts, before)

    def among(self, host: Any, time: Any = None) -> list[ColumnElement[bool]]:
        """The conditions for rows with that column for the host, and that one for the time."""
        conditions: list[ColumnElement[bool]] = [] if self.hosts is None else [host.in_(self.hosts)]
        if self.before is not None and time is not None:
            conditions.append(time < self.before)
        return conditions


def _erase(session: Session, all_asked: "Sequence[_Asked | None]") -> tuple[int, int]:
    before = searches.names(session)
    erased = [_erase_kinds(session, one) if one and one.categories else _erase_one(session, one) for one in all_asked]
    _erase_orphans(session)
    searches.drop_gone(session, before - searches.names(session))
    recount(session)
    return sum(requests for requests, _ in erased), sum(disclosures for _, disclosures in erased)


def _erase_one(session: Session, asked: _Asked | None) -> tuple[int, int]:
    rows = asked.among(m.Disclosure.host_id, m.Disclosure.time) if asked else []
    requests = asked.among(m.Request.host_id, m.Request.time) if asked else []
    disclosures = session.scalar(select(func.sum(m.Disclosure.count)).where(*rows)) or 0
    password_uses.erase(session, asked.hosts if asked else None, asked.before if asked else None)
    session.execute(delete(m.Disclosure).where(*rows))
    erased: Any = session.execute(delete(m.Request).where(*requests))
    if asked is None or asked.before is None:
        for sums in (m.Exposure, m.Daily, m.BlindSpot):
            session.execute(delete(sums).where(*(asked.among(sums.host_id) if asked else [])))
    else:
        sum_again(session, asked.before, asked.among)
        _clip_blind_spots(session, asked, asked.before)
    erase_rulings(session, asked.among if asked else None)
    return erased.rowcount, int(disclosures)


def _erase_kinds(session: Session, asked: _Asked) -> tuple[int, int]:
    """What is of some categories and too old; with it go the requests that disclosed nothing else."""
    row, before = m.Disclosure, asked.before
    if before is None:
        raise ValueError("categories go with a time")
    rows = (row.category.in_(asked.categories), row.time < before)
    disclosures = session.scalar(select(func.sum(row.count)).where(*rows)) or 0
    emptied = session.scalars(select(row.request_id).where(*rows).distinct()).all()
    if Category.PASSWORD in asked.categories:
        password_uses.erase(session, None, before)
    session.execute(delete(row).where(*rows))
    requests = 0
    for some in batched(emptied, _AT_ONCE):
        left = select(row.id).where(row.request_id == m.Request.id)
        erased: Any = session.execute(delete(m.Request).where(m.Request.id.in_(some), ~left.exists()))
        requests += erased.rowcount
    sum_again(session, before, asked.among, asked.categories)
    erase_rulings(session, asked.among, asked.categories)
    return requests, int(disclosures)


def _clip_blind_spots(session: Session, asked: _Asked, before: datetime) -> None:
    """They have no rows to be counted anew from: what reaches beyond the time begins at it."""
    spot = m.BlindSpot
    session.execute(delete(spot).where(*asked.among(spot.host_id, spot.last)))
    session.execute(update(spot).where(*asked.among(spot.host_id, spot.first)).values(first=before))


def _erase_orphans(session: Session) -> None:
    """Erase the names, data, evidence, opinions and captures that nothing refers to any more."""
    on_hosts = (m.Request, m.Exposure, m.Daily, m.BlindSpot, m.Ruling, m.RuledRequest)
    hosts = union(*(select(model.host_id) for model in on_hosts))
    captures = select(m.Request.source).where(m.Request.source.is_not(None))
    session.execute(delete(m.Capture).where(m.Capture.source.not_in(captures)))
    session.execute(delete(m.Datum).where(m.Datum.id.not_in(select(m.Exposure.datum_id))))
    session.execute(delete(m.Evidence).where(m.Evidence.id.not_in(select(m.Disclosure.evidence_id))))
    session.execute(delete(m.Host).where(m.Host.id.not_in(hosts)))
    sites = union(*(select(model.site_id) for model in (m.Request, m.Exposure, m.PasswordUse, m.Ruling)))
    session.execute(delete(m.Site).where(m.Site.id.not_in(sites)))
    session.execute(delete(m.Vendor).where(m.Vendor.id.not_in(select(m.Host.vendor_id))))
    session.execute(delete(m.Opinion).where(m.Opinion.vendor.not_in(select(m.Vendor.slug))))
