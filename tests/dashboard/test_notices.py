"""What is told on the page after a form: once, by how it went, and never what was sent."""

import pytest
from flask import Flask, get_flashed_messages
from flask.testing import FlaskClient

from dashboard.notices import DONE, WRONG, tell, warn
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.forms import notices, send, token_of
from tracker.ledger.opening import Ledger
from tracker.settings import Settings


def test_what_was_done_and_what_was_not_are_told_apart(app: Flask) -> None:
    with app.test_request_context("/"):
        tell("The name was kept.")
        warn("That is no e-mail address.")
        assert get_flashed_messages(with_categories=True) == [
            (DONE, "The name was kept."),
            (WRONG, "That is no e-mail address."),
        ]


def test_where_nothing_was_sent_nothing_is_told(client: FlaskClient) -> None:
    assert notices(client.get("/settings").text) == []


@pytest.mark.parametrize(
    ("page", "action", "given", "manner"),
    [
        ("/profile", "/profile/add", {"kind": "email_address", "value": "marie@unlikely.example"}, DONE),
        ("/profile", "/profile/add", {"kind": "email_address", "value": "unlikely-marie"}, WRONG),
        ("/profile", "/profile/country", {"country": "unlikely"}, WRONG),
        ("/settings", "/settings/theme", {"theme": "unlikely"}, WRONG),
        ("/settings", "/settings/retention", {"days": "unlikely"}, WRONG),
    ],
    ids=["kept", "no such address", "no such country", "no such theme", "no number"],
)
def test_a_notice_never_holds_what_was_sent_and_comes_once(
    page: str, action: str, given: dict[str, str], manner: str, ledger: Ledger, settings: Settings
) -> None:
    with a_dashboard(ledger, settings.home, settings=settings) as app:
        client = signed_in(app)
        answer = send(client, page, action, **given)
        (words,) = notices(answer.page)
        assert f'class="notice {manner}"' in answer.page
        assert "unlikely" not in answer.page.replace("•", "")
        assert "unlikely" not in answer.location
        assert words
        assert notices(client.get(page).text) == []


@pytest.mark.parametrize("value", ["marie@unlikely.example", "unlikely-marie"], ids=["kept", "refused"])
def test_the_cookie_that_bears_a_notice_holds_no_value(value: str, ledger: Ledger, settings: Settings) -> None:
    with a_dashboard(ledger, settings.home, settings=settings) as app:
        client = signed_in(app)
        token = token_of(client.get("/profile").text)
        client.post("/profile/add", data={"csrf_token": token, "kind": "email_address", "value": value})
        with client.session_transaction() as carried:
            told = [words for _, words in carried["_flashes"]]
    assert len(told) == 1
    assert value not in str(told)


def test_a_hostile_notice_stays_text(app: Flask) -> None:
    client = signed_in(app)
    with client.session_transaction() as carried:
        carried["_flashes"] = [(WRONG, "<script>alert(1)</script>")]
    assert "<script>alert(1)</script>" not in client.get("/settings").text
