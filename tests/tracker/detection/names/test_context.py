import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.names import Setting, name_verdict, setting_of
from tracker.detection.names.context import MAX_SIBLINGS

PERSON, THING, CREDENTIALS = Setting.PERSON, Setting.THING, Setting.CREDENTIALS


@pytest.mark.parametrize(
    ("names", "path", "setting"),
    [
        ("", "", Setting.UNKNOWN),
        ("a b c", "/x/y", Setting.UNKNOWN),
        ("name value", "", Setting.UNKNOWN),
        ("name street zip", "", PERSON | Setting.ADDRESS),
        ("name email message", "", PERSON),
        ("name", "/newsletter/subscribe", PERSON),
        ("name price", "/account", THING),
        ("name price sku", "", THING),
        ("name", "/api/products/7", THING),
        ("name email price currency", "", Setting.UNKNOWN),
        ("firstname email", "", PERSON | Setting.GIVEN),
        ("first last_name", "", PERSON | Setting.FAMILY),
        ("email day month year", "", PERSON | Setting.DATED),
        ("email arrival_day month year", "", PERSON),
        ("email day month", "", PERSON),
        ("cvc number name", "", Setting.CARD),
        ("cvc email day month year", "", PERSON | Setting.CARD),
        ("login password", "", CREDENTIALS),
        ("email password", "", PERSON | CREDENTIALS),
        ("email password first_name last_name", "", PERSON | Setting.GIVEN | Setting.FAMILY),
        ("name", "/login", CREDENTIALS),
        ("query page", "", Setting.SEARCH),
        ("q page w t", "", Setting.UNKNOWN),
        ("cp st ur", "", Setting.UNKNOWN),
        ("referrer x", "", Setting.PAGE),
        ("url x", "", Setting.UNKNOWN),
        ("url useragent", "", Setting.PAGE | Setting.DEVICE),
        ("osversion x", "", Setting.DEVICE),
        ("email referrer osversion", "", PERSON | Setting.DEVICE),
        ("projectId x", "", Setting.CUSTOMER),
        ("projectId email", "", PERSON),
        ("lang x", "/css", Setting.ASSET),
        ("城市 x", "", PERSON | Setting.ADDRESS),
        ("text", "/search", Setting.SEARCH),
        ("index familiya gorod", "", PERSON | Setting.ADDRESS | Setting.FAMILY | Setting.RUSSIAN),
    ],
)
def test_siblings_and_path_say_what_a_record_is_about(names: str, path: str, setting: Setting) -> None:
    assert setting_of(tuple(names.split()), path) == setting


@pytest.mark.parametrize(
    ("name", "setting", "category"),
    [
        ("name", PERSON, "full_name"),
        ("txtName", PERSON, "full_name"),
        ("name", THING, None),
        ("address", THING, None),
        ("q", THING, "search_query"),
        ("revenue", THING, "purchase"),
        ("email", THING, "email_address"),
        ("name", PERSON | Setting.GIVEN, "last_name"),
        ("name", PERSON | Setting.FAMILY, "first_name"),
        ("name", PERSON | Setting.GIVEN | Setting.FAMILY, "full_name"),
        ("name", CREDENTIALS, "username"),
        ("name", CREDENTIALS | PERSON, "full_name"),
        ("name", Setting.CARD, "card_holder"),
        ("title", PERSON, "gender"),
        ("txtTitle", PERSON, "gender"),
        ("customer[title]", PERSON, "gender"),
        ("zorp_title", PERSON, None),
        ("title", THING, None),
        ("number", Setting.CARD, "card_number"),
        ("number", PERSON, None),
        ("number", PERSON | Setting.ADDRESS, "postal_address"),
        ("code", Setting.CARD, "card_security_code"),
        ("state", PERSON | Setting.ADDRESS, "region"),
        ("country", PERSON, "country"),
        ("day", PERSON | Setting.DATED, "birth_date"),
        ("month2", PERSON | Setting.DATED, "birth_date"),
        ("day", PERSON, None),
        ("index", PERSON | Setting.RUSSIAN, "postal_code"),
        ("index", PERSON, None),
        ("log", CREDENTIALS, "username"),
        ("login", CREDENTIALS, "username"),
        ("pass", CREDENTIALS, "password"),
        ("confirmation", CREDENTIALS, "password"),
        ("text", Setting.SEARCH, None),
        ("title", Setting.PAGE, "page_visited"),
        ("page", Setting.PAGE, "page_visited"),
        ("data-title", Setting.PAGE, "page_visited"),
        ("title", Setting.DEVICE, None),
        ("platform", Setting.DEVICE, "os_version"),
        ("browser", Setting.DEVICE, "user_agent"),
        ("platform", Setting.PAGE, None),
        ("accountId", Setting.CUSTOMER, None),
        ("account.id", Setting.CUSTOMER, None),
        ("userId", Setting.CUSTOMER, "user_id"),
        ("email", Setting.CUSTOMER, "email_address"),
        ("lang", Setting.ASSET, None),
        ("q", Setting.ASSET, "search_query"),
        ("country", THING, None),
        ("country", THING | Setting.DEVICE, "country"),
        ("address", THING | Setting.DEVICE, None),
        ("s", Setting.SEARCH, "search_query"),
        ("term", Setting.SEARCH, "search_query"),
        ("glimp", PERSON, None),
        ("[0]", PERSON, None),
    ],
)
def test_a_vague_word_is_told_by_its_setting(name: str, setting: Setting, category: str | None) -> None:
    verdict = name_verdict(name, (), setting)
    assert (verdict.category.value if verdict else None) == category


@pytest.mark.parametrize(
    ("name", "setting"),
    [("name", PERSON), ("state", PERSON | Setting.ADDRESS), ("login", CREDENTIALS), ("s", Setting.SEARCH)],
)
def test_a_setting_makes_a_vague_word_sure(name: str, setting: Setting) -> None:
    vague, sure = name_verdict(name), name_verdict(name, (), setting)
    assert vague
    assert sure
    assert vague.confidence < 0.5 < sure.confidence


def test_a_button_stays_doubtful_in_a_persons_record() -> None:
    verdict = name_verdict("login", (), PERSON)
    assert verdict
    assert verdict.confidence < 0.5


def test_a_clear_name_is_the_same_in_every_setting() -> None:
    clear = name_verdict("email")
    assert all(name_verdict("email", (), setting) == clear for setting in Setting)


def test_only_the_first_siblings_are_read() -> None:
    assert setting_of((*["x"] * MAX_SIBLINGS, "email", "street")) is Setting.UNKNOWN


@given(st.lists(st.text(max_size=300), max_size=60), st.text(max_size=300))
def test_no_record_is_too_strange(names: list[str], path: str) -> None:
    setting = setting_of(tuple(names), path)
    for name in names[:5]:
        verdict = name_verdict(name, (), setting)
        assert verdict is None or 0 < verdict.confidence <= 1
