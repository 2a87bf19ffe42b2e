"""How data left, in bits: each is set when it is true of one of the disclosures that a sum is of."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, case, func

from tracker.disclosure import Manner, Party

MANNERS = {manner: 1 << place for place, manner in enumerate(Manner)}
FIRST, THIRD, PLAIN = 1 << 4, 1 << 5, 1 << 6
ELSEWHERE = {manner: bit << 7 for manner, bit in MANNERS.items()}
"""The manners in which it came to third parties."""


@cache
def facts_of(manner: str, party: str, is_plain: bool) -> int:
    """Return the facts of one disclosure."""
    kind = Manner(manner)
    return (
        MANNERS[kind]
        | (FIRST if party == Party.FIRST.value else 0)
        | (THIRD | ELSEWHERE[kind] if party == Party.THIRD.value else 0)
        | (PLAIN if is_plain else 0)
    )


def facts_in(sums: Any) -> ColumnElement[int]:
    """Return the facts of a group of exposures, as a column."""
    return sum((_bit(condition, bit) for condition, bit in _conditions(sums)), start=_NONE)


_NONE: Any = 0


def _conditions(sums: Any) -> Iterator[tuple[ColumnElement[bool], int]]:
    yield from ((sums.manner == manner.value, bit) for manner, bit in MANNERS.items())
    yield sums.party == Party.FIRST.value, FIRST
    yield sums.party == Party.THIRD.value, THIRD
    yield sums.is_plain.is_(True), PLAIN
    third = sums.party == Party.THIRD.value
    yield from (((sums.manner == manner.value) & third, bit) for manner, bit in ELSEWHERE.items())


def _bit(condition: ColumnElement[bool], bit: int) -> ColumnElement[int]:
    return func.max(case((condition, bit), else_=0))
