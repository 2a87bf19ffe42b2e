import json

import pytest

from tests.builders.requests import a_request
from tracker.detection import detect, knowledge_of
from tracker.detection.fields import fields_of
from tracker.detection.names import Setting
from tracker.detection.surroundings import settings_of
from tracker.profile import EMPTY
from tracker.taxonomy import Category
from tracker.traffic import Location, Request

FORM = "application/x-www-form-urlencoded"


def settings(request: Request) -> dict[tuple[Location, str], Setting]:
    return settings_of(fields_of(request).fields, request)


def posted(body: str, path: str = "/x", content_type: str = FORM) -> Request:
    return a_request(f"https://shop.test{path}", body=body, content_type=content_type)


def found(request: Request) -> dict[str, Category]:
    return {item.evidence.path: item.category for item in detect(request, knowledge_of(EMPTY)).findings}


def test_the_fields_of_a_form_tell_what_it_is_about() -> None:
    place = Location.FORM, ""
    assert settings(posted("name=Ada&street=Low+Road+1&city=Leeds"))[place] & Setting.PERSON
    assert settings(posted("name=Ada&price=12&sku=7"))[place] & Setting.THING


def test_each_record_of_a_document_is_told_apart() -> None:
    body = {"user": {"name": "Ada", "email": "a@mail.test"}, "items": [{"name": "Shoe", "price": 7, "sku": "a"}]}
    told = settings(posted(json.dumps(body), content_type="application/json"))
    assert told[Location.JSON, "user"] & Setting.PERSON
    assert told[Location.JSON, "items[0]"] & Setting.THING


@pytest.mark.parametrize(
    "request_",
    [
        a_request("https://shop.test/checkout"),
        a_request("https://shop.test/checkout?name=Ada"),
        posted("red shoes", content_type="text/plain"),
        posted("a1=7&b2=8"),
    ],
)
def test_where_nothing_stands_together_nothing_is_told(request_: Request) -> None:
    assert settings(request_) == {}


def test_names_beyond_the_most_are_left_out() -> None:
    body = "&".join(f"field{number}=1" for number in range(60)) + "&price=3&sku=7"
    assert settings(posted(body)) == {}


def test_a_vague_name_is_read_by_what_stands_beside_it() -> None:
    assert found(posted("name=Ada+Lovelace&street=Low+Road+1&zip=75002"))["name"] is Category.FULL_NAME
    assert "name" not in found(posted("name=Ada+Lovelace&price=12&sku=73"))


def test_segments_with_digits_are_no_words_of_the_endpoint() -> None:
    assert settings(posted("a=1", "/login/8842"))[Location.FORM, ""] & Setting.CREDENTIALS
    assert settings(posted("a=1", "/login8842")) == {}
    assert settings(posted("a=1", "/login2"))[Location.FORM, ""] & Setting.CREDENTIALS


@pytest.mark.parametrize("path", ["/css", "/css2"])
def test_the_letters_of_a_font_are_nobodys_language(path: str) -> None:
    asked = f"https://fonts.test{path}?family=Lato&lang=fr"
    assert "lang" not in found(a_request(asked))
    assert found(a_request("https://ads.test/p?family=Lato&lang=fr"))["lang"] is Category.LANGUAGE


def test_the_title_beside_a_pages_address_is_the_pages() -> None:
    sent = a_request(
        "https://ads.test/p?referrer=https%3A%2F%2Fshop.test%2F&title=Red+shoes", page="https://shop.test/"
    )
    assert found(sent)["title"] is Category.PAGE_VISITED
