import pytest

from tracker.detection.judging import MIN_CONFIDENCE, judged
from tracker.detection.names import name_verdict
from tracker.detection.verdict import Verdict
from tracker.disclosure import Finding, Method
from tracker.taxonomy import Category
from tracker.traffic import Field, Location

ADDRESS = "marie.dupont@mail.test"


def a_field(name: str, value: str, location: Location = Location.FORM, encoding: tuple[str, ...] = ()) -> Field:
    return Field(location, name, name, value, encoding=encoding)


def found(name: str, value: str, location: Location = Location.FORM) -> dict[Category, Finding]:
    return {finding.category: finding for finding in judged(a_field(name, value, location), None, "FR")}


def test_name_and_value_that_agree_are_surer_than_either() -> None:
    both = found("email", ADDRESS)[Category.EMAIL_ADDRESS].evidence
    name_alone = found("email", "marie@intranet")
    value_alone = found("v", ADDRESS)[Category.EMAIL_ADDRESS].evidence
    assert (both.method, value_alone.method) == (Method.NAME, Method.VALUE)
    assert both.confidence >= value_alone.confidence
    assert all(finding.evidence.confidence <= both.confidence for finding in name_alone.values())


def test_a_value_that_is_believed_for_its_name_is_no_second_witness() -> None:
    own = name_verdict("visitor_id")
    assert own
    both = found("visitor_id", "cd07f044-a01e-4878-a15d-fb8aa7811116", Location.JSON)[own.category].evidence
    assert both.confidence == max(own.confidence, 0.9)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("email", ADDRESS, "; the value is an e-mail address."),
        ("dob", "14/03/1987", "; name and value agree: a date of birth."),
    ],
)
def test_the_reasoning_tells_of_the_value_where_it_was_looked_at(name: str, value: str, said: str) -> None:
    (finding,) = found(name, value).values()
    assert finding.evidence.reasoning.startswith("its name says “")
    assert finding.evidence.reasoning.endswith(said)


def test_a_name_whose_value_cannot_be_it_says_nothing() -> None:
    assert not found("email", "on")


def test_a_telling_value_contradicts_a_name() -> None:
    assert set(found("username", ADDRESS)) == {Category.EMAIL_ADDRESS}


def test_a_password_is_a_password_whatever_it_looks_like() -> None:
    assert set(found("password", ADDRESS)) == {Category.PASSWORD}


def test_a_message_is_told_with_what_it_holds() -> None:
    assert set(found("message", f"Write to {ADDRESS}, please")) == {Category.MESSAGE, Category.EMAIL_ADDRESS}
    assert found("message", f"Write to {ADDRESS}, please")[Category.EMAIL_ADDRESS].value == ADDRESS


def test_a_search_for_an_address_is_both() -> None:
    assert set(found("q", ADDRESS)) == {Category.SEARCH_QUERY, Category.EMAIL_ADDRESS}


def test_a_part_of_a_value_stands_beside_the_name() -> None:
    assert set(found("company", f"Dupont SARL, {ADDRESS}")) == {Category.ORGANIZATION, Category.EMAIL_ADDRESS}


def test_a_form_says_what_an_opaque_name_does_not() -> None:
    form = Verdict(Category.CITY, 0.9, "The form says “Ville”.")
    (finding,) = judged(a_field("entry.8393", "Nantes"), form, None)
    assert (finding.category, finding.evidence.method) == (Category.CITY, Method.FORM)


def test_a_form_that_cannot_mean_the_value_leaves_it_to_the_name() -> None:
    form = Verdict(Category.CARD_NUMBER, 0.9, "The form says “Card”.")
    (finding,) = judged(a_field("email", ADDRESS), form, None)
    assert finding.evidence.method is Method.NAME


def test_a_weak_verdict_is_not_told() -> None:
    form = Verdict(Category.CITY, MIN_CONFIDENCE - 0.01, "The form may say so.")
    assert not judged(a_field("entry", "Nantes"), form, None)


@pytest.mark.parametrize(
    ("name", "value", "category"),
    [
        ("user-agent", "Mozilla/5.0 (X11; Linux x86_64)", Category.USER_AGENT),
        ("accept-language", "fr-FR,fr;q=0.9", Category.LANGUAGE),
        ("referer", "https://shop.test/", Category.PAGE_VISITED),
        ("x-forwarded-for", "192.0.2.7", Category.IP_ADDRESS),
        ("from", ADDRESS, Category.EMAIL_ADDRESS),
    ],
)
def test_standard_headers_say_what_they_are_made_for(name: str, value: str, category: Category) -> None:
    assert set(found(name, value, Location.HEADER)) == {category}


@pytest.mark.parametrize(
    ("name", "value"), [("x-forwarded-for", "unknown"), ("from", "me"), ("x-backend", "192.0.2.7")]
)
def test_other_headers_and_values_do_not(name: str, value: str) -> None:
    assert not found(name, value, Location.HEADER)


def test_identifying_cookies_are_left_to_the_cookies_memory() -> None:
    assert not found("user_id", "8842913", Location.COOKIE)
    assert Category.USER_ID in found("user_id", "8842913", Location.QUERY)
    nested = Field(Location.COOKIE, "u.user_id", "user_id", "8842913", ("u",), ("json",))
    assert [finding.category for finding in judged(nested, None, None)] == [Category.USER_ID]


def test_a_field_without_a_name_is_judged_by_its_value() -> None:
    assert set(found("", ADDRESS)) == {Category.EMAIL_ADDRESS}


def test_the_steps_that_led_to_a_value_are_told() -> None:
    (finding,) = judged(a_field("email", ADDRESS, encoding=("base64",)), None, None)
    assert finding.evidence.encoding == ("base64",)
    assert ADDRESS not in finding.evidence.reasoning


def test_a_known_cookie_that_a_script_sends_along_is_known_by_its_name() -> None:
    (finding,) = found("__utma", "255837392.948357285.1453212385.1453212385.1453212385.1").values()
    assert (finding.category, finding.evidence.method) == (Category.CLIENT_ID, Method.NAME)
    assert "the cookie __utma is (Google)" in finding.evidence.reasoning


@pytest.mark.parametrize(("name", "value"), [("__utma", "1.1613226782"), ("_cb", "9f3c71a05be2"), ("__utma", "-")])
def test_what_is_only_called_like_one_is_not(name: str, value: str) -> None:
    assert not found(name, value)


def test_a_faint_name_leaves_a_known_parameter_to_its_owner() -> None:
    found_in = found("_ga", "2.162712083.1613226783.1690000000-1162712083.1613226783", Location.QUERY)
    assert found_in[Category.CLIENT_ID].evidence.reasoning.startswith("The parameter _ga is known (Google)")
    assert not found("_ga", "2.1", Location.QUERY)


def test_a_parameter_that_links_are_known_to_carry_is_told_by_its_owner() -> None:
    (finding,) = found("awc", "6548_1731400000_9f3c71a05be24d7788aa01bc33de5f60", Location.QUERY).values()
    assert finding.evidence.reasoning.startswith("The parameter awc is known (")


@pytest.mark.parametrize(("name", "value"), [("q", "60"), ("adid", "104385"), ("exp", "k0")])
def test_a_vague_name_says_nothing_of_a_value_that_is_not_typical(name: str, value: str) -> None:
    assert not found(name, value, Location.QUERY)


TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ0eXBlIjoiY29va2llIn0.c2lnbmF0dXJlLW9mLW5vYm9keQ"


@pytest.mark.parametrize("name", ["x-csrf-jwt", "XSRF-TOKEN", "authenticity_token", "__RequestVerificationToken"])
def test_a_token_against_forgery_is_nobody_s(name: str) -> None:
    assert not found(name, TOKEN, Location.JSON)
    inner = Field(Location.HEADER, f"{name}.uuid", "uuid", "1f0e827a-d452-4358-85eb-85a972bd10e7", (name,), ("jwt",))
    assert not judged(inner, None, None)


def test_a_token_against_forgery_may_hold_an_address() -> None:
    assert set(found("csrf_token", ADDRESS)) == {Category.EMAIL_ADDRESS}


def test_another_token_is_told() -> None:
    assert Category.AUTH_TOKEN in found("jwt", TOKEN, Location.JSON)


@pytest.mark.parametrize("gap", ["${PROFILE_ID}", "{{uid}}", "{uid}", "[MM_UUID]", "%%UID%%", "$UID", "__SURFER__"])
def test_an_address_with_a_gap_is_where_to_go_next_and_no_page_that_was_seen(gap: str) -> None:
    address = f"https://dsp.test/match?bid=7&uid={gap}"
    assert Category.PAGE_VISITED not in found("url", address, Location.QUERY)


@pytest.mark.parametrize("query", ["", "?size=$40", "?filter[color]=red", "?a={b"])
def test_an_address_without_a_gap_is_a_page(query: str) -> None:
    assert Category.PAGE_VISITED in found("url", f"https://shop.test/a{query}", Location.QUERY)


def test_a_client_in_an_address_is_a_program_and_in_a_record_a_browser() -> None:
    value = "1f0e827a-d452-4358-85eb-85a972bd10e7"
    assert not found("client_id", value, Location.QUERY)
    assert set(found("client_id", value, Location.JSON)) == {Category.CLIENT_ID}
    assert set(found("clientId", value, Location.QUERY)) == {Category.CLIENT_ID}
