"""How deep is a vendor's picture of a person: how much it knows, and how sensitive that is, however it came to it."""

import math
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Self

from tracker.phrasing import Words, message
from tracker.risk.exposure import ExposureSummary, Held
from tracker.risk.rating import MAX_SCORE
from tracker.risk.weights import DEPTH_BEND, SIDE, groups, known
from tracker.taxonomy import TAXONOMY

_SENSITIVE = 4


class Extent(StrEnum):
    """A depth in words."""

    TRACE = "a trace"
    LITTLE = "little"
    SOME = "some"
    MUCH = "much"
    VERY_MUCH = "very much"

    @property
    def lowest(self) -> int:
        """The lowest score of this extent."""
        return _LOWEST[self]

    @classmethod
    def of(cls, score: int) -> Self:
        """Return the extent of a score."""
        return next(extent for extent in reversed(cls) if score >= extent.lowest)

    @property
    def said(self) -> str:
        """The extent in the language of the moment."""
        return _SAID[self]


_SAID = Words(
    {
        Extent.TRACE: message("a trace"),
        Extent.LITTLE: message("little"),
        Extent.SOME: message("some"),
        Extent.MUCH: message("much"),
        Extent.VERY_MUCH: message("very much"),
    }
)
_LOWEST = {Extent.TRACE: 0, Extent.LITTLE: 10, Extent.SOME: 25, Extent.MUCH: 50, Extent.VERY_MUCH: 75}


class Depth(NamedTuple):
    """A score from 0 to 100 and what it counts: parts of a life, kinds of data, sensitive kinds, different data."""

    score: int
    extent: Extent
    groups: int
    kinds: int
    sensitive: int
    data: int


def depth(exposure: ExposureSummary) -> Depth:
    """Return how deep a vendor's picture is. What every browser tells counts little, and makes no side of its own."""
    return _of(exposure.held)


@lru_cache(8192)
def _of(all_held: tuple[Held, ...]) -> Depth:
    told, exposure = [held for held in all_held if not held.is_ambient], ExposureSummary(all_held)
    sides = len(groups(exposure))
    score = round(MAX_SCORE * (1 - math.exp(-(known(exposure) + SIDE * sides) / DEPTH_BEND)))
    return Depth(
        score,
        Extent.of(score),
        sides,
        len({held.category for held in told}),
        len({held.category for held in told if TAXONOMY[held.category].sensitivity >= _SENSITIVE}),
        sum(held.data for held in told),
    )
