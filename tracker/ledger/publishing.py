"""The sealed file for proxies, written anew after every change of the profile."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import files
from tracker.keys import Keys
from tracker.ledger.models import RefusedValue
from tracker.ledger.opening import Ledger
from tracker.ledger.profiles import load
from tracker.ledger.remembered import recall, remember
from tracker.ledger.snapshots import Rules, write_snapshot
from tracker.settings import Settings


def publish(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    """Write the sealed file as the profile is now. One at a time: who writes last has read last. Raises LedgerError."""
    with files.writing(settings.home / "profile.lock", "the profile"):
        with ledger.reading() as session:
            refused = frozenset(session.scalars(select(RefusedValue.fingerprint)))
            rules = Rules(is_learning(session, settings), refused, int(recall(session, "unlearnt") or 0))
            profile = load(session, keys)
        write_snapshot(settings, keys, profile, rules)


def is_learning(session: Session, settings: Settings) -> bool:
    """Whether values given in forms are learnt: the settings decide, else the person's choice in the ledger."""
    return recall(session, "learning") != "off" if settings.learning is None else settings.learning


def set_learning(session: Session, *, is_on: bool) -> None:
    """Keep the person's choice."""
    remember(session, "learning", None if is_on else "off")
