"""How deep a vendor's picture of a person is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.exposures import AMBIENT, RELAYED, a_held, exposures
from tracker.risk import ExposureSummary, Extent, Held, depth
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    ("held", "extent"),
    [
        ([], Extent.TRACE),
        ([Held(Category.USER_AGENT, 1, AMBIENT), Held(Category.LANGUAGE, 1, AMBIENT)], Extent.TRACE),
        ([Held(Category.PAGE_VISITED, 1, RELAYED), Held(Category.CLIENT_ID, 1, AMBIENT)], Extent.LITTLE),
        ([Held(Category.PAGE_VISITED, 20, RELAYED), Held(Category.EMAIL_ADDRESS)], Extent.SOME),
        ([Held(Category.PASSWORD), Held(Category.EMAIL_ADDRESS), Held(Category.POSTAL_ADDRESS)], Extent.MUCH),
        ([Held(Category.HEALTH, 4), Held(Category.RELIGION), Held(Category.CARD_NUMBER)], Extent.VERY_MUCH),
    ],
)
def test_depths_are_what_a_person_would_say(held: list[Held], extent: Extent) -> None:
    assert depth(ExposureSummary(tuple(held))).extent is extent


def test_it_says_what_it_counts() -> None:
    held = (Held(Category.HEALTH, 2), Held(Category.EMAIL_ADDRESS), Held(Category.LANGUAGE, 1, AMBIENT))
    found = depth(ExposureSummary(held))
    assert (found.groups, found.kinds, found.sensitive, found.data) == (2, 2, 1, 3)


@given(exposures, a_held, st.integers(0, 100))
def test_more_data_is_never_less_deep(exposure: ExposureSummary, more: Held, data: int) -> None:
    without = tuple(one for one in exposure.held if one.category is not more.category)
    before = depth(replace(exposure, held=without)).score
    assert depth(replace(exposure, held=(*without, more))).score >= before
    assert depth(replace(exposure, held=tuple(replace(one, data=one.data + data) for one in without))).score >= before


@given(exposures)
def test_neither_sites_nor_company_change_what_is_known(exposure: ExposureSummary) -> None:
    found = depth(exposure)
    assert found == depth(ExposureSummary(exposure.held))
    assert 0 <= found.score <= 100


def test_each_extent_begins_where_it_says() -> None:
    assert [Extent.of(extent.lowest) for extent in Extent] == list(Extent)
