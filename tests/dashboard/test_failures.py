import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders.dashboards import signed_in
from tracker.errors import LedgerError
from tracker.ledger.opening import Ledger

EMAIL = "marie@curie.test"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nothing", 404, "There is no such page"),
        ("/vendors/nobody", 404, "There is no such page"),
        ("/data/123456789", 404, "There is no such page"),
        ("/data/99999999999999999999999", 404, "There is no such page"),
        ("/log?category=blood", 400, "“category” is none of the known words"),
        ("/log?before=yesterday", 400, "“before” is no place in the log"),
        ("/leave", 405, "cannot be asked for like that"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_out(address: str, status: int, words: str, client: FlaskClient) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.text
    assert "To the first page" in answer.text


def test_an_old_form_is_refused_in_words(client: FlaskClient) -> None:
    answer = client.post("/leave", data={"csrf_token": "old"})
    assert answer.status_code == 400
    assert "The form was too old" in answer.text


def test_a_form_that_is_too_large_is_refused_in_words_and_shows_nothing_of_it(client: FlaskClient) -> None:
    answer = client.post("/leave", data={"words": "migraine " * 8000})
    assert answer.status_code == 413
    assert "This form is too large" in answer.text
    assert "To the first page" in answer.text
    assert "migraine" not in answer.text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("ledger.db: no room left on the disk", "ledger.db: no room left on the disk"),
        ("no key opens it", "No key opens it"),
    ],
)
def test_a_ledger_that_cannot_be_read_is_named(
    app: Flask, world: Ledger, monkeypatch: pytest.MonkeyPatch, error: str, words: str
) -> None:
    client = signed_in(app)

    def broken(_ledger: Ledger) -> None:
        raise LedgerError(error)

    monkeypatch.setattr(Ledger, "reading", broken)
    answer = client.get("/")
    assert answer.status_code == 503
    assert words in answer.text
    assert "<code>tracker doctor</code> says how to mend it." in answer.text


def test_a_fault_of_ours_is_logged_and_shows_nothing(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in(app)

    def broken(*_given: object) -> None:
        raise ValueError(EMAIL)

    monkeypatch.setattr("dashboard.views.sites.attended", broken)
    with caplog.at_level(logging.ERROR, "dashboard"):
        answer = client.get("/sites")
    assert answer.status_code == 500
    assert "Something is wrong in Tracker itself" in answer.text
    assert "ValueError" not in answer.text
    assert "a page failed: ValueError" in caplog.text
    assert "views/sites.py" in caplog.text
    assert EMAIL not in answer.text + caplog.text


def test_who_is_not_in_is_not_led_on(app: Flask, tmp_path: Path) -> None:
    assert "To the first page" not in app.test_client().get("/").text


@pytest.mark.parametrize(
    ("method", "asked", "leads"),
    [
        ("GET", "/vendors?sort=depth&q=%22%3E", "/vendors?sort=depth&amp;q=%22%3E"),
        ("GET", "/", "/"),
        ("POST", "/profile/add", "/"),
    ],
)
def test_who_comes_from_another_page_is_led_on_to_the_page_that_was_asked_for(
    method: str, asked: str, leads: str, app: Flask
) -> None:
    answer = app.test_client().open(f"http://127.0.0.1{asked}", method=method)
    assert answer.status_code == 401
    assert f'<a href="{leads}">Open it from here</a>' in answer.text


def test_no_path_leads_to_somebody_else(app: Flask) -> None:
    answer = app.test_client().get("/", environ_overrides={"PATH_INFO": "//evil.example/x"})
    assert answer.status_code == 401
    assert '<a href="/evil.example/x">Open it from here</a>' in answer.text
    assert 'href="//' not in answer.text
