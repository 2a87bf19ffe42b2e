"""Reasons in what a vendor has and how it came to it."""

import pytest

from tests.builders.exposures import AMBIENT, RELAYED
from tracker.disclosure import Manner
from tracker.risk import ExposureSummary, Factor, Held
from tracker.risk.holding import reasons
from tracker.taxonomy import Category


def texts(*held: Held) -> dict[Factor, str]:
    return {reason.factor: reason.text for reason in reasons(ExposureSummary(held))}


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
    assert set(texts(held)) == {factor}


@pytest.mark.parametrize(
    ("held", "passed_on", "stranger"),
    [
        (Held(Category.CITY, 1, RELAYED, True), True, False),
        (Held(Category.CITY, 1, RELAYED, False), False, False),
        (Held(Category.CITY, 1, AMBIENT, True), False, False),
        (Held(Category.CITY, 1, frozenset({Manner.SUBMITTED}), True), False, True),
        (Held(Category.CITY), False, False),
        (Held(Category.CITY, 1, RELAYED | AMBIENT, True, elsewhere=AMBIENT), False, False),
        (Held(Category.CITY, 1, frozenset(Manner), True, elsewhere=AMBIENT), False, False),
        (Held(Category.CITY, 1, frozenset(Manner), True, elsewhere=frozenset({Manner.SUBMITTED})), False, True),
        (Held(Category.CITY, 1, frozenset(Manner), True, elsewhere=RELAYED), True, False),
    ],
)
def test_it_is_told_how_a_third_party_came_to_it(held: Held, passed_on: bool, stranger: bool) -> None:
    found = texts(held)
    assert (Factor.PASSED_ON in found, Factor.STRANGER in found) == (passed_on, stranger)


def test_what_left_before_it_was_submitted_is_said() -> None:
    assert Factor.PREMATURE in texts(Held(Category.CITY, 1, frozenset({Manner.PREMATURE}), True))
    assert Factor.PREMATURE not in texts(Held(Category.CITY))


def test_what_travelled_unencrypted_is_said_and_weighs_less_where_every_browser_tells_it() -> None:
    given, ambient = (
        next(
            reason
            for reason in reasons(ExposureSummary((Held(Category.CITY, 1, manners, is_plain=True),)))
            if reason.factor is Factor.PLAIN
        )
        for manners in (RELAYED, AMBIENT)
    )
    assert given.weight > ambient.weight
    assert "unencrypted" in given.text


def test_the_sides_from_which_a_person_is_seen_are_named() -> None:
    found = texts(Held(Category.CITY), Held(Category.EMAIL_ADDRESS), Held(Category.INCOME))
    assert found[Factor.BREADTH] == "It sees you from 2 sides: how to reach you, your money."
    assert Factor.BREADTH not in texts(Held(Category.CITY), Held(Category.LANGUAGE, 1, AMBIENT))


def test_reasons_name_the_data_in_words_the_most_sensitive_first() -> None:
    found = texts(Held(Category.CITY), Held(Category.EMAIL_ADDRESS, 3))
    assert found[Factor.PERSONAL] == "It has personal data of yours: e-mail address (3 different), city."
