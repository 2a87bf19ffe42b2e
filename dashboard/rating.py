"""Vendors with their risk: what the ledger knows of them, as the assessment wants it, and as pages show it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from dashboard.wording import label
from tracker.disclosure import Party
from tracker.ledger.queries.vendors import Holder
from tracker.risk import ExposureSummary, Held, Level, Risk, assess
from tracker.taxonomy import TAXONOMY, Category

__all__ = ["Level", "Rated", "rated"]


class Rated(NamedTuple):
    """A vendor, its categories (the most sensitive first), and its risk with the reasons in sentences."""

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
    is_first_party: bool
    is_third_party: bool
    first: datetime
    last: datetime
    score: int
    level: Level
    reasons: tuple[str, ...]

    @property
    def party(self) -> Party:
        """What the vendor is to the person: a third party if it ever was one; unknown where no page was known."""
        if self.is_third_party:
            return Party.THIRD
        return Party.FIRST if self.is_first_party else Party.UNKNOWN


def rated(holders: Iterable[Holder]) -> list[Rated]:
    """Return each vendor with its risk, in the order given."""
    return [_rated(holder) for holder in holders]


def _rated(holder: Holder) -> Rated:
    held, risk = holder.holdings, _risk(holder)
    return Rated(
        holder.slug,
        holder.name,
        holder.parent,
        holder.kind,
        holder.country,
        holder.is_known,
        tuple(sorted((one.category for one in held), key=lambda one: (-TAXONOMY[one].sensitivity, label(one)))),
        sum(one.data for one in held),
        sum(one.times for one in held),
        holder.sites,
        any(one.how.is_first_party for one in held),
        any(one.how.is_third_party for one in held),
        min(one.first for one in held),
        max(one.last for one in held),
        risk.score,
        risk.level,
        tuple(reason.text for reason in risk.reasons),
    )


def _risk(holder: Holder) -> Risk:
    held = (
        Held(one.category, one.data, frozenset(one.how.manners), one.how.is_third_party, one.how.is_plain)
        for one in holder.holdings
    )
    return assess(ExposureSummary(tuple(held), holder.sites))
