"""What left that the person did not send, gathered by kind of data: the most sensitive first."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from dashboard import addresses
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.unasked import Unasked
from tracker.taxonomy import TAXONOMY, Category

TELLING = tuple(category for category, term in TAXONOMY.items() if term.sensitivity > 1)
"""What is worth a word: more than what every browser tells everybody."""
_NAMED = 3


class Company(NamedTuple):
    """Who got it."""

    slug: str
    name: str


class Leaving(NamedTuple):
    """Data of a category that third parties got: the first few of them, how many more, and the page of the proof."""

    category: Category
    manner: Manner
    companies: tuple[Company, ...]
    more: int
    address: str


def leavings(found: Iterable[Unasked], **filters: object) -> Iterator[Leaving]:
    """Yield what left unasked, by category, the most sensitive first; `filters` go with the links to the log."""
    kinds = [(kind, list(rows)) for kind, rows in groupby(_ordered(found), key=lambda one: one.category)]
    for category, rows in kinds:
        is_early = any(one.is_early for one in rows)
        named = tuple(Company(one.vendor_slug, one.vendor_name) for one in rows[:_NAMED])
        address = addresses.log_address(
            **{"category": category.value, "party": Party.THIRD.value, **filters, "manner": _manner(rows)}
        )
        manner = Manner.PREMATURE if is_early else Manner.RELAYED
        yield Leaving(category, manner, named, max(len(rows) - _NAMED, 0), address)


def _ordered(found: Iterable[Unasked]) -> list[Unasked]:
    """By category; of each who got it early first, then who got it last."""
    last = sorted(found, key=lambda one: one.last, reverse=True)
    early = sorted(last, key=lambda one: not one.is_early)
    return sorted(early, key=lambda one: (-TAXONOMY[one.category].sensitivity, one.category))


def _manner(rows: Iterable[Unasked]) -> str | None:
    """The manner that the proof can be narrowed to: where all got it early."""
    return Manner.PREMATURE.value if all(one.is_early for one in rows) else None
