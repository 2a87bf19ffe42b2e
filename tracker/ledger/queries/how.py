"""How did it leave? The facts about a group of sums that are true when they are true of one of them."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Subquery, case, func

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m


class How(NamedTuple):
    """In which manners, to what kind of recipients, and whether over plain HTTP at least once. `elsewhere` are the
    manners in which it came to third parties.
    """

    manners: tuple[Manner, ...]
    is_first_party: bool
    is_third_party: bool
    is_plain: bool
    elsewhere: tuple[Manner, ...] = ()


_CONDITIONS: tuple[ColumnElement[bool], ...] = (
    *(m.Exposure.manner == manner for manner in Manner),
    m.Exposure.party == Party.FIRST,
    m.Exposure.party == Party.THIRD,
    m.Exposure.is_plain.is_(True),
    *((m.Exposure.manner == manner) & (m.Exposure.party == Party.THIRD) for manner in Manner),
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
    count = len(Manner)
    first, third, plain, *elsewhere = facts[count:]
    return How(_named(facts[:count]), bool(first), bool(third), bool(plain), _named(elsewhere))


def _named(manners: Sequence[int]) -> tuple[Manner, ...]:
    return tuple(manner for manner, fact in zip(Manner, manners, strict=True) if fact)
