import http.client
import sys
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders.dashboards import TOKEN, a_dashboard, served, signed_in
from tests.builders.forms import notices, send, token_of
from tests.builders.installations import recording
from tracker.ledger.opening import Ledger
from tracker.settings import Settings

PAGES = ["/", "/vendors", "/vendors/adpix", "/data", "/data/1", "/sites", "/log", "/blind-spots", "/live", "/nothing"]
PAGES += ["/passwords"]


@pytest.mark.parametrize("address", PAGES)
def test_nobody_sees_anything_without_the_key(address: str, app: Flask) -> None:
    answer = app.test_client().get(address)
    assert answer.status_code == 401
    assert "the address that Tracker printed" in answer.text
    assert "followed a link from another page" in answer.text
    assert "Adpix" not in answer.text


def test_the_key_address_lets_in_and_stands_in_no_history(app: Flask) -> None:
    client = app.test_client()
    answer = client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert client.get("/").status_code == 200


def test_the_cookie_is_kept_from_scripts_and_strangers(app: Flask) -> None:
    cookie = app.test_client().get(f"/?token={TOKEN}").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert cookie.startswith("tracker-")


def test_the_key_is_spent_for_the_next_browser(app: Flask) -> None:
    signed_in(app)
    answer = app.test_client().get(f"/?token={TOKEN}")
    assert answer.status_code == 403
    assert "works once" in answer.text


def test_a_stranger_with_the_right_key_is_refused_and_spends_nothing(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("dashboard.admission.is_strangers", lambda *_: True)
    answer = app.test_client().get(f"/?token={TOKEN}")
    assert answer.status_code == 403
    assert "another user of this machine" in answer.text
    assert "Set-Cookie" not in answer.headers
    assert "another user of this machine" in caplog.text
    assert TOKEN not in caplog.text
    monkeypatch.setattr("dashboard.admission.is_strangers", lambda *_: False)
    assert signed_in(app).get("/").status_code == 200


def test_a_stranger_with_a_wrong_key_learns_no_more_than_anybody(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.admission.is_strangers", lambda *_: True)
    answer = app.test_client().get("/?token=wrong")
    assert answer.status_code == 403
    assert "works once" in answer.text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whose a connection is")
@pytest.mark.parametrize(("modes", "is_refused"), [((), True), (("wireguard",), True), (("local",), False)])
def test_the_key_does_not_open_through_the_proxy(
    modes: tuple[str, ...], is_refused: bool, world: Ledger, tmp_path: Path
) -> None:
    """The test calls itself the proxy: the connection is its own."""
    settings = Settings(tmp_path, key_store="file")
    with recording(settings, *modes), a_dashboard(world, tmp_path, settings=settings) as app, served(app) as address:
        asker = http.client.HTTPConnection(address.removeprefix("http://"))
        asker.request("GET", f"/?token={TOKEN}")
        assert asker.getresponse().status == (403 if is_refused else 303)
        asker.close()


def test_a_wrong_key_is_refused(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/?token=wrong").status_code == 403
    assert client.get("/").status_code == 401


def test_who_is_in_may_open_the_key_address_again(client: FlaskClient) -> None:
    assert client.get(f"/?token={TOKEN}").status_code == 303
    assert client.get("/").status_code == 200


def test_looking_at_the_headers_does_not_spend_the_key(app: Flask) -> None:
    assert app.test_client().head(f"/?token={TOKEN}").status_code == 401
    assert signed_in(app).get("/").status_code == 200


def test_who_is_in_stays_in_when_the_dashboard_is_started_again(world: Ledger, tmp_path: Path) -> None:
    with a_dashboard(world, tmp_path) as first:
        cookie = first.test_client().get(f"/?token={TOKEN}").headers["Set-Cookie"]
        name, _, value = cookie.partition(";")[0].partition("=")
    with a_dashboard(world, tmp_path) as second:
        client = second.test_client()
        client.set_cookie(name, value, domain="localhost")
        assert client.get("/").status_code == 200
        assert second.test_client().get(f"/?token={TOKEN}").status_code == 403


def test_others_can_be_signed_out_and_a_copied_cookie_is_good_no_more(world: Ledger, tmp_path: Path) -> None:
    with a_dashboard(world, tmp_path, token=f"{TOKEN} another") as app:
        mine, copied = signed_in(app), app.test_client()
        cookie = copied.get("/?token=another").headers["Set-Cookie"].partition(";")[0].partition("=")
        answer = send(mine, "/settings", "/settings/leave-others")
        assert notices(answer.page) == ["All other browsers are signed out. This one is still signed in."]
        assert copied.get("/").status_code == 401
        again = app.test_client()
        again.set_cookie(cookie[0], cookie[2], domain="localhost")
        assert again.get("/").status_code == 401
        assert mine.get("/").status_code == 200


def test_a_forged_cookie_lets_nobody_in(app: Flask) -> None:
    other = app.test_client()
    other.set_cookie(app.config["SESSION_COOKIE_NAME"], "eyJpc19pbiI6dHJ1ZX0.aaaaaa.bbbbbb", domain="localhost")
    assert other.get("/").status_code == 401


@pytest.mark.parametrize("address", ["/static/app.css", "/static/boot.js", "/plotly/1.js"])
def test_looks_and_libraries_are_open(address: str, app: Flask) -> None:
    assert app.test_client().get(address).status_code == 200


def test_signing_out_needs_a_form_of_ours(client: FlaskClient) -> None:
    assert client.post("/leave").status_code == 400
    assert client.get("/").status_code == 200


def test_signing_out_closes_the_door(client: FlaskClient) -> None:
    assert client.post("/leave", data={"csrf_token": token_of(client.get("/").text)}).status_code == 303
    assert client.get("/").status_code == 401
