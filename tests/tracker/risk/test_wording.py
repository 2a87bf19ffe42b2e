"""Words for reasons."""

from tracker.risk import Held
from tracker.risk.wording import GROUPS, listed
from tracker.taxonomy import Category, Group


def test_every_group_has_words() -> None:
    assert set(GROUPS) == set(Group)


def test_data_is_listed_with_numbers() -> None:
    assert listed([Held(Category.CITY, 2), Held(Category.INCOME)]) == "income, city (2 different)"
    assert listed([]) == ""
