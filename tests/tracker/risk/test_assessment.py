"""Risk, and the promises that its documentation makes."""

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.exposures import AMBIENT, RELAYED, a_held, exposures
from tracker.disclosure import Manner
from tracker.risk import Company, ExposureSummary, Factor, Held, Level, Risk, assess
from tracker.risk.assessment import CAP
from tracker.risk.weights import BEND
from tracker.taxonomy import Category


def risk(*held: Held, sites: int = 1) -> Risk:
    return assess(ExposureSummary(held, sites))


def test_nothing_is_no_risk() -> None:
    assert risk() == Risk(0, Level.MINIMAL, ())


@pytest.mark.parametrize(
    ("held", "sites", "level"),
    [
        ([Held(Category.USER_AGENT, 1, AMBIENT, True), Held(Category.LANGUAGE, 1, AMBIENT, True)], 9, Level.MINIMAL),
        ([Held(Category.USERNAME), Held(Category.PASSWORD), Held(Category.EMAIL_ADDRESS)], 1, Level.LOW),
        (
            [Held(Category.PAGE_VISITED, 4, RELAYED, True), Held(Category.CLIENT_ID, 1, RELAYED, True)],
            4,
            Level.MODERATE,
        ),
        ([Held(Category.HEALTH, 1, RELAYED, True), Held(Category.ADVERTISING_ID, 1, RELAYED, True)], 3, Level.HIGH),
        ([Held(Category.PASSWORD, 1, RELAYED, True), Held(Category.CARD_NUMBER, 1, RELAYED, True)], 1, Level.SEVERE),
    ],
)
def test_levels_are_what_a_person_would_say(held: list[Held], sites: int, level: Level) -> None:
    assert risk(*held, sites=sites).level is level


@given(exposures, a_held)
def test_one_more_kind_of_data_never_lowers_the_score(exposure: ExposureSummary, more: Held) -> None:
    without = tuple(one for one in exposure.held if one.category is not more.category)
    fuller = replace(exposure, held=(*without, more))
    assert assess(fuller).score >= assess(replace(exposure, held=without)).score


@given(exposures, st.integers(0, 100), st.sampled_from(Manner))
def test_more_of_the_same_in_worse_ways_never_lowers_the_score(
    exposure: ExposureSummary, more: int, manner: Manner
) -> None:
    before = assess(exposure).score
    worse = [
        [replace(one, data=one.data + more) for one in exposure.held],
        [replace(one, manners=one.manners | {manner}) for one in exposure.held],
        [replace(one, elsewhere=one.as_third_party | {manner}) for one in exposure.held],
        [replace(one, is_third_party=True) for one in exposure.held],
        [replace(one, is_plain=True) for one in exposure.held],
    ]
    assert all(assess(replace(exposure, held=tuple(changed))).score >= before for changed in worse)


@given(exposures, st.integers(1, 50))
def test_more_sites_siblings_partners_and_worse_companies_never_lower_the_score(
    exposure: ExposureSummary, more: int
) -> None:
    before, company = assess(exposure).score, exposure.company
    worse = [
        replace(exposure, sites=exposure.sites + more),
        replace(exposure, group_sites=exposure.group_sites + more),
        replace(exposure, partners=exposure.partners + more),
        replace(exposure, company=replace(company, breaches=(company.breaches or 0) + more)),
        replace(exposure, company=replace(company, deletion="impossible")),
        replace(exposure, company=replace(company, country="CN")),
        replace(exposure, company=replace(company, category="advertising")),
    ]
    assert all(assess(changed).score >= before for changed in worse)


@given(exposures)
def test_what_the_browser_sends_by_itself_is_never_a_high_risk_alone(exposure: ExposureSummary) -> None:
    ambient = tuple(replace(one, manners=AMBIENT) for one in exposure.held)
    assert assess(replace(exposure, held=ambient)).level in (Level.MINIMAL, Level.LOW, Level.MODERATE)


@given(exposures)
def test_a_score_is_on_the_scale_and_has_its_reasons_in_order(exposure: ExposureSummary) -> None:
    found = assess(exposure)
    assert 0 <= found.score <= 100
    assert bool(found.reasons) == bool(exposure.held)
    weights = [reason.weight for reason in found.reasons]
    assert weights == sorted(weights, reverse=True)
    assert min(weights, default=1) > 0
    assert len({reason.factor for reason in found.reasons}) == len(found.reasons)


@given(exposures)
def test_the_weights_add_up_to_the_score(exposure: ExposureSummary) -> None:
    found = assess(exposure)
    score = round(100 * (1 - math.exp(-math.fsum(reason.weight for reason in found.reasons) / BEND)))
    is_capped = all(held.is_ambient for held in exposure.held)
    assert found.score == (min(score, CAP) if is_capped else score)


@given(exposures, st.randoms(use_true_random=False))
def test_the_order_in_which_data_is_told_makes_no_difference(exposure: ExposureSummary, chance: random.Random) -> None:
    shuffled = list(exposure.held)
    chance.shuffle(shuffled)
    one, other = assess(exposure), assess(replace(exposure, held=tuple(shuffled)))
    assert one.score == other.score
    assert {reason.text for reason in one.reasons} == {reason.text for reason in other.reasons}


@given(exposures)
def test_what_is_not_known_of_a_company_counts_nothing(exposure: ExposureSummary) -> None:
    unknown = assess(replace(exposure, company=Company()))
    assert unknown.score <= assess(exposure).score
    assert {reason.factor for reason in unknown.reasons}.isdisjoint(
        {Factor.TRADE, Factor.ABROAD, Factor.BREACHED, Factor.KEPT}
    )
