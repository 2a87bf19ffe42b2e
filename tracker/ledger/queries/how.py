"""How did it leave? The facts about a sum that are true when they are true of one of its disclosures."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from tracker.disclosure import Manner
from tracker.ledger.facts import ELSEWHERE, FIRST, MANNERS, PLAIN, THIRD


class How(NamedTuple):
    """In which manners, to what kind of recipients, and whether over plain HTTP at least once. `elsewhere` are the
    manners in which it came to third parties.
    """

    manners: tuple[Manner, ...]
    is_first_party: bool
    is_third_party: bool
    is_plain: bool
    elsewhere: tuple[Manner, ...] = ()


@lru_cache(2048)
def how(facts: int) -> How:
    """Return what the bits of `facts` say."""
    return How(
        _named(MANNERS, facts), bool(facts & FIRST), bool(facts & THIRD), bool(facts & PLAIN), _named(ELSEWHERE, facts)
    )


def _named(manners: Mapping[Manner, int], facts: int) -> tuple[Manner, ...]:
    return tuple(manner for manner, bit in manners.items() if facts & bit)
