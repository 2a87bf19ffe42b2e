"""The person's own values: the page and `tracker profile` never disagree, and no answer holds a value."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import KEYS, a_dashboard, signed_in
from tests.builders.forms import notices, send, token_of
from tests.builders.lessons import a_lesson
from tests.builders.records import MAIL
from tracker.cli import main
from tracker.ledger import lessons, profiles
from tracker.ledger.opening import Ledger
from tracker.ledger.snapshots import read_snapshot, snapshot_of
from tracker.profile import Value
from tracker.settings import Settings
from tracker.taxonomy import Category

FORMS = ["add", "remove", "learning", "forget-learnt", "country"]


@pytest.fixture
def client(ledger: Ledger, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """The dashboard of an installation that the command line finds as well."""
    settings.key_file.write_bytes(KEYS.secret)
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    with a_dashboard(ledger, settings.home, settings=settings) as app:
        yield signed_in(app)


def added(client: FlaskClient, kind: str, value: str) -> str:
    return send(client, "/profile", "/profile/add", kind=kind, value=value).page


def values(settings: Settings) -> list[tuple[Category, str]]:
    """What proxies look for."""
    return [(value.category, value.value) for value in read_snapshot(settings, KEYS).values]


def test_a_value_that_is_added_is_looked_for_at_once_and_shown_masked(client: FlaskClient, settings: Settings) -> None:
    page = added(client, "email_address", f" {MAIL} ")
    assert values(settings) == [(Category.EMAIL_ADDRESS, MAIL)]
    assert notices(page) == ["Added: e-mail address. A running proxy looks for it within a second."]
    assert "m•••@m•••" in page
    assert MAIL not in page
    assert "<h1>Tracker looks for 1 value of yours in all that leaves</h1>" in page


def test_the_command_line_sees_what_the_page_did_and_the_other_way_round(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    added(client, "email_address", MAIL)
    assert main(["profile", "list"]) == 0
    assert "m•••@m•••" in capsys.readouterr().out
    assert main(["profile", "add", "text", "Chez Lilas"]) == 0
    assert main(["profile", "learning", "off"]) == 0
    assert main(["profile", "country", "FR"]) == 0
    page = client.get("/profile").text
    assert "A text of yours" in page
    assert "Learning from your forms is off" in page
    assert '<option value="FR" selected>France</option>' in page


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("email_address", "marie.mail", "An e-mail address has an @ with something on either side."),
        ("text", "zq", "A text must have at least 3 characters: shorter ones are everywhere."),
        ("country", "ZQ", "A country is a code of ISO 3166-1"),
        ("phone_number", "qwertzui", "There is nothing in this value that could be looked for (phone number)."),
        ("email_address", "   ", "Value must be text that is not empty."),
        ("text", "qwertzui" * 100, "That is too long for a value to look for."),
    ],
    ids=["mail", "text", "country", "phone", "empty", "long"],
)
def test_what_cannot_be_is_said_in_words_without_the_value(
    client: FlaskClient, settings: Settings, kind: str, value: str, words: str
) -> None:
    page = added(client, kind, value)
    assert notices(page)[0].startswith(f"Not added: {words}")
    assert "qwertzui" not in page
    assert not settings.profile_snapshot.exists() or values(settings) == []


def test_a_value_that_is_sent_for_its_kind_is_not_told_again(client: FlaskClient) -> None:
    token = token_of(client.get("/profile").text)
    answer = client.post("/profile/add", data={"csrf_token": token, "kind": MAIL, "value": "x"})
    assert answer.status_code == 400
    assert MAIL not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_a_value_stands_in_no_address_no_log_and_no_cookie(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = send(client, "/profile", "/profile/add", kind="email_address", value=MAIL)
    assert answer.location == "/profile"
    send(client, "/profile", "/profile/add", kind="phone_number", value="qwertzui")
    assert not any(word in caplog.text for word in (MAIL, "qwertzui"))
    seen = b"".join(path.read_bytes() for path in settings.home.rglob("*") if path.is_file())
    assert MAIL.encode() not in seen
    assert b"qwertzui" not in seen


def test_a_value_there_already_is_said(client: FlaskClient) -> None:
    added(client, "email_address", MAIL)
    assert notices(added(client, "email_address", MAIL)) == ["It was there already: e-mail address."]


def test_what_is_removed_is_not_learnt_again(client: FlaskClient, settings: Settings, ledger: Ledger) -> None:
    lessons.write(settings, KEYS, [a_lesson()])
    page = client.get("/profile").text
    assert "from a form on <bdi>shop.example</bdi>" in page
    with ledger.reading() as session:
        (value,) = profiles.listed(session)
    page = send(client, "/profile", "/profile/remove", id=str(value.id)).page
    assert notices(page) == ["Removed. It is not learnt again, unless you add it yourself."]
    lessons.write(settings, KEYS, [a_lesson()])
    assert "from a form on" not in client.get("/profile").text
    assert values(settings) == []
    added(client, "email_address", MAIL)
    assert values(settings) == [(Category.EMAIL_ADDRESS, MAIL)]


@pytest.mark.parametrize("number", ["", "99", "-1", "x", "9" * 30, "1;--"])
def test_what_is_not_there_cannot_be_removed(client: FlaskClient, number: str) -> None:
    assert notices(send(client, "/profile", "/profile/remove", id=number).page) == ["There is no such value any more."]


@pytest.mark.parametrize(("choice", "words"), [("off", "learns nothing new"), ("on", "learns from the forms")])
def test_learning_is_turned_on_and_off(client: FlaskClient, settings: Settings, choice: str, words: str) -> None:
    page = send(client, "/profile", "/profile/learning", learning=choice).page
    assert words in notices(page)[0]
    assert f"Learning from your forms is {choice}" in page
    assert snapshot_of(settings, KEYS).rules.is_learning is (choice == "on")


def test_the_settings_lead_back_to_the_settings(client: FlaskClient) -> None:
    assert send(client, "/settings", "/profile/learning", learning="off", back="settings").location == "/settings"


def test_what_the_settings_decide_is_not_offered(ledger: Ledger, settings: Settings, tmp_path: Path) -> None:
    with a_dashboard(ledger, tmp_path, settings=replace(settings, learning=False)) as app:
        page = signed_in(app).get("/profile").text
    assert "TRACKER_LEARNING" in page
    assert "Learning from your forms is off" in page
    assert 'name="learning"' not in page


def test_what_was_learnt_is_erased_and_the_rest_stays(client: FlaskClient, settings: Settings) -> None:
    added(client, "text", "Chez Lilas")
    lessons.write(settings, KEYS, [a_lesson()])
    client.get("/profile")
    assert notices(send(client, "/profile", "/profile/forget-learnt").page) == ["1 learnt value was erased, for good."]
    assert values(settings) == [(Category.TEXT, "Chez Lilas")]


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("FR", "Phone numbers are read as in this country: FR."),
        ("", "Phone numbers are read only where they begin with +"),
        ("ZQ", "There is no such country in the list."),
    ],
)
def test_the_country_of_phone_numbers_is_kept(client: FlaskClient, country: str, words: str) -> None:
    said = notices(send(client, "/profile", "/profile/country", country=country).page)[0].replace("France", "FR")
    assert said.replace("&#39;", "'").startswith(words)


def test_who_has_a_value_is_told_and_of_secrets_nothing(client: FlaskClient, ledger: Ledger) -> None:
    added(client, "email_address", MAIL)
    with ledger.session() as session:
        profiles.add(session, KEYS, Value(Category.PASSWORD, "correct horse"))
    page = client.get("/profile").text
    assert "nobody, as far as Tracker saw" in page
    assert "not counted for secrets" in page
    assert "correct" not in page


@pytest.mark.parametrize("form", FORMS)
def test_no_form_is_taken_without_the_page_s_token(client: FlaskClient, settings: Settings, form: str) -> None:
    given = {"kind": "text", "value": "Chez Lilas", "learning": "off", "country": "FR", "id": "1"}
    assert client.post(f"/profile/{form}", data=given).status_code == 400
    assert not settings.profile_snapshot.exists()


def test_an_empty_profile_says_how_to_begin(client: FlaskClient) -> None:
    page = client.get("/profile").text
    assert "Begin with your e-mail address" in page
    assert "<table" not in page


def test_a_form_leads_back_to_the_period_that_it_came_from(client: FlaskClient) -> None:
    page = client.get("/profile?period=30").text
    assert '<input type="hidden" name="period" value="30">' in page
    answer = send(client, "/profile", "/profile/learning", learning="on", period="30", party="third")
    assert answer.location == "/profile?period=30&party=third"
