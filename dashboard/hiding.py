"""Which companies hide behind sites' own names: third parties, though a browser takes them for the first."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from dashboard.wiring import ask
from tracker.ledger.disguises import is_disguised
from tracker.ledger.queries.aliases import has_aliases
from tracker.ledger.queries.network import Firm
from tracker.ledger.queries.vendors import holders


def disguised(session: Session) -> frozenset[str]:
    """Return the companies that were only ever met behind names that sites lent to them."""
    if not has_aliases(session):
        return frozenset()
    return frozenset(one.slug for one in ask(session, holders) if one.lent and is_disguised(one))


def hidden_among(session: Session, firms: Mapping[int, Firm]) -> set[int]:
    """Return by their ids the companies that were only ever met in disguise."""
    hidden = disguised(session)
    return {key for key, firm in firms.items() if firm.slug in hidden} if hidden else set()
