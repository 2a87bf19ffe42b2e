"""Bringing the tallies after what several transactions have left pending."""

from sqlalchemy import select

from tracker.ledger.locking import take_turn
from tracker.ledger.models import Pending
from tracker.ledger.opening import Ledger
from tracker.ledger.tallying import settle


def settle_pending(ledger: Ledger) -> int:
    """Add all that is pending to the tallies, in a transaction of its own; return how many rows that were. Nobody is
    waited for where there is nothing to do.
    """
    with ledger.reading() as session:
        if session.scalar(select(Pending.host_id).limit(1)) is None:
            return 0
    with ledger.session() as session:
        take_turn(session)
        return settle(session)
