"""What would lower a risk."""

import pytest
from hypothesis import given

from tests.builders.exposures import AMBIENT, RELAYED, exposures
from tracker.disclosure import Manner
from tracker.risk import Change, ExposureSummary, Held, Level, assess, remedies
from tracker.taxonomy import Category

PHONE = Held(Category.PHONE_NUMBER)
COOKIE = Held(Category.CLIENT_ID, 1, AMBIENT, True)
PAGES = Held(Category.PAGE_VISITED, 30, RELAYED, True)


def changes(*held: Held, sites: int = 1, group: int = 0, partners: int = 0) -> dict[Change, int]:
    return {one.change: one.score for one in remedies(ExposureSummary(held, sites, group, partners))}


@given(exposures)
def test_each_would_leave_a_lower_score_with_its_level(exposure: ExposureSummary) -> None:
    present = assess(exposure).score
    found = remedies(exposure)
    assert all(0 <= one.score < present for one in found)
    assert all(one.level is Level.of(one.score) for one in found)
    assert [one.score for one in found] == sorted(one.score for one in found)
    assert len({one.text for one in found}) == len(found)


@given(exposures)
def test_the_order_of_the_data_makes_no_difference(exposure: ExposureSummary) -> None:
    turned = ExposureSummary(
        exposure.held[::-1], exposure.sites, exposure.group_sites, exposure.partners, exposure.company
    )
    assert remedies(exposure) == remedies(turned)


def test_nothing_needs_no_remedy() -> None:
    assert remedies(ExposureSummary()) == ()


@pytest.mark.parametrize(
    ("held", "sites", "change", "others"),
    [
        ([PHONE], 1, Change.DELETED, {Change.UNRECOGNISED, Change.NOT_PASSED_ON, Change.ENCRYPTED, Change.SEPARATED}),
        ([COOKIE], 8, Change.UNRECOGNISED, {Change.DELETED, Change.NOT_PASSED_ON, Change.ENCRYPTED}),
        ([COOKIE], 8, Change.SEPARATED, {Change.DELETED}),
        ([PAGES], 1, Change.NOT_PASSED_ON, {Change.UNRECOGNISED, Change.SEPARATED, Change.ENCRYPTED}),
        ([Held(Category.PASSWORD, is_plain=True)], 1, Change.ENCRYPTED, {Change.NOT_PASSED_ON}),
    ],
)
def test_only_what_helps_is_told(held: list[Held], sites: int, change: Change, others: set[Change]) -> None:
    found = changes(*held, sites=sites)
    assert change in found
    assert others.isdisjoint(found)


def test_deleting_is_told_in_words_for_the_few_kinds_that_matter_most() -> None:
    held = [Held(category) for category in (Category.HEALTH, Category.PURCHASE, Category.PHONE_NUMBER)]
    held += [Held(category) for category in (Category.EMAIL_ADDRESS, Category.CITY, Category.PASSWORD)]
    found = [one for one in remedies(ExposureSummary(tuple(held))) if one.change is Change.DELETED]
    assert len(found) == 4
    assert {one.category for one in found[:2]} == {Category.HEALTH, Category.PASSWORD}
    assert "If it deleted data about your health" in {one.text for one in found}
    assert "If it deleted your password" in {one.text for one in found}


@pytest.mark.parametrize("category", [Category.CLIENT_ID, Category.SCREEN_SIZE])
def test_what_comes_again_with_the_device_is_not_to_be_deleted(category: Category) -> None:
    assert Change.DELETED not in changes(Held(category, 1, RELAYED, True))


def test_records_are_deleted_and_not_what_they_are_of() -> None:
    texts = {one.text for one in remedies(ExposureSummary((PAGES, Held(Category.PURCHASE, 9))))}
    assert {"If it deleted the record of the pages you visit", "If it deleted the record of what you bought"} <= texts


def test_what_was_given_beside_stays_when_nothing_is_passed_on_any_more() -> None:
    both = Held(Category.EMAIL_ADDRESS, 1, frozenset({Manner.RELAYED, Manner.SUBMITTED}), True)
    given = Held(Category.EMAIL_ADDRESS, 1, frozenset({Manner.SUBMITTED}), True)
    assert changes(both)[Change.NOT_PASSED_ON] == assess(ExposureSummary((given,))).score > 0


def test_what_it_took_on_its_own_site_stays_when_nothing_is_passed_on_any_more() -> None:
    own = frozenset({Manner.SUBMITTED, Manner.PREMATURE})
    both = Held(Category.EMAIL_ADDRESS, 1, own | RELAYED, True, elsewhere=RELAYED)
    left = Held(Category.EMAIL_ADDRESS, 1, own, True, elsewhere=frozenset())
    assert changes(both)[Change.NOT_PASSED_ON] == assess(ExposureSummary((left,))).score > 0


def test_apart_no_sisters_and_no_partners_count() -> None:
    found = changes(COOKIE, sites=4, group=40, partners=9)
    assert found[Change.SEPARATED] == assess(ExposureSummary((COOKIE,), 1)).score
