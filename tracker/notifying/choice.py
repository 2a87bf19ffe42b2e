"""Whether the person wants to be told at once."""

from sqlalchemy.orm import Session

from tracker.ledger.remembered import recall, remember
from tracker.settings import Settings


def is_on(session: Session, settings: Settings) -> bool:
    """Whether notifications are shown: the settings decide, else the person's choice in the ledger; else they are not.

    One statement, none where the settings decide.
    """
    return settings.notifications if settings.notifications is not None else recall(session, "notifications") == "on"


def set_on(session: Session, *, is_on: bool) -> None:
    """Keep the person's choice."""
    remember(session, "notifications", "on" if is_on else None)
