"""By what one vendor knows the person again, with the proof, and who else knows them by the same."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from dashboard.lifetimes import as_documented, by_document, lifetime, staying
from tracker.detection.cookies.lifetimes import Documented
from tracker.domains import registrable_domain
from tracker.ledger.queries.held import Proof, proofs
from tracker.ledger.queries.marks import Mark, Sharer, marks, others
from tracker.traffic import Location

_MOST, _SHARERS = 12, 6


class Known(NamedTuple):
    """An identifier: how long it stays ('': not known), who says so ('': it was seen), and who else has it; `more` of
    them are not named.
    """

    mark: Mark
    proof: Proof | None
    stays: str
    stays_by: str
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
    stays, source = _stays(proof) if proof else ("", "")
    shown = tuple(having[:_SHARERS])
    return Known(mark, proof, stays, source, shown, max(mark.vendors - 1 - len(shown), 0))


def _stays(proof: Proof) -> tuple[str, str]:
    if seen := lifetime(proof.reasoning):
        return seen, ""
    said = _documented(proof)
    return (staying(as_documented(said)), said.source) if said else ("", "")


def _documented(proof: Proof) -> Documented | None:
    is_cookie = proof.location is Location.COOKIE
    return by_document(proof.path, registrable_domain(proof.host)) if is_cookie else None
