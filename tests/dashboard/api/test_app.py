"""The application under /api, mounted in the dashboard."""

import re
from typing import Any

import pytest
from flask import Flask

from dashboard.api.app import create_api, described
from dashboard.api.resources import ENDPOINTS
from tests.builders.dashboards import TOKEN, signed_in
from tests.builders.readers import Reader

ADDRESSES = {
    "/": 2,
    "/overview": 5,
    "/attention": 19,
    "/received?since=2026-03-01&category=health": 4,
    "/aliases": 3,
    "/identifiers": 3,
    "/days?since=2026-03-01&until=2026-03-20": 2,
    "/days?vendor=adpix&since=2026-03-01": 2,
    "/categories": 9,
    "/data?category=page_visited": 2,
    "/data?category=page_visited&limit=1": 2,
    "/data/1": 5,
    "/vendors": 10,
    "/vendors?sort=name&limit=2": 10,
    "/vendors/adpix": 19,
    "/vendors/adpix/data": 4,
    "/sites": 10,
    "/sites/boutique.example": 8,
    "/sites/boutique.example?period=all&category=health": 8,
    "/network": 10,
    "/network?vendor=adpix&since=2026-03-01": 10,
    "/log": 3,
    "/log?vendor=adpix&q=em&limit=3": 4,
    "/blind-spots": 4,
    "/blind-spots?since=2026-03-01": 4,
    "/log/facets": 11,
    "/log/facets?since=2026-03-01&party=third": 11,
    "/log/searches": 2,
    "/unasked?period=all": 2,
    "/unasked?since=2026-03-01": 2,
    "/news?since=2026-03-01": 5,
    "/cookies": 11,
    "/cookies?vendor=adpix&since=2026-03-01": 11,
    "/profile": 5,
    "/settings": 4,
    "/passwords": 2,
    "/rules": 6,
    "/rulings": 4,
    "/control": 2,
}


def links(answer: Any) -> set[str]:
    """All addresses that an answer leads to."""
    if isinstance(answer, list):
        return set().union(*(links(one) for one in answer))
    if not isinstance(answer, dict):
        return set()
    own = set(answer.get("links", {}).values()) | ({answer["next"]} if answer.get("next") else set())
    return own.union(*(links(value) for name, value in answer.items() if name != "links"))


def test_every_resource_is_among_the_addresses_that_are_tested() -> None:
    asked = [address.partition("?")[0] for address in ADDRESSES]
    for endpoint in ENDPOINTS:
        assert any(re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", endpoint.path), address) for address in asked)


@pytest.mark.parametrize(("address", "most"), ADDRESSES.items())
def test_a_resource_asks_a_fixed_number_of_questions(
    address: str, most: int, reader: Reader, empty_reader: Reader, statements: list[str]
) -> None:
    statements.clear()
    assert reader.ask(address).status_code == 200
    assert len([one for one in statements if one != "BEGIN"]) <= most
    statements.clear()
    assert empty_reader.ask(address).status_code in (200, 404)
    assert len([one for one in statements if one != "BEGIN"]) <= most


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_has_the_keys_of_its_type_and_says_so_in_its_order(address: str, reader: Reader) -> None:
    path = address.partition("?")[0]
    (endpoint, *_) = (one for one in ENDPOINTS if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one.path), path))
    shape = endpoint.shape
    assert list(reader.read(address)) == list(shape.__dataclass_fields__)
    assert type(reader.shaped(address, shape)) is shape


def test_every_link_leads_somewhere(reader: Reader) -> None:
    known = {f"/api/v1{address}" for address in ADDRESSES}
    found = set().union(*(links(reader.read(address)) for address in ADDRESSES)) - known
    of_each_kind = {re.sub(r"=[^&]+|[^/?]*\d[^/?]*|(?<=vendors/)[^/?]+", "", address): address for address in found}
    assert len(of_each_kind) > 12
    for address in of_each_kind.values():
        assert reader.ask(address).status_code == 200, address


def test_no_address_holds_the_token(reader: Reader, token: str) -> None:
    assert not any(token in reader.ask(address).text for address in ADDRESSES)


def test_the_root_answers_with_and_without_a_slash(reader: Reader) -> None:
    assert reader.ask("").json == reader.ask("/").json


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_nothing_but_reading_is_done(method: str, api: Flask, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    answer = getattr(api.test_client(), method)("/api/v1/log", headers=headers)
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]


def test_the_description_is_open_and_is_that_of_what_answers(api: Flask) -> None:
    answer = api.test_client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json == described()
    assert api.test_client().get("/api/v1/openapi.json", headers={"Host": "evil.example"}).status_code == 400


def test_the_pages_are_as_they_were(app: Flask) -> None:
    assert signed_in(app).get("/log").mimetype == "text/html"
    assert app.test_client().get("/apiary").mimetype == "text/html"
    assert TOKEN not in signed_in(app).get("/").text


def test_it_keeps_no_cookie(reader: Reader) -> None:
    assert "Set-Cookie" not in reader.ask("/log").headers


def test_it_can_be_made_alone(api: Flask) -> None:
    assert create_api(api.extensions["tracker"]).test_client().get("/v1/openapi.json").status_code == 200
