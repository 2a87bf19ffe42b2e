import pytest

from tracker.belongings import yours
from tracker.taxonomy import Category


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


def test_every_category_is_the_persons_own() -> None:
    assert all(yours(category) for category in Category)
