"""Vendors with their risk, the depth of what they know, and what the person gets out of them, side by side."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tracker.disclosure import Party
from tracker.ledger.disguises import is_disguised
from tracker.ledger.opinions import Opinion
from tracker.ledger.queries.vendors import Holder
from tracker.risk import Company, Depth, ExposureSummary, Held, Level, Reason, assess, depth, doubt
from tracker.taxonomy import TAXONOMY, Category
from tracker.upstream.dossier import repute


class Rated(NamedTuple):
    """A vendor, its categories (the most sensitive first), and its risk with the grounds for it.

    `interest` is what the person gets out of it (1 to 5, None: not told), `doubt` how doubtful it is (0 to 100) that it
    is worth its risk. `is_disguised`: it is a third party that was only ever seen behind sites' own names.
    """

    slug: str
    name: str
    parent: str | None
    kind: str | None
    country: str | None
    is_known: bool
    categories: tuple[Category, ...]
    data: int
    times: int
    sites: int
    group_sites: int
    is_first_party: bool
    is_third_party: bool
    first: datetime
    last: datetime
    score: int
    level: Level
    grounds: tuple[Reason, ...]
    depth: Depth
    interest: int | None
    note: str
    doubt: float
    is_disguised: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons of its risk in sentences, the weightiest first."""
        return tuple(reason.text for reason in self.grounds)

    @property
    def party(self) -> Party:
        """What the vendor is to the person: a third party if it ever was one; unknown where no page was known."""
        if self.is_third_party:
            return Party.THIRD
        return Party.FIRST if self.is_first_party else Party.UNKNOWN


def rated(holders: Iterable[Holder], opinions: Mapping[str, Opinion], facts: Path | None = None) -> list[Rated]:
    """Return each vendor with its risk, in the order given; `facts`: the folder of what was fetched of companies."""
    return [rating(holder, exposure_of(holder, facts), opinions.get(holder.slug)) for holder in holders]


def exposure_of(holder: Holder, facts: Path | None = None) -> ExposureSummary:
    """Return what a vendor has as the assessment wants it: a third party in disguise is one."""
    hides = is_disguised(holder)
    held = (
        Held(
            one.category,
            one.data,
            frozenset(one.how.manners),
            hides or one.how.is_third_party,
            one.how.is_plain,
            frozenset(one.how.manners if hides else one.how.elsewhere),
        )
        for one in holder.holdings
    )
    told = repute(facts, holder.slug, holder.is_known, holder.domains)
    company = Company(holder.kind, holder.country, told.breaches, told.deletion)
    return ExposureSummary(tuple(held), holder.sites, holder.group_sites, holder.partners, company)


def rating(holder: Holder, exposure: ExposureSummary, opinion: Opinion | None) -> Rated:
    """Return one vendor with its risk."""
    held, risk = holder.holdings, assess(exposure)
    interest = opinion.interest if opinion else None
    return Rated(
        slug=holder.slug,
        name=holder.name,
        parent=holder.parent,
        kind=holder.kind,
        country=holder.country,
        is_known=holder.is_known,
        categories=tuple(sorted((one.category for one in held), key=_telling)),
        data=sum(one.data for one in held),
        times=sum(one.times for one in held),
        sites=holder.sites,
        group_sites=holder.group_sites,
        is_first_party=any(one.how.is_first_party for one in held),
        is_third_party=any(one.how.is_third_party for one in held),
        first=min(one.first for one in held),
        last=max(one.last for one in held),
        score=risk.score,
        level=risk.level,
        grounds=risk.reasons,
        depth=depth(exposure),
        interest=interest,
        note=opinion.note if opinion else "",
        doubt=doubt(risk.score, interest),
        is_disguised=is_disguised(holder),
    )


def _telling(category: Category) -> tuple[int, str]:
    term = TAXONOMY[category]
    return -term.sensitivity, term.label
