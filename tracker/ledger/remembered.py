"""What the program remembers between runs, by name."""

from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.ledger.models import Setting

type Name = Literal[
    "api_token",
    "catalogue",
    "country",
    "erasures",
    "knowledge",
    "leaps",
    "learning",
    "notifications",
    "passwords_since",
    "recounts",
    "retained",
    "retention",
    "retention_of_categories",
    "searches",
    "unlearnt",
    "visits",
]


def recall(session: Session, name: Name) -> str | None:
    """Return what was remembered under that name."""
    return session.scalar(select(Setting.value).where(Setting.name == name))


def remember(session: Session, name: Name, value: str | None) -> None:
    """Keep a value under that name in place of an earlier one; None forgets it."""
    session.execute(delete(Setting).where(Setting.name == name))
    if value is not None:
        session.add(Setting(name=name, value=value))
        session.flush()


def erasures(session: Session) -> int:
    """Return how many times something was erased: ids that were known before the last time may be somebody else's."""
    return int(recall(session, "erasures") or 0)
