"""The token for other programs: shown once, kept as a digest, taken back."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders.dashboards import signed_in
from tests.builders.forms import notices, send, token_of
from tracker.ledger.api_token import PREFIX, is_right, made
from tracker.ledger.opening import Ledger

WHERE = "/settings/api-token"


@pytest.fixture
def client(empty_app: Flask) -> FlaskClient:
    return signed_in(empty_app)


def new(client: FlaskClient) -> str:
    """Press the button, and read the token off the page."""
    answer = client.post(WHERE, data={"csrf_token": token_of(client.get("/settings").text), "token": "new"})
    assert answer.status_code == 200
    found = re.search(rf'value="({PREFIX}[\w-]+)" readonly', answer.text)
    assert found, answer.text
    return found[1]


def test_it_is_shown_once_and_opens(client: FlaskClient, ledger: Ledger) -> None:
    token = new(client)
    with ledger.reading() as session:
        assert is_right(session, token)
    read = client.get("/api/v1/overview", headers={"Authorization": f"Bearer {token}"})
    assert read.status_code == 200
    later = client.get(WHERE)
    assert (later.status_code, later.location) == (303, "/settings")
    assert token not in client.get("/settings").text


def test_it_stands_in_no_cookie_no_address_and_no_cache(client: FlaskClient) -> None:
    asked = {"csrf_token": token_of(client.get("/settings").text), "token": "new"}
    answer = client.post(WHERE, data=asked)
    assert PREFIX not in str(answer.headers)
    assert answer.headers["Cache-Control"] == "no-store"
    assert PREFIX not in "".join(str(cookie.value) for cookie in (client._cookies or {}).values())


def test_a_new_one_takes_the_place_of_the_one_before(client: FlaskClient, ledger: Ledger) -> None:
    first, second = new(client), new(client)
    with ledger.reading() as session:
        assert (is_right(session, first), is_right(session, second)) == (False, True)


def test_it_can_be_taken_back(client: FlaskClient, ledger: Ledger) -> None:
    assert "Revoke it" not in client.get("/settings").text
    token = new(client)
    assert "Revoke it" in client.get("/settings").text
    assert notices(send(client, "/settings", WHERE, token="revoke").page) == ["The token opens nothing any more."]
    with ledger.reading() as session:
        assert (made(session), is_right(session, token)) == (None, False)
    assert notices(send(client, "/settings", WHERE, token="revoke").page) == ["There is no token."]


@pytest.mark.parametrize("given", [{}, {"csrf_token": "wrong"}], ids=["none", "wrong"])
def test_a_form_of_somebody_elses_makes_none(given: dict[str, str], client: FlaskClient, ledger: Ledger) -> None:
    assert client.post(WHERE, data={**given, "token": "new"}).status_code == 400
    with ledger.reading() as session:
        assert made(session) is None


def test_who_is_not_let_in_makes_none(empty_app: Flask, ledger: Ledger) -> None:
    assert empty_app.test_client().post(WHERE, data={"token": "new"}).status_code in (400, 401)
    with ledger.reading() as session:
        assert made(session) is None


def test_the_pages_lead_to_what_can_be_read(client: FlaskClient) -> None:
    for page in ("/settings", "/help"):
        assert 'href="/api/v1/openapi.json"' in client.get(page).text
    assert client.get("/api/v1/openapi.json").status_code == 200
