"""By what one vendor knows the person again, with the proof, and who else knows them by the same."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from dashboard.lifetimes import lifetime
from tracker.ledger.queries.held import Proof, proofs
from tracker.ledger.queries.marks import Mark, Sharer, marks, others

_MOST, _SHARERS = 12, 6


class Known(NamedTuple):
    """An identifier: how long it stays ('': not known), and who else has it; `more` of them are not named."""

    mark: Mark
    proof: Proof | None
    stays: str
    sharers: tuple[Sharer, ...]
    more: int


class Acquaintance(NamedTuple):
    """The identifiers, those that most others have first; `is_cut`: there are more."""

    known: tuple[Known, ...]
    is_cut: bool
    others: int


def acquaintance(session: Session, slug: str) -> Acquaintance:
    """Return by what a vendor knows the person again. Three statements."""
    found = marks(session, slug, _MOST + 1)
    data = [mark.datum for mark in found[:_MOST]]
    proven, sharing = proofs(session, slug, data), others(session, slug, data)
    known = tuple(_known(mark, proven.get(mark.datum), sharing.get(mark.datum, [])) for mark in found[:_MOST])
    companies = {one.slug for having in sharing.values() for one in having}
    return Acquaintance(known, len(found) > _MOST, len(companies))


def _known(mark: Mark, proof: Proof | None, having: list[Sharer]) -> Known:
    stays = lifetime(proof.reasoning) if proof else ""
    shown = tuple(having[:_SHARERS])
    return Known(mark, proof, stays, shown, max(mark.vendors - 1 - len(shown), 0))
