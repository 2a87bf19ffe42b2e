"""Which companies hide behind sites' own names: third parties, though a browser takes them for the first."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from dashboard.wiring import ask
from tracker.disclosure import Party
from tracker.ledger.disguises import is_disguised
from tracker.ledger.queries.aliases import has_aliases
from tracker.ledger.queries.latest_rulings import Entry as OneRuling
from tracker.ledger.queries.log import Entry as OneLeaving
from tracker.ledger.queries.network import Firm
from tracker.ledger.queries.vendors import holders


def disguised(session: Session) -> frozenset[str]:
    """Return the companies that were only ever met behind names that sites lent to them."""
    return _disguised(session) if has_aliases(session) else frozenset()


def _disguised(session: Session) -> frozenset[str]:
    return frozenset(one.slug for one in ask(session, holders) if one.lent and is_disguised(one))


def hidden_among(session: Session, firms: Mapping[int, Firm]) -> set[int]:
    """Return by their ids the companies that were only ever met in disguise."""
    hidden = disguised(session)
    return {key for key, firm in firms.items() if firm.slug in hidden} if hidden else set()


def seen_through[Row: (OneLeaving, OneRuling)](session: Session, rows: Iterable[Row]) -> list[Row]:
    """Return what left, or what rules did, with whoever hides behind a site's own name as the third party that it is.

    One statement at least where something went to a site itself.
    """
    found = list(rows)
    own = {_slug(row) for row in found if row.party is Party.FIRST}
    if not own or not has_aliases(session, own):  # to look through all hosts takes longer
        return found
    hidden = _disguised(session)
    return [
        row._replace(party=Party.THIRD) if row.party is Party.FIRST and _slug(row) in hidden else row for row in found
    ]


def _slug(row: OneLeaving | OneRuling) -> str:
    return row.slug if isinstance(row, OneRuling) else row.vendor_slug
