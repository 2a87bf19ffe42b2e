"""Words for reasons."""

import pytest

from tracker.risk import Held
from tracker.risk.wording import GROUPS, listed, yours
from tracker.taxonomy import Category, Group


def test_every_group_has_words() -> None:
    assert set(GROUPS) == set(Group)


@pytest.mark.parametrize(
    ("category", "words"),
    [
        (Category.EMAIL_ADDRESS, "your e-mail address"),
        (Category.HEALTH, "data about your health"),
        (Category.PURCHASE, "what you bought"),
    ],
)
def test_a_category_is_named_as_the_persons_own(category: Category, words: str) -> None:
    assert yours(category) == words


def test_data_is_listed_with_numbers() -> None:
    assert listed([Held(Category.CITY, 2), Held(Category.INCOME)]) == "income, city (2 different)"
    assert listed([]) == ""


def test_every_category_is_the_persons_own() -> None:
    assert all(yours(category) for category in Category)
