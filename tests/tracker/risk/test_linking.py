"""Reasons in what can be put together."""

from dataclasses import replace

import pytest

from tests.builders.exposures import AMBIENT, RELAYED
from tracker.risk import ExposureSummary, Factor, Held
from tracker.risk.linking import reasons
from tracker.taxonomy import Category

COOKIE = Held(Category.CLIENT_ID, 1, AMBIENT, True)
MAIL = Held(Category.EMAIL_ADDRESS, 1, RELAYED, True)


def factors(*held: Held, sites: int = 1, group: int = 0, partners: int = 0) -> set[Factor]:
    return {reason.factor for reason in reasons(ExposureSummary(held, sites, group, partners))}


@pytest.mark.parametrize(
    ("held", "sites", "is_followed"),
    [
        (COOKIE, 2, True),
        (COOKIE, 1, False),
        (COOKIE, 0, False),
        (replace(COOKIE, is_third_party=False), 2, False),
        (replace(COOKIE, category=Category.CITY), 2, False),
        (replace(COOKIE, category=Category.SESSION_ID), 2, False),
    ],
)
def test_following_needs_an_identifier_a_third_party_and_several_sites(
    held: Held, sites: int, is_followed: bool
) -> None:
    assert (Factor.FOLLOWED in factors(held, sites=sites)) == is_followed


def test_sister_companies_count_where_they_hear_from_more_sites() -> None:
    assert Factor.FAMILY in factors(COOKIE, sites=2, group=9)
    assert Factor.FAMILY not in factors(COOKIE, sites=9, group=9)
    assert Factor.FAMILY not in factors(MAIL, sites=2, group=9)


def test_who_shares_an_identifier_is_counted() -> None:
    (reason,) = reasons(ExposureSummary((COOKIE,), 1, 1, 1))
    assert reason.text.startswith("1 other company got the same identifier of yours")
    (reason,) = reasons(ExposureSummary((COOKIE,), 1, 1, 7))
    assert reason.text.startswith("7 other companies got")


@pytest.mark.parametrize(
    ("held", "is_linked"),
    [
        ([COOKIE, MAIL], True),
        ([COOKIE, Held(Category.FULL_NAME)], True),
        ([COOKIE, Held(Category.CITY)], False),
        ([COOKIE, Held(Category.SEARCH_QUERY)], False),
        ([Held(Category.SESSION_ID, 1, AMBIENT, True), MAIL], False),
        ([MAIL], False),
    ],
)
def test_a_name_is_put_to_a_lasting_identifier(held: list[Held], is_linked: bool) -> None:
    assert (Factor.LINKED in factors(*held)) == is_linked


def test_with_a_third_party_it_weighs_more_than_with_a_site_that_one_has_an_account_at() -> None:
    third, first = (
        next(reason.weight for reason in reasons(ExposureSummary((held, MAIL))) if reason.factor is Factor.LINKED)
        for held in (COOKIE, replace(COOKIE, is_third_party=False))
    )
    assert third > first
