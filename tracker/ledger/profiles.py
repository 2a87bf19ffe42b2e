"""The person's own values: kept sealed in the ledger, listed masked, handed to proxies in a sealed file.

Loads the database only when a function asks it: proxies import this for the sealed file alone.
"""

from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import ConfigurationError, LedgerError
from tracker.keys import Keys
from tracker.ledger.snapshots import read_snapshot, snapshot_of, write_snapshot
from tracker.ledger.storable import storable
from tracker.masking import FINGERPRINT_BYTES, Fingerprinter, masked
from tracker.normalisation import normalised
from tracker.phrasing import gettext
from tracker.profile import Profile, Value, checked_country
from tracker.sealing import seal, unseal
from tracker.taxonomy import SECRETS, TAXONOMY, Category

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.models import ProfileValue

__all__ = [
    "Listed",
    "add",
    "count_erasure",
    "country",
    "fingerprint_of",
    "listed",
    "load",
    "opened",
    "read_snapshot",
    "remove",
    "row_of",
    "set_country",
    "snapshot_of",
    "write_snapshot",
]

_PURPOSE = b"profile value 1"


class Listed(NamedTuple):
    """One of the person's values, masked. `origin` is the site on whose form it was learnt, empty where they named it;
    `used` is when it was last given there.
    """

    id: int
    category: Category
    preview: str
    added: datetime
    origin: str
    used: datetime


def add(session: "Session", keys: Keys, value: Value) -> bool:
    """Keep a value of the person's own; false when it is there already. One that was learnt is their own from now on.

    Raises ConfigurationError for one with nothing to look for.
    """
    from sqlalchemy import delete, select

    from tracker.ledger.models import ProfileValue, RefusedValue

    fingerprint = fingerprint_of(keys, value)
    session.execute(delete(RefusedValue).where(RefusedValue.fingerprint == fingerprint))
    there = session.scalar(select(ProfileValue).where(ProfileValue.fingerprint == fingerprint))
    if there is not None:
        was_learnt, there.origin = bool(there.origin), ""
        return was_learnt
    session.add(row_of(keys, value, fingerprint, datetime.now(UTC)))
    session.flush()
    return True


def row_of(keys: Keys, value: Value, fingerprint: str, time: datetime, origin: str = "") -> "ProfileValue":
    """Return the row of a value, sealed."""
    from tracker.ledger.models import ProfileValue

    sealed, preview = seal(keys.profile, value.value.encode(), _PURPOSE), masked(value.category, value.value)
    return ProfileValue(
        category=value.category.value,
        fingerprint=fingerprint,
        sealed=sealed,
        preview=preview,
        added=time,
        origin=origin,
        used=time,
    )


def listed(session: "Session") -> list[Listed]:
    """Return the values, masked, in the order in which they were added."""
    from sqlalchemy import select

    from tracker.ledger.models import ProfileValue as Row

    asked = select(Row.id, Row.category, Row.preview, Row.added, Row.origin, Row.used).order_by(Row.id)
    return [Listed(row.id, Category(row.category), *row[2:]) for row in session.execute(asked)]


def remove(session: "Session", id_: int) -> bool:
    """Forget a value, and never learn it from a form again; false where none has that number."""
    from sqlalchemy import delete

    from tracker.ledger.models import ProfileValue, RefusedValue

    gone = delete(ProfileValue).where(ProfileValue.id == id_).returning(ProfileValue.fingerprint)
    fingerprint = session.scalars(gone).first()
    if fingerprint is None:
        return False
    session.merge(RefusedValue(fingerprint=fingerprint))
    count_erasure(session)
    return True


def count_erasure(session: "Session") -> None:
    """Say that something was taken out of the profile: proxies are to forget it, too."""
    from tracker.ledger.remembered import recall, remember

    remember(session, "unlearnt", str(int(recall(session, "unlearnt") or 0) + 1))


def set_country(session: "Session", code: str | None) -> None:
    """Remember how national phone numbers are read. Raises ConfigurationError for what is no country code."""
    from tracker.ledger.remembered import remember

    remember(session, "country", checked_country(code))


def country(session: "Session") -> str | None:
    """Return the country whose national phone numbers the person uses."""
    from tracker.ledger.remembered import recall

    return recall(session, "country")


def load(session: "Session", keys: Keys) -> Profile:
    """Return the person's profile. Raises LedgerError for values that another installation has sealed."""
    from sqlalchemy import select

    from tracker.ledger.models import ProfileValue as Row

    rows = session.execute(select(Row.id, Row.category, Row.sealed, Row.origin).order_by(Row.id))
    values = tuple(
        Value(Category(category), opened(keys, id_, sealed), origin) for id_, category, sealed, origin in rows
    )
    return Profile(values, country(session))


def opened(keys: Keys, id_: int, sealed: bytes) -> str:
    """Return a row's value. Raises LedgerError for one that another installation has sealed."""
    try:
        return unseal(keys.profile, sealed, _PURPOSE).decode()
    except ValueError as error:
        raise LedgerError(
            f"profile value {id_} was sealed by another installation; use its key, or `tracker profile remove {id_}`"
        ) from error


def fingerprint_of(keys: Keys, value: Value) -> str:
    """Return a value's keyed fingerprint. Raises ConfigurationError for one with nothing to look for.

    As in the ledger's data, so that it can be recognised as the person's own. A secret has none there: its own here is
    of the profile's key, under which the value lies sealed anyway.
    """
    text = normalised(value.category, value.value)
    if not text or value.value != storable(value.value):
        raise ConfigurationError(
            gettext(
                "there is nothing in this value that could be looked for (%(category)s)",
                category=TAXONOMY[value.category].said,
            )
        )
    if value.category not in SECRETS:
        return Fingerprinter(keys.fingerprint).fingerprint(value.category, value.value, "")
    data = f"{value.category.value}\0{text}".encode()
    return blake2b(data, digest_size=FINGERPRINT_BYTES, key=keys.profile).hexdigest()
