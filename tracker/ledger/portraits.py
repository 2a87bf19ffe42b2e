"""All that stands on a vendor's page, in one piece: what it has, how deep, how risky, what would help, who it is."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.errors import LedgerError
from tracker.ledger.assessing import assessed
from tracker.ledger.queries.vendors import Holding
from tracker.risk import Depth, Level, Remedy, assess, remedies, unknowns
from tracker.taxonomy import TAXONOMY, Category
from tracker.upstream.portrait import Fact


class Weighed(NamedTuple):
    """A reason of the risk: `weight` are its points, `threat` is LINDDUN's word."""

    factor: str
    threat: str
    weight: float
    text: str


class Kept(NamedTuple):
    """What a vendor has of one category."""

    category: Category
    data: int
    times: int
    manners: tuple[Manner, ...]
    is_third_party: bool
    is_plain: bool
    first: datetime
    last: datetime


class Portrait(NamedTuple):
    """The keys of `tracker vendor --format jsonl`: a promise to users' scripts; only ever add, at the end."""

    vendor: str
    name: str
    is_known: bool
    parent: str | None
    category: str | None
    country: str | None
    party: Party
    score: int
    level: Level
    reasons: tuple[Weighed, ...]
    remedies: tuple[Remedy, ...]
    unknown: tuple[str, ...]
    depth: Depth
    interest: int | None
    note: str | None
    doubt: float
    sites: int
    group_sites: int
    partners: int
    first: datetime
    last: datetime
    held: tuple[Kept, ...]
    facts: tuple[dict[str, Any], ...]
    is_disguised: bool


def portrait(session: Session, slug: str) -> Portrait:
    """Return all that is known of a vendor. Raises LedgerError where it has nothing of the person's."""
    found = assessed(session, slug)
    if found is None:
        raise LedgerError(f"{slug!r} has no data of yours in this ledger")
    holder, exposure, row = found.holder, found.exposure, found.row
    return Portrait(
        vendor=slug,
        name=row.name,
        is_known=row.is_known,
        parent=row.parent,
        category=row.kind,
        country=row.country,
        party=row.party,
        score=row.score,
        level=row.level,
        reasons=tuple(
            Weighed(one.factor, one.factor.threat, round(one.weight, 2), one.text) for one in assess(exposure).reasons
        ),
        remedies=remedies(exposure),
        unknown=unknowns(exposure.company),
        depth=row.depth,
        interest=row.interest,
        note=row.note or None,
        doubt=row.doubt,
        sites=row.sites,
        group_sites=row.group_sites,
        partners=holder.partners,
        first=row.first,
        last=row.last,
        held=tuple(sorted(map(_kept, holder.holdings), key=lambda one: (-TAXONOMY[one.category].sensitivity, one))),
        facts=tuple(map(_told, found.facts(row.kind and row.kind.replace("-", " ")))),
        is_disguised=row.is_disguised,
    )


def document(found: Portrait) -> dict[str, Any]:
    """Return a portrait as JSON has it: each part with its keys."""
    parts = {name: [one._asdict() for one in getattr(found, name)] for name in ("reasons", "remedies", "held")}
    return found._asdict() | parts | {"depth": found.depth._asdict()}


def _kept(holding: Holding) -> Kept:
    how = holding.how
    return Kept(
        holding.category, holding.data, holding.times, how.manners, how.is_third_party, how.is_plain, holding.first,
        holding.last,
    )  # fmt: skip


def _told(fact: Fact) -> dict[str, Any]:
    said = "; ".join(one.text for one in fact.said) if fact.is_known else None
    source = fact.source
    return {
        "heading": fact.heading,
        "said": said,
        "source": source.text if source else None,
        "source_address": source.link if source else None,
    }
