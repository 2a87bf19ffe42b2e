"""Risk, and the promises that its documentation makes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.disclosure import Manner
from tracker.risk import ExposureSummary, Factor, Held, Level, Risk, assess
from tracker.taxonomy import Category

AMBIENT = frozenset({Manner.AMBIENT})
RELAYED = frozenset({Manner.RELAYED})

a_held = st.builds(
    Held,
    st.sampled_from(Category),
    st.integers(1, 1000),
    st.frozensets(st.sampled_from(Manner), min_size=1),
    st.booleans(),
    st.booleans(),
)
all_held = st.lists(a_held, max_size=8, unique_by=lambda held: held.category).map(tuple)
sites = st.integers(0, 500)


def risk(*held: Held, sites: int = 1) -> Risk:
    return assess(ExposureSummary(held, sites))


def factors(*held: Held, sites: int = 1) -> set[Factor]:
    return {reason.factor for reason in risk(*held, sites=sites).reasons}


def test_nothing_is_no_risk() -> None:
    assert risk() == Risk(0, Level.MINIMAL, ())


@pytest.mark.parametrize(
    ("held", "sites", "level"),
    [
        ([Held(Category.USER_AGENT, 1, AMBIENT, True), Held(Category.LANGUAGE, 1, AMBIENT, True)], 9, Level.MINIMAL),
        ([Held(Category.USERNAME), Held(Category.PASSWORD), Held(Category.EMAIL_ADDRESS)], 1, Level.LOW),
        (
            [Held(Category.EMAIL_ADDRESS, 1, RELAYED, True), Held(Category.CLIENT_ID, 1, AMBIENT, True)],
            2,
            Level.MODERATE,
        ),
        ([Held(Category.HEALTH, 1, RELAYED, True), Held(Category.ADVERTISING_ID, 1, RELAYED, True)], 3, Level.HIGH),
        ([Held(Category.PASSWORD, 1, RELAYED, True), Held(Category.CARD_NUMBER, 1, RELAYED, True)], 1, Level.SEVERE),
    ],
)
def test_levels_are_what_a_person_would_say(held: list[Held], sites: int, level: Level) -> None:
    assert risk(*held, sites=sites).level is level


@given(all_held, sites, a_held)
def test_one_more_kind_of_data_never_lowers_the_score(held: tuple[Held, ...], sites: int, more: Held) -> None:
    without = tuple(one for one in held if one.category is not more.category)
    assert risk(*without, more, sites=sites).score >= risk(*without, sites=sites).score


@given(all_held, sites, st.integers(0, 100), st.sampled_from(Manner))
def test_more_of_the_same_in_worse_ways_on_more_sites_never_lowers_the_score(
    held: tuple[Held, ...], sites: int, more: int, manner: Manner
) -> None:
    before = risk(*held, sites=sites).score
    worse = [
        [replace(one, data=one.data + more) for one in held],
        [replace(one, manners=one.manners | {manner}) for one in held],
        [replace(one, is_third_party=True) for one in held],
        [replace(one, is_plain=True) for one in held],
    ]
    assert all(risk(*changed, sites=sites).score >= before for changed in worse)
    assert risk(*held, sites=sites + more).score >= before


@given(all_held, sites)
def test_what_the_browser_sends_by_itself_is_never_a_high_risk_alone(held: tuple[Held, ...], sites: int) -> None:
    ambient = [replace(one, manners=AMBIENT) for one in held]
    assert risk(*ambient, sites=sites).level in (Level.MINIMAL, Level.LOW, Level.MODERATE)


@given(all_held, sites)
def test_a_score_is_on_the_scale_and_has_its_reasons_in_order(held: tuple[Held, ...], sites: int) -> None:
    found = risk(*held, sites=sites)
    assert 0 <= found.score <= 100
    assert bool(found.reasons) == bool(held)
    weights = [reason.weight for reason in found.reasons]
    assert weights == sorted(weights, reverse=True)
    assert len({reason.factor for reason in found.reasons}) == len(found.reasons)


@pytest.mark.parametrize(
    ("held", "factor"),
    [
        (Held(Category.PASSWORD), Factor.SECRETS),
        (Held(Category.RELIGION), Factor.SPECIAL),
        (Held(Category.CLIENT_ID, 1, AMBIENT), Factor.IDENTIFIERS),
        (Held(Category.LANGUAGE, 1, AMBIENT), Factor.AMBIENT),
        (Held(Category.LANGUAGE), Factor.PERSONAL),
    ],
)
def test_each_kind_of_data_has_its_reason(held: Held, factor: Factor) -> None:
    assert factors(held) == {factor}


def test_passed_on_is_what_a_third_party_got_without_the_person() -> None:
    assert Factor.PASSED_ON in factors(Held(Category.CITY, 1, RELAYED, True))
    assert Factor.PASSED_ON not in factors(Held(Category.CITY, 1, RELAYED, False))
    assert Factor.PASSED_ON not in factors(Held(Category.CITY, 1, AMBIENT, True))


def test_what_left_before_it_was_submitted_is_said() -> None:
    assert Factor.PREMATURE in factors(Held(Category.CITY, 1, frozenset({Manner.PREMATURE}), True))


def test_what_travelled_unencrypted_is_said() -> None:
    assert Factor.PLAIN in factors(Held(Category.CITY, 1, RELAYED, True, True))


def test_following_needs_an_identifier_a_third_party_and_several_sites() -> None:
    identifier = Held(Category.CLIENT_ID, 1, AMBIENT, True)
    assert Factor.FOLLOWED in factors(identifier, sites=2)
    assert Factor.FOLLOWED not in factors(identifier, sites=1)
    assert Factor.FOLLOWED not in factors(replace(identifier, is_third_party=False), sites=2)
    assert Factor.FOLLOWED not in factors(replace(identifier, category=Category.CITY), sites=2)


def test_reasons_name_the_data_in_words_the_most_sensitive_first() -> None:
    (reason,) = risk(Held(Category.CITY), Held(Category.EMAIL_ADDRESS, 3)).reasons
    assert reason.text == "It has personal data of yours: e-mail address (3 different), city."
