"""How did it leave? The facts about a group of sums that are true when they are true of one of them."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Subquery, case, func

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m


class How(NamedTuple):
    """In which manners, to what kind of recipients, and whether over plain HTTP at least once."""

    manners: tuple[Manner, ...]
    is_first_party: bool
    is_third_party: bool
    is_plain: bool


_CONDITIONS: tuple[ColumnElement[bool], ...] = (
    *(m.Exposure.manner == manner for manner in Manner),
    m.Exposure.party == Party.FIRST,
    m.Exposure.party == Party.THIRD,
    m.Exposure.is_plain.is_(True),
)
FACTS = tuple(
    func.max(case((condition, 1), else_=0)).label(f"fact{number}") for number, condition in enumerate(_CONDITIONS)
)
"""The columns that `how` reads."""


def facts_of(grouped: Subquery) -> tuple[ColumnElement[int], ...]:
    """Return the same columns for groups of groups, from a subquery that has `FACTS`."""
    return tuple(func.max(grouped.c[fact.name]) for fact in FACTS)


def how(facts: Sequence[int]) -> How:
    """Return what the columns of `FACTS` say."""
    *manners, first, third, plain = facts
    named = tuple(manner for manner, fact in zip(Manner, manners, strict=True) if fact)
    return How(named, bool(first), bool(third), bool(plain))
