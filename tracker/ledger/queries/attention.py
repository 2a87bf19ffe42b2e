"""What went where it may not have been meant to go: to third parties, before it was sent, unencrypted?

The sums are asked by the data that matter, of which there are few, never by all that there is; and the latest ways are
looked at, so many at most.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, Subquery, and_, bindparam, func, or_, select, union
from sqlalchemy.orm import Session

from tracker.attention import Passage, Whose
from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.taxonomy import SECRETS, TAXONOMY, Category, Group

MOST = 1000
"""Ways that are looked at, the latest first."""
GRAVE = SECRETS | {category for category, term in TAXONOMY.items() if term.group is Group.SPECIAL}
_FREQUENT = (Group.IDENTIFIERS, Group.DEVICE, Group.BEHAVIOUR, Group.LOCATION, Group.OTHER, Group.WORK)
TYPED = frozenset(
    {category for category, term in TAXONOMY.items() if term.sensitivity > 1 and term.group not in _FREQUENT}
    | {Category.MESSAGE}
) - {Category.AUTH_TOKEN, Category.PURCHASE}
"""What people type about themselves: few data, however much they browse."""


WHO = (m.Vendor.slug, m.Vendor.name, m.Vendor.is_known, m.Vendor.category, m.Host.name, m.Site.domain)
"""The columns that `passage_of` begins with."""


class Passages(NamedTuple):
    """The latest ways; `is_partial` where there are more."""

    passages: list[Passage]
    is_partial: bool


def passages(
    session: Session, since: datetime | None = None, lent: Collection[str] = (), limit: int = MOST
) -> Passages:
    """Return the ways that deserve a look and were gone since a moment (ever: None), the latest first. Two statements.

    `lent` are hosts of sites behind which another company was found: it is a third party there.
    """
    own = own_data(session)
    given = {"own": list(own), "lent": list(lent), "since": since, "most": limit + 1}
    rows = session.execute(_asked(since is not None), given).all()
    found = [passage_of(own, *row) for row in rows[:limit]]
    third = [one._replace(party=Party.THIRD) if one.host in lent else one for one in found]
    return Passages(third, len(rows) > limit)


def own_data(session: Session) -> dict[int, Whose]:
    """Return the person's own data by id, and how they are known for theirs. One statement."""
    value, datum = m.ProfileValue, m.Datum
    asked = select(datum.id, value.origin).join(
        value, and_(value.fingerprint == datum.fingerprint, value.category == datum.category)
    )
    return {key: Whose.LEARNT if origin else Whose.DECLARED for key, origin in session.execute(asked)}


@cache
def _asked(has_since: bool) -> Select[*tuple[Any, ...]]:
    """The question, made once: making it takes longer than most ledgers need to answer it."""
    return _named(_ways(has_since))


def _ways(has_since: bool) -> Subquery:
    sums, datum, most = m.Exposure, m.Datum, bindparam("most", type_=Integer)
    grave = select(datum.id).where(datum.category.in_(GRAVE))
    typed = select(datum.id).where(datum.category.in_(TYPED))
    times = (sums.last >= bindparam("since"),) if has_since else ()
    behind = sums.manner.in_((Manner.RELAYED, Manner.PREMATURE))
    named = select(m.Host.id).where(m.Host.name.in_(bindparam("lent", expanding=True)))
    elsewhere = or_(sums.party == Party.THIRD, sums.host_id.in_(named))
    parts: Sequence[tuple[ColumnElement[bool], ...]] = (
        (sums.datum_id.in_(grave), sums.manner != Manner.AMBIENT, elsewhere),
        (sums.datum_id.in_(bindparam("own", expanding=True)), behind, elsewhere),
        (sums.datum_id.in_(typed), sums.manner == Manner.PREMATURE),
        (sums.datum_id.in_(typed), sums.manner != Manner.AMBIENT, sums.is_plain.is_(True)),
    )
    latest = (
        select(*select(sums).where(*part, *times).order_by(sums.last.desc()).limit(most).subquery().c) for part in parts
    )
    every = union(*latest).subquery()
    return select(every).order_by(every.c.last.desc()).limit(most).subquery()


def _named(ways: Subquery) -> Select[*tuple[Any, ...]]:
    """With names, and the evidence of the latest time on each way. What the browser sends by itself is not among them,
    so that the time of a row is its own.
    """
    row, found, request = m.Disclosure, m.Evidence, m.Request
    return (
        select(
            *WHO,
            ways.c.datum_id,
            m.Datum.category,
            ways.c.manner,
            ways.c.party,
            ways.c.is_plain,
            ways.c.first,
            ways.c.last,
            ways.c.count,
            func.max(found.confidence),
            func.max(request.site_confidence),
            func.max(request.site_basis),
        )
        .select_from(ways)
        .join(m.Host, m.Host.id == ways.c.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == ways.c.site_id)
        .join(m.Datum, m.Datum.id == ways.c.datum_id)
        .outerjoin(
            row,
            and_(
                row.datum_id == ways.c.datum_id,
                row.time == ways.c.last,
                row.host_id == ways.c.host_id,
                row.site_id == ways.c.site_id,
                row.manner == ways.c.manner,
            ),
        )
        .outerjoin(found, found.id == row.evidence_id)
        .outerjoin(request, request.id == row.request_id)
        .group_by(*ways.c, m.Vendor.id, m.Host.id, m.Site.id, m.Datum.id)
        .order_by(ways.c.last.desc(), ways.c.host_id, ways.c.datum_id, ways.c.site_id, ways.c.manner)
    )


def passage_of(own: dict[int, Whose], *row: Any) -> Passage:
    """Return a row, in the order of the columns of `_named`, as a way."""
    slug, name, is_known, trade, host, site, datum, category, manner, party, plain, first, last, count, *sure = row
    confidence, site_confidence, basis = sure
    return Passage(
        slug,
        name,
        is_known,
        trade,
        host,
        site or None,
        datum,
        Category(category),
        own.get(datum, Whose.FOUND),
        Manner(manner),
        Party(party),
        bool(plain),
        first,
        last,
        count,
        confidence,
        site_confidence if basis else None,
    )
