"""What somebody is about to type: told by the field's name, without claiming anything of what is no such thing."""

import json

import pytest

from tests.builders.guards import MARIE, relayed
from tests.builders.requests import a_request
from tracker.detection import detect, knowledge_of
from tracker.detection.verdict import Verdict
from tracker.disclosure import Finding, Method
from tracker.guarding.beginnings import beginnings
from tracker.taxonomy import Category
from tracker.traffic import Request

KNOWLEDGE = knowledge_of(MARIE)
JSON = "application/json"
EMAIL, PHONE, CARD = Category.EMAIL_ADDRESS, Category.PHONE_NUMBER, Category.CARD_NUMBER
FORMS = {
    "entry.839": Verdict(EMAIL, 0.9, "its label says “e-mail”"),
    "number": Verdict(CARD, 0.95, "its autocomplete token is “cc-number”"),
    "iban": Verdict(Category.BANK_ACCOUNT, 0.9, "its label says “IBAN”"),
    "tel": Verdict(Category.SEARCH_QUERY, 0.9, "its label says “search”"),
    "first": Verdict(Category.FIRST_NAME, 0.9, "its label says “first name”"),
}


def found_in(request: Request, forms: dict[str, Verdict] | None = None) -> list[Finding]:
    return beginnings(request, detect(request, KNOWLEDGE).findings, forms or {})


def told(document: object, forms: dict[str, Verdict] | None = None) -> list[tuple[Category, str, str]]:
    request = relayed(body=json.dumps(document), content_type=JSON)
    return [(one.category, one.value, one.evidence.path) for one in found_in(request, forms)]


@pytest.mark.parametrize(
    ("name", "value", "category"),
    [
        ("email", "m", EMAIL),
        ("email", "marie.dupont@ma", EMAIL),
        ("userEmail", "marie.du", EMAIL),
        ("mail", "marie@", EMAIL),
        ("phone", "+33 6 3", PHONE),
        ("phone", "marie, by mistake", PHONE),
        ("tel", "+33 6", PHONE),
        ("card_number", "4242 42", CARD),
        ("cardnumber", "4242", CARD),
        ("cvc", "123 4242", Category.CARD_SECURITY_CODE),
        ("card_expiry", "tw", Category.CARD_EXPIRY),
        ("postal_code", "SW", Category.POSTAL_CODE),
        ("iban", "FR7", Category.BANK_ACCOUNT),
        ("ssn", "078", Category.NATIONAL_ID),
        ("birth_date", "in May", None),
    ],
)
def test_a_clear_name_says_what_is_typed_before_it_has_a_shape(
    name: str, value: str, category: Category | None
) -> None:
    assert told({name: value, "size": 38}) == ([(category, value, name)] if category else [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("email", value) for value in ("", " ", "1", "42", "y", "No", "true", "null", "undefined", "not set")),
        *(("email", value) for value in ("*****", "•••", "xxxx", "{{email}}", "%%EMAIL%%", "-")),
        ("email", "a" * 5000),
        ("card_number", "8f14e45fceea167a5a36dedd4bea2543"),
        ("card_number", "9tB2-xkQe_7yHs4LzPw0uVfGiJmNcRdTaKoEqXbYhZA"),
        ("phone", "b7e23ec2-9af2-4c1d-8a5e-0f3c2d1e4b5a"),
        ("phone_model", "Pixel 8"),
        ("mobile", "android"),
        ("tel", "home"),
        ("exp", "1700000000"),
        ("zc", "0.1"),
        ("country", "F"),
        ("client_id", "8f"),
        ("page", "/"),
        ("code", "SPRING"),
        ("email_sent", "later"),
        ("size", "388"),
    ],
)
def test_flags_masks_gaps_references_and_other_things_are_not_typed(name: str, value: str) -> None:
    assert told({name: value, "shade": "red"}) == []


def test_what_is_recognised_is_not_named_as_well() -> None:
    assert told({"email": "marie.dupont@mail.test", "phone": "+33 6 39 98 12 34", "first_name": "M"}) == []


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"field": "email", "value": "marie.du"}, (EMAIL, "marie.du")),
        ({"type": "input", "id": "#email", "value": "marie.du"}, (EMAIL, "marie.du")),
        ({"name": "tel", "value": "+33 6 3"}, (PHONE, "+33 6 3")),
        ({"name": "card_number", "value": "4242 42"}, (CARD, "4242 42")),
        ({"target": "#email", "value": "marie.du"}, None),
        ({"name": "purchase", "value": "3999"}, None),
        ({"name": "email", "value": 1}, None),
        ({"name": "tel", "value": "click"}, None),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else "",
)
def test_a_value_in_a_list_of_events_is_named_by_what_stands_beside_it(
    event: dict[str, object], expected: tuple[Category, str] | None
) -> None:
    found = told({"page": "/checkout", "events": [event]})
    assert found == ([(*expected, "events[0].value")] if expected else [])


@pytest.mark.parametrize(
    ("name", "value", "category"),
    [
        ("entry.839", "marie.du", EMAIL),
        ("entry.839", "marie du", None),
        ("number", "4242 42", CARD),
        ("number", "four", None),
        ("iban", "FR7", Category.BANK_ACCOUNT),
        ("iban", "later", Category.BANK_ACCOUNT),  # its own name is clear
        ("tel", "+33 6", None),  # the form says that it is none
        ("first", "{}", None),
        ("first", "42 42", None),
    ],
)
def test_a_form_of_the_site_names_its_controls_but_not_whatever_is_called_so(
    name: str, value: str, category: Category | None
) -> None:
    found = told({name: value, "shade": "red"}, FORMS)
    assert found == ([(category, value, name)] if category else [])


def test_each_says_by_what_it_is_named_without_its_value() -> None:
    (named,) = found_in(relayed(body='{"email": "marie.du"}', content_type=JSON))
    (asked,) = found_in(relayed(body='{"number": "4242 42"}', content_type=JSON), FORMS)
    assert (named.evidence.method, asked.evidence.method) == (Method.NAME, Method.FORM)
    assert named.evidence.reasoning == "its name says “email” (English): e-mail address"
    assert "4242" not in repr(asked)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (a_request("https://t.test/c?email=marie.du"), ["email"]),
        (
            a_request("https://t.test/c", body="email=marie.du", content_type="application/x-www-form-urlencoded"),
            ["email"],
        ),
        (a_request("https://t.test/c", headers={"Cookie": "email=marie.du"}), []),
        (a_request("https://t.test/c", headers={"X-Email": "marie.du"}), []),
        (a_request("https://t.test/email/marie.du"), []),
    ],
    ids=["query", "form", "cookie", "header", "path"],
)
def test_only_what_forms_and_scripts_send_is_looked_at(request_: Request, expected: list[str]) -> None:
    assert [one.evidence.path for one in found_in(request_)] == expected
