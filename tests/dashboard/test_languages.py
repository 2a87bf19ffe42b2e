from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard import languages
from dashboard.languages import COOKIE
from tests.builders.dashboards import signed_in
from tracker import phrasing


def heading(client: FlaskClient, accepted: str | None = None, address: str = "/blind-spots") -> str:
    answer = client.get(address, headers={"Accept-Language": accepted} if accepted else {})
    return f"{answer.headers['Content-Language']} {'Angles morts' in answer.text} {'Blind spots' in answer.text}"


FRENCH, ENGLISH = "fr True False", "en False True"


@pytest.mark.parametrize(
    ("accepted", "found"),
    [
        (None, ENGLISH),
        ("fr", FRENCH),
        ("fr-CA,fr;q=0.9,en;q=0.8", FRENCH),
        ("de,fr;q=0.7,en;q=0.3", FRENCH),
        ("en-US,en;q=0.9,fr;q=0.8", ENGLISH),
        ("fr;q=0,en", ENGLISH),
        ("de-DE,de", ENGLISH),
        ("fr-XYZABC", FRENCH),
        ("*", ENGLISH),
        ("../../etc;q=x", ENGLISH),
        ("fr_FR@x" * 50, ENGLISH),
    ],
)
def test_the_browser_says_which_language_its_reader_prefers(
    client: FlaskClient, accepted: str | None, found: str
) -> None:
    assert heading(client, accepted) == found


def test_the_page_says_its_language(client: FlaskClient) -> None:
    assert '<html lang="fr">' in client.get("/log", headers={"Accept-Language": "fr"}).text


def test_a_language_in_the_address_is_kept(client: FlaskClient) -> None:
    assert heading(client, "en", "/blind-spots?language=fr") == FRENCH
    assert heading(client, "en") == FRENCH


@pytest.mark.parametrize("language", ["de", "", "<script>", "FR"])
def test_a_language_that_there_is_not_is_passed_over(client: FlaskClient, language: str) -> None:
    assert heading(client, "fr", f"/blind-spots?language={language}") == FRENCH
    assert client.get_cookie(COOKIE) is None


def test_a_cookie_that_somebody_wrote_is_passed_over(client: FlaskClient) -> None:
    client.set_cookie(COOKIE, "xx")
    assert heading(client, "fr") == FRENCH


def test_a_page_remembers_where_the_language_is_chosen(client: FlaskClient) -> None:
    page = client.get("/log?q=%22%3Cb&language=fr&q=2").text
    assert '<input type="hidden" name="back" value="/log?q=%22%3Cb&amp;q=2">' in page


@pytest.mark.parametrize(
    ("accepted", "number", "day"),
    [
        ("en-GB", "1,234", "1 March 2026"),
        ("en-US", "1,234", "March 1, 2026"),
        ("en", "1,234", "1 March 2026"),
        ("fr-FR", "1\N{NARROW NO-BREAK SPACE}234", "1er mars 2026"),
        ("fr-CA", "1\N{NO-BREAK SPACE}234", "1er mars 2026"),
    ],
)
def test_numbers_and_dates_are_written_as_in_the_browsers_country(
    app: Flask, accepted: str, number: str, day: str
) -> None:
    with app.test_request_context(headers={"Accept-Language": accepted}):
        languages._speak()
        assert (phrasing.voice().number(1234), phrasing.voice().day(date(2026, 3, 1))) == (number, day)


def test_the_choice_of_a_language_keeps_the_manner_of_the_browsers_country(app: Flask) -> None:
    with app.test_request_context("/?language=fr", headers={"Accept-Language": "en-US,fr-CH"}):
        languages._speak()
        assert str(languages.locale()) == "fr_CH"


def test_nothing_of_the_language_is_left_after_the_answer(app: Flask) -> None:
    signed_in(app).get("/log", headers={"Accept-Language": "fr"})
    assert phrasing.voice().message("Log") == "Log"


def test_countries_have_names(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        languages._speak()
        assert [phrasing.voice().country(code) for code in ("US", "??")] == ["États-Unis", "??"]
