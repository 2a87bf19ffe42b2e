"""How a vendor came to what it has."""

import pytest

from tracker.disclosure import Manner
from tracker.risk import Held
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    ("manners", "is_third_party", "is_ambient", "is_passed_on", "is_premature"),
    [
        ({Manner.AMBIENT}, True, True, False, False),
        ({Manner.SUBMITTED}, False, False, False, False),
        ({Manner.SUBMITTED, Manner.AMBIENT}, True, False, False, False),
        ({Manner.RELAYED}, True, False, True, False),
        ({Manner.RELAYED}, False, False, False, False),
        ({Manner.PREMATURE}, True, False, True, True),
        ({Manner.PREMATURE}, False, False, False, True),
    ],
)
def test_the_ways_are_told_apart(
    manners: set[Manner], is_third_party: bool, is_ambient: bool, is_passed_on: bool, is_premature: bool
) -> None:
    held = Held(Category.CITY, 1, frozenset(manners), is_third_party)
    assert (held.is_ambient, held.is_passed_on, held.is_premature) == (is_ambient, is_passed_on, is_premature)


@pytest.mark.parametrize(
    ("is_third_party", "elsewhere", "expected"),
    [
        (True, None, {Manner.RELAYED, Manner.AMBIENT}),
        (True, {Manner.AMBIENT}, {Manner.AMBIENT}),
        (True, set(), set()),
        (False, None, set()),
        (False, {Manner.AMBIENT}, set()),
    ],
    ids=range(5),
)
def test_what_came_as_a_third_party_is_told_from_what_came_otherwise(
    is_third_party: bool, elsewhere: set[Manner] | None, expected: set[Manner]
) -> None:
    ways = None if elsewhere is None else frozenset(elsewhere)
    held = Held(Category.CITY, 1, frozenset({Manner.RELAYED, Manner.AMBIENT}), is_third_party, elsewhere=ways)
    assert held.as_third_party == expected
    assert held.is_passed_on == (Manner.RELAYED in expected)
