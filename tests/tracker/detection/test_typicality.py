import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.typicality import WEAK, is_typical
from tracker.taxonomy import Category
from tracker.traffic import Field, Location

SURE = 0.9
CLICK = "EAIaIQobChMI7c3"
UUID = "1f0e827a-d452-4358-85eb-85a972bd10e7"


def a_field(value: str, location: Location = Location.QUERY) -> Field:
    return Field(location, "x", "x", value)


@pytest.mark.parametrize(
    ("category", "value"),
    [
        (Category.ADVERTISING_ID, UUID),
        (Category.ADVERTISING_ID, CLICK),
        (Category.CLIENT_ID, "1704752813"),
        (Category.CLIENT_ID, "1172860168313205995"),
        (Category.SESSION_ID, UUID),
        (Category.DEVICE_MODEL, "Pixel 8"),
        (Category.SEARCH_QUERY, "running shoes size 9"),
        (Category.SEARCH_QUERY, "2x4 = 8"),
        (Category.MESSAGE, "Hello"),
        (Category.MESSAGE, "See you at 9:30"),
        (Category.COUNTRY, "SE"),
        (Category.COUNTRY, "752"),
        (Category.POSTAL_ADDRESS, "12 rue des Lilas"),
        (Category.POSTAL_ADDRESS, "Hauptstraße"),
        (Category.POSTAL_ADDRESS, "4b"),
        (Category.SCREEN_SIZE, "1440x900"),
        (Category.SCREEN_SIZE, "24-bit"),
        (Category.SCREEN_SIZE, "1.5"),
        (Category.CARD_EXPIRY, "12 / 2031"),
        (Category.CITY, "Nantes"),
        (Category.OS_VERSION, "Linux"),
        (Category.OS_VERSION, "17.2"),
        (Category.USER_AGENT, "firefox"),
        (Category.USER_AGENT, "Mozilla/5.0 (X11)"),
    ],
)
def test_a_vague_name_is_believed_where_the_value_looks_like_it(category: Category, value: str) -> None:
    assert is_typical(category, a_field(value), WEAK)


@pytest.mark.parametrize(
    ("category", "value"),
    [
        (Category.ADVERTISING_ID, "104385"),
        (Category.ADVERTISING_ID, "1689428126308"),
        (Category.SESSION_ID, "1689428126308"),
        (Category.CLIENT_ID, "20210213144326"),
        (Category.DEVICE_MODEL, "Desktop"),
        (Category.DEVICE_MODEL, "2"),
    ],
)
def test_some_values_are_not_what_the_clearest_name_says(category: Category, value: str) -> None:
    assert not is_typical(category, a_field(value), SURE)


@pytest.mark.parametrize(
    ("category", "value"),
    [
        (Category.SEARCH_QUERY, "60"),
        (Category.SEARCH_QUERY, "img:Ab3dEfGh1JkLmN0pQrStUv"),
        (Category.SEARCH_QUERY, "SORT=up&PAGE=two"),
        (Category.MESSAGE, "page_loaded"),
        (Category.COUNTRY, "3B7EFD"),
        (Category.POSTAL_ADDRESS, "1453756870576"),
        (Category.POSTAL_ADDRESS, "mainsuite"),
        (Category.SCREEN_SIZE, "71"),
        (Category.SCREEN_SIZE, "small"),
        (Category.CARD_EXPIRY, "k0"),
    ],
)
def test_a_vague_name_is_not_believed_of_other_values_and_a_clear_one_is(category: Category, value: str) -> None:
    assert not is_typical(category, a_field(value), WEAK)
    assert is_typical(category, a_field(value), SURE)


@pytest.mark.parametrize("value", ["20240711", "2024-07-11", "11/07/2024", "11.7.2019"])
def test_a_late_date_of_birth_is_a_cookie_s_own_and_in_a_form_a_child_s(value: str) -> None:
    assert not is_typical(Category.BIRTH_DATE, a_field(value, Location.COOKIE), SURE)
    assert is_typical(Category.BIRTH_DATE, a_field(value, Location.FORM), SURE)


@pytest.mark.parametrize("value", ["1987-03-09", "19870309", "09/03/2001", "soon"])
def test_an_early_date_of_birth_may_stand_in_a_cookie(value: str) -> None:
    assert is_typical(Category.BIRTH_DATE, a_field(value, Location.COOKIE), SURE)


@pytest.mark.parametrize("value", ["_uid_", "#USER#", "@@user@@", "*|UNIQID|*"])
def test_a_gap_that_was_not_filled_in_is_nobody(value: str) -> None:
    assert not is_typical(Category.USER_ID, a_field(value), SURE)


def test_a_vague_name_in_a_path_is_of_no_person() -> None:
    assert not is_typical(Category.USERNAME, a_field("top_banner", Location.PATH), WEAK)
    assert is_typical(Category.USERNAME, a_field("marie", Location.PATH), SURE)
    assert is_typical(Category.SCREEN_SIZE, a_field("1440x900", Location.PATH), WEAK)


@given(st.sampled_from(Category), st.text(), st.sampled_from(Location), st.floats(0, 1))
def test_it_never_raises_and_the_surer_name_is_believed_of_no_fewer_values(
    category: Category, value: str, location: Location, confidence: float
) -> None:
    field = a_field(value, location)
    assert is_typical(category, field, 1) or not is_typical(category, field, confidence)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("id", "293290", False), ("ID", "293290", False), ("id", "ada.l", True), ("login", "293290", True)],
)
def test_what_is_only_called_an_id_names_a_user_where_a_letter_stands_in_it(
    name: str, value: str, expected: bool
) -> None:
    field = Field(Location.FORM, name, name, value)
    assert is_typical(Category.USERNAME, field, WEAK) is expected


@pytest.mark.parametrize(
    ("category", "value"), [(Category.OS_VERSION, "web"), (Category.OS_VERSION, "shop"), (Category.USER_AGENT, "yes")]
)
def test_a_platform_that_is_no_system_and_a_browser_that_is_none_are_not_believed(
    category: Category, value: str
) -> None:
    assert not is_typical(category, a_field(value), WEAK)


@pytest.mark.parametrize(
    ("name", "value", "location", "expected"),
    [
        ("member_id", "1540", Location.QUERY, False),
        ("accountId", "77", Location.QUERY, False),
        ("member_id", "154012345", Location.QUERY, True),
        ("member_id", "ab12", Location.QUERY, True),
        ("member_id", "1540", Location.FORM, True),
        ("user_id", "1540", Location.QUERY, True),
    ],
)
def test_short_numbers_of_accounts_in_addresses_are_the_companys_customers(
    name: str, value: str, location: Location, expected: bool
) -> None:
    assert is_typical(Category.USER_ID, Field(location, name, name, value), SURE) is expected
