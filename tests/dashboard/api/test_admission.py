"""Who may read."""

import logging
from base64 import b64encode

import pytest
from flask import Flask

from dashboard.api.admission import Refusals
from tests.builders.dashboards import signed_in
from tests.builders.readers import Reader, told
from tracker.ledger.api_token import renew, revoke
from tracker.ledger.opening import Ledger

PATHS = ["/api", "/api/v1", "/api/v1/log", "/api/v1/vendors/adpix", "/api/v1/nothing", "/api/v2/log"]


@pytest.mark.parametrize("path", PATHS)
def test_nobody_reads_anything_without_the_token(path: str, api: Flask) -> None:
    answer = api.test_client().get(path)
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "tracker api-token new" in told(answer)["detail"]
    assert "Adpix" not in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_the_browsers_cookie_opens_nothing_here(path: str, app: Flask) -> None:
    assert signed_in(app).get(path).status_code == 401


def test_the_token_opens_no_page(app: Flask, token: str) -> None:
    client, headers = app.test_client(), {"Authorization": f"Bearer {token}"}
    assert client.get("/log", headers=headers).status_code == 401
    assert client.get(f"/?token={token}").status_code == 403


@pytest.mark.parametrize(
    "header",
    [
        "{}", "Bearer", "Bearer ", "Bearer x", "Bearer {}x", "Bearer x{}", "Bearer {} {}", "Basic {}", "Token {}",
        "Bearer token={}", f"Basic {b64encode(b'x:y').decode()}", "Bearer \u00e9",
    ],
)  # fmt: skip
def test_what_is_not_the_token_as_it_should_be_sent_is_refused(header: str, api: Flask, token: str) -> None:
    headers = {"Authorization": header.replace("{}", token)}
    assert api.test_client().get("/api/v1/log", headers=headers).status_code == 401


@pytest.mark.parametrize("name", ["token", "access_token", "api_token", "authorization"])
def test_a_token_in_the_address_opens_nothing(name: str, api: Flask, token: str) -> None:
    assert api.test_client().get(f"/api/v1/log?{name}={token}").status_code == 401


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_opens_in_whatever_case_the_scheme_is(scheme: str, api: Flask, token: str) -> None:
    assert api.test_client().get("/api/v1", headers={"Authorization": f"{scheme} {token}"}).status_code == 200


def test_a_revoked_token_opens_nothing_from_then_on(ledger: Ledger, empty_app: Flask) -> None:
    with ledger.session() as session:
        first = Reader(empty_app, renew(session))
    assert first.ask("/log").status_code == 200
    with ledger.session() as session:
        second = Reader(empty_app, renew(session))
    assert (first.ask("/log").status_code, second.ask("/log").status_code) == (401, 200)
    assert "invalid_token" in first.ask("/log").headers["WWW-Authenticate"]
    with ledger.session() as session:
        revoke(session)
    assert second.ask("/log").status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8081", "127.0.0.1.evil.example"])
def test_a_strangers_name_is_answered_with_nothing(host: str, reader: Reader) -> None:
    answer = reader.ask("/log", environ_overrides={"HTTP_HOST": host})
    assert answer.status_code == 400
    assert "127.0.0.1" in told(answer)["detail"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:8081"])
def test_other_origins_are_allowed_nothing(origin: str, reader: Reader, api: Flask) -> None:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
    }
    answers = (
        reader.ask("/log", environ_overrides={"HTTP_ORIGIN": origin}),
        api.test_client().options("/api/v1", headers=asked),
    )
    for answer in answers:
        assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"


def test_wrong_tokens_are_told_of_in_the_terminal_but_never_themselves(
    api: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "dashboard"):
        api.test_client().get("/api/v1/log", headers={"Authorization": "Bearer made-up-wrong-one"})
    assert "made-up-wrong-one" not in caplog.text


def test_a_flood_of_wrong_tokens_is_told_of_a_few_times(caplog: pytest.LogCaptureFixture) -> None:
    refusals = Refusals()
    with caplog.at_level(logging.WARNING, "dashboard"):
        for _ in range(150):
            refusals.add()
    assert [record.args for record in caplog.records] == [(1,), (10,), (100,)]
