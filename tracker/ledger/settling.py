"""Bringing the tallies after what several transactions have left pending."""

from sqlalchemy import select

from tracker.ledger.locking import take_turn
from tracker.ledger.models import Pending
from tracker.ledger.opening import Ledger
from tracker.ledger.tallying import settle

AT_ONCE = 800  # rows: a transaction of some 40 ms, so that others who write do not wait for long


def settle_pending(ledger: Ledger) -> int:
    """Add all that is pending to the tallies, in transactions of their own; return how many rows that were. Nobody is
    waited for where there is nothing to do.
    """
    with ledger.reading() as session:
        if session.scalar(select(Pending.host_id).limit(1)) is None:
            return 0
    count, is_all = 0, False
    while not is_all:
        with ledger.session() as session:
            take_turn(session)
            settled = settle(session, AT_ONCE)
        count, is_all = count + settled, settled < AT_ONCE
    return count
