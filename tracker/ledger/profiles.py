"""The person's own values: kept sealed in the ledger, listed masked, handed to proxies in a sealed file.

Loads the database only when a function asks it: proxies import this for the sealed file alone.
"""

from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import ConfigurationError, LedgerError
from tracker.keys import Keys
from tracker.ledger.sealing import seal, unseal
from tracker.ledger.snapshots import read_snapshot, write_snapshot
from tracker.ledger.storable import storable
from tracker.masking import FINGERPRINT_BYTES, Fingerprinter, masked
from tracker.normalisation import normalised
from tracker.profile import Profile, Value, checked_country
from tracker.taxonomy import SECRETS, Category

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["Listed", "add", "country", "listed", "load", "read_snapshot", "remove", "set_country", "write_snapshot"]

_PURPOSE = b"profile value 1"


class Listed(NamedTuple):
    """One of the person's values, masked."""

    id: int
    category: Category
    preview: str
    added: datetime


def add(session: "Session", keys: Keys, value: Value) -> bool:
    """Keep a value; false when it is there already. Raises ConfigurationError for one with nothing to look for."""
    from sqlalchemy import select

    from tracker.ledger.models import ProfileValue

    fingerprint = _fingerprint(keys, value)
    if session.scalar(select(ProfileValue.id).where(ProfileValue.fingerprint == fingerprint)) is not None:
        return False
    sealed = seal(keys.profile, value.value.encode(), _PURPOSE)
    preview = masked(value.category, value.value)
    now = datetime.now(UTC)
    session.add(
        ProfileValue(category=value.category.value, fingerprint=fingerprint, sealed=sealed, preview=preview, added=now)
    )
    session.flush()
    return True


def listed(session: "Session") -> list[Listed]:
    """Return the values, masked, in the order in which they were added."""
    from sqlalchemy import select

    from tracker.ledger.models import ProfileValue as Row

    rows = session.execute(select(Row.id, Row.category, Row.preview, Row.added).order_by(Row.id))
    return [Listed(id_, Category(category), preview, added) for id_, category, preview, added in rows]


def remove(session: "Session", id_: int) -> bool:
    """Forget a value; false where none has that number."""
    from sqlalchemy import delete

    from tracker.ledger.models import ProfileValue

    gone = session.scalars(delete(ProfileValue).where(ProfileValue.id == id_).returning(ProfileValue.id))
    return gone.first() is not None


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

    rows = session.execute(select(Row.id, Row.category, Row.sealed).order_by(Row.id))
    values = tuple(Value(Category(category), _opened(keys, id_, sealed)) for id_, category, sealed in rows)
    return Profile(values, country(session))


def _opened(keys: Keys, id_: int, sealed: bytes) -> str:
    try:
        return unseal(keys.profile, sealed, _PURPOSE).decode()
    except ValueError as error:
        raise LedgerError(
            f"profile value {id_} was sealed by another installation; use its key, or `tracker profile remove {id_}`"
        ) from error


def _fingerprint(keys: Keys, value: Value) -> str:
    """As in the ledger's data, so that they can be recognised as the person's own. A secret has none there: its own
    here is of the profile's key, under which the value lies sealed anyway.
    """
    text = normalised(value.category, value.value)
    if not text or value.value != storable(value.value):
        raise ConfigurationError(f"the value holds nothing that {value.category.value} could be looked for by")
    if value.category not in SECRETS:
        return Fingerprinter(keys.fingerprint).fingerprint(value.category, value.value, "")
    data = f"{value.category.value}\0{text}".encode()
    return blake2b(data, digest_size=FINGERPRINT_BYTES, key=keys.profile).hexdigest()
