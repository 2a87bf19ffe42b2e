"""What the person thinks of vendors: what they get out of each, and a note of their own.

The note stays in the ledger: it is in no log and no export. It goes when the vendor is forgotten: see `forgetting`.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tracker.errors import LedgerError
from tracker.ledger import models as m
from tracker.ledger.storable import storable

MOST_NOTE = 2000  # characters


class Opinion(NamedTuple):
    """What the person gets out of a vendor, from 1 (nothing) to 5 (indispensable), None where not told, and a note."""

    interest: int | None
    note: str
    changed: datetime


def opinions(session: Session) -> dict[str, Opinion]:
    """Return the person's opinions by the vendors' slugs. One statement."""
    row = m.Opinion
    asked = select(row.vendor, row.interest, row.note, row.changed)
    return {slug: Opinion(interest, note, changed) for slug, interest, note, changed in session.execute(asked)}


def opine(session: Session, slug: str, interest: int | None, note: str, now: datetime | None = None) -> None:
    """Keep an opinion of a vendor in place of an earlier one; one that says nothing takes it back.

    Raises ValueError for an interest that is none, and for a note that is too long.
    """
    from tracker.risk import INTERESTS  # large, and needed only where a person says what they think

    if interest is not None and interest not in INTERESTS:
        raise ValueError("an interest is a number from 1 to 5")
    text = storable(note, MOST_NOTE + 1).strip()
    if len(text) > MOST_NOTE:
        raise ValueError(f"a note has at most {MOST_NOTE:,} characters")
    session.execute(delete(m.Opinion).where(m.Opinion.vendor == slug))
    if interest is not None or text:
        session.add(m.Opinion(vendor=slug, interest=interest, note=text, changed=now or datetime.now(UTC)))
        session.flush()


def carry(session: Session, moved: Mapping[int, int]) -> None:
    """Have opinions follow hosts that moved to another vendor (its id by that of the one before) as a whole.

    An opinion that the person has of the new vendor stays.
    """
    gone = m.Vendor.id.not_in(select(m.Host.vendor_id))
    asked = select(m.Vendor.id, m.Vendor.slug).join(m.Opinion, m.Opinion.vendor == m.Vendor.slug).where(gone)
    left = [(moved[key], slug) for key, slug in session.execute(asked) if key in moved]
    for key, slug in left:
        after = session.scalar(select(m.Vendor.slug).where(m.Vendor.id == key))
        if after is not None and session.get(m.Opinion, after) is None:
            session.execute(update(m.Opinion).where(m.Opinion.vendor == slug).values(vendor=after))


def vendor_named(session: Session, name: str) -> str:
    """Return the slug of the vendor that a person means by its slug, or by a domain or host of it.

    Raises LedgerError where nothing was recorded of it.
    """
    asked = name.strip().rstrip(".").lower()
    slugs = select(m.Vendor.slug).where(m.Vendor.slug.in_((name, asked)))
    hosts = select(m.Vendor.slug).join(m.Host).where((m.Host.name == asked) | (m.Host.recipient == asked))
    found = session.scalar(slugs) or session.scalar(hosts.order_by(m.Host.name != asked, m.Vendor.slug))
    if found is None:
        raise LedgerError(f"nothing was recorded of {name!r}; give a vendor's slug or a domain")
    return found
