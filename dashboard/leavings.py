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
    """Data of a category that third parties got in one manner: the first few of them, how many more, and the page of
    the proof.
    """

    category: Category
    manner: Manner
    companies: tuple[Company, ...]
    more: int
    address: str


def leavings(found: Iterable[Unasked], **filters: object) -> Iterator[Leaving]:
    """Yield what left unasked, the most sensitive category first, in each what was taken early before what was passed
    on: a company is named for what it did itself. `filters` go with the links to the log.
    """
    for (category, is_early), rows in groupby(ordered(found), key=lambda one: (one.category, one.is_early)):
        first, *others = (Company(one.vendor_slug, one.vendor_name) for one in rows)
        manner = manner_of(is_early=is_early)
        shown = {"category": category.value, "party": Party.THIRD.value, **filters, "manner": manner.value}
        named = (first, *others[: _NAMED - 1])
        yield Leaving(category, manner, named, len(others) + 1 - len(named), addresses.log_address(**shown))


def manner_of(*, is_early: bool) -> Manner:
    """Return in which manner something left unasked."""
    return Manner.PREMATURE if is_early else Manner.RELAYED


def kinds_beyond(shown: Iterable[Leaving], others: Iterable[Leaving]) -> int:
    """Return how many kinds of data are among the others, but not among those that are shown."""
    return len({one.category for one in others} - {one.category for one in shown})


def ordered(found: Iterable[Unasked]) -> list[Unasked]:
    """Return what left unasked, the most sensitive category first; of each who got it early, then who got it last."""
    last = sorted(found, key=lambda one: one.last, reverse=True)
    early = sorted(last, key=lambda one: not one.is_early)
    return sorted(early, key=lambda one: (-TAXONOMY[one.category].sensitivity, one.category))
