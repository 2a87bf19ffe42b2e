import pytest

from tracker.detection.names.lexicon import builtin
from tracker.detection.names.nesting import read_levels, reading_of, without_wrappers
from tracker.detection.names.segmentation import levels_of


def said(name: str) -> str | None:
    reading = read_levels(levels_of(name), builtin())
    return reading.category.value if reading else None


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("phone[und][0][value]", "phone_number"),
        ("login[username]", "email_address"),
        ("customer[login][username]", "username"),
        ("login_form:login:username", "username"),
        ("q3_fullName3[first]", "first_name"),
        ("card[number]", "card_number"),
        ("dob[day]", "birth_date"),
        ("customer[state]", "region"),
        ("product[name]", None),
        ("errors[email]", None),
        ("errors[value]", None),
        ("zorp[name]", "full_name"),
        ("phone[valid]", None),
        ("zorp[glimp]", None),
        ("1[email]", "email_address"),
        ("value", None),
        ("", None),
    ],
)
def test_the_levels_of_a_name_are_read_together(name: str, category: str | None) -> None:
    assert said(name) == category


def test_a_name_alone_is_read_once() -> None:
    assert reading_of("email") is reading_of("email")


def test_what_only_says_that_a_value_follows_is_left_out() -> None:
    assert without_wrappers((("phone",), ("0",), ("value",))) == (("phone",),)
    assert without_wrappers((("value",),)) == ()
