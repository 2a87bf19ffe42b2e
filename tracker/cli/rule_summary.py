"""What rules did lately that a person should hear of, in lines."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.keys import Keys
    from tracker.settings import Settings

LATELY = timedelta(days=30)


def rule_lines(session: "Session", settings: "Settings", keys: "Keys") -> Iterator[str]:
    """Yield what rules warned of in the last 30 days, and for which companies an alias is lacking."""
    from tracker.aliasing.telling import told_of_lacking
    from tracker.control import load
    from tracker.errors import LedgerError
    from tracker.ledger.queries.unaliased import unaliased
    from tracker.ledger.queries.warned import told_of_warnings, warned

    since = datetime.now(UTC) - LATELY
    if warnings := warned(session, since):
        yield told_of_warnings(warnings)
    try:
        control = load(settings, keys)
    except LedgerError:
        return  # it is told above
    if lacking := unaliased(session, control, since):
        yield told_of_lacking([one.name for one in lacking], lacking[0].slug)
