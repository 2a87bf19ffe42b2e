"""An account at a service that makes aliases, and an alias made at a click. The key is in no answer."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.formats import now
from tests.builders.dashboards import KEYS
from tests.builders.forms import notices, send
from tests.builders.rulings import a_ruled, a_ruling, noted
from tests.builders.services import KEY, Told, a_service
from tracker.control import Aliasing, AliasService, Control, change, load
from tracker.ledger.opening import Ledger
from tracker.rules import Action, Rule
from tracker.rulings import NO_ALIAS, Outcome
from tracker.settings import Settings

MADE = Told(201, {"email": "word.x1@slmail.test"})
PAGE = "/vendors/oldcounter.test"


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """The installation behind `client`."""
    return Settings(tmp_path, key_store="file")


def held(home: Settings) -> Control:
    return load(home, KEYS)


def choose(home: Settings, aliasing: Aliasing) -> None:
    change(home, KEYS, lambda control: control._replace(aliasing=aliasing))


def everything(client: FlaskClient) -> str:
    """All that a browser gets to see of it."""
    return "".join(client.get(path).text for path in ("/settings", PAGE, "/rules"))


def test_an_account_is_kept_named_and_forgotten_and_its_key_shown_nowhere(client: FlaskClient, home: Settings) -> None:
    sent = {"service": "addy", "key": KEY, "url": "https://aliases.example/", "domain": "mail.example"}
    page = send(client, "/settings", "/settings/alias/maker", deed="keep", **sent).page
    assert notices(page) == ["addy.io makes an address when you ask for one on a company&#39;s page."]
    assert held(home).aliasing.service == AliasService("addy", KEY, "https://aliases.example", "mail.example")
    for words in ("<bdi>addy.io</bdi>", "<bdi>https://aliases.example</bdi>", "<bdi>mail.example</bdi>"):
        assert words in page
    assert KEY not in page + everything(client)
    page = send(client, "/settings", "/settings/alias/maker", deed="forget").page
    assert len(notices(page)) == 1
    assert held(home).aliasing == Aliasing()
    assert "is one click on its page" in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"key": f"{KEY} {KEY}"}, "This is no key"),
        ({"key": ""}, "This is no key"),
        ({"service": "mine"}, "No service is called"),
        ({"url": KEY}, "This is no address of a service"),
        ({"url": "http://aliases.example"}, "This is no address of a service"),
        ({"domain": KEY}, "This is no domain for mail"),
        ({"domain": "mail.example"}, "SimpleLogin chooses the domain"),
        ({"service": "relay", "url": "https://aliases.example"}, "Firefox Relay is at one address only"),
    ],
    ids=range(8),
)
def test_what_makes_no_sense_is_told_without_the_key(
    client: FlaskClient, home: Settings, sent: dict[str, str], words: str
) -> None:
    given = {"service": "simplelogin", "key": KEY, **sent}
    page = send(client, "/settings", "/settings/alias/maker", deed="keep", **given).page
    assert [note.startswith(words) for note in notices(page)] == [True]
    assert held(home) == Control()
    assert KEY not in page + everything(client)


def test_an_alias_is_made_at_a_click_on_the_companys_page(client: FlaskClient, home: Settings) -> None:
    assert "An address that only" not in client.get(PAGE).text
    with a_service(MADE) as (base, asked):
        choose(home, Aliasing(service=AliasService("simplelogin", KEY, base)))
        assert "SimpleLogin makes one at your click" in client.get(PAGE).text
        assert asked == []
        answer = send(client, PAGE, "/settings/alias/made", company="oldcounter.test", back=PAGE)
    assert answer.location == PAGE
    assert notices(answer.page) == ["oldcounter.test gets w•••@slmail.test where a rule gives it an alias."]
    assert [one.document["note"] for one in asked] == ["Tracker: oldcounter.test"]
    assert held(home).aliasing.known == (("oldcounter.test", "word.x1@slmail.test"),)
    assert "makes one at your click" not in answer.page
    assert "No rule gives it one yet." in answer.page
    seen = answer.page + everything(client)
    assert KEY not in seen
    assert "word.x1" not in seen


def test_a_service_that_refuses_is_told(client: FlaskClient, home: Settings) -> None:
    with a_service(Told(401, {"error": f"wrong {KEY}"})) as (base, _):
        choose(home, Aliasing(service=AliasService("simplelogin", KEY, base)))
        answer = send(client, PAGE, "/settings/alias/made", company="oldcounter.test")
    assert answer.location.endswith("/settings#aliases-title")
    assert [note.startswith("SimpleLogin does not take the key") for note in notices(answer.page)] == [True]
    assert held(home).aliasing.known == ()
    assert KEY not in answer.page + everything(client)


def test_without_a_service_or_a_company_nobody_is_asked(client: FlaskClient, home: Settings) -> None:
    page = send(client, "/settings", "/settings/alias/made", company="oldcounter.test").page
    assert [note.startswith("No service makes aliases") for note in notices(page)] == [True]
    choose(home, Aliasing(service=AliasService("relay", KEY)))
    assert len(notices(send(client, "/settings", "/settings/alias/made", company="?").page)) == 1
    assert held(home).aliasing.known == ()


@pytest.mark.parametrize("form", ["made", "maker"])
def test_no_form_is_taken_without_the_page_s_token(client: FlaskClient, home: Settings, form: str) -> None:
    sent = {"company": "oldcounter.test", "service": "relay", "key": KEY, "deed": "keep"}
    assert client.post(f"/settings/alias/{form}", data=sent).status_code == 400
    assert held(home) == Control()


def test_companies_that_a_rule_was_to_give_one_are_named_in_the_settings(
    recorded: FlaskClient, ledger: Ledger, home: Settings
) -> None:
    without = a_ruling(action=Action.ALIAS, outcome=Outcome.STRIPPED, reason=NO_ALIAS)
    noted(ledger, a_ruled(without, host="px.unmet.test", time=now()))
    assert "A rule was to give" not in recorded.get("/settings").text
    change(home, KEYS, lambda control: control._replace(rules=(Rule("r1", Action.ALIAS),)))
    page = recorded.get("/settings").text
    assert "A rule was to give" in page
    assert ">unmet.test</" in page
    assert "Make an address for unmet.test" not in page
    with a_service(MADE) as (base, _):
        choose(home, Aliasing(service=AliasService("simplelogin", KEY, base)))
        assert "Make an address for unmet.test" in recorded.get("/settings").text
        page = send(recorded, "/settings", "/settings/alias/made", company="unmet.test").page
    assert held(home).aliasing.known == (("unmet.test", "word.x1@slmail.test"),)
    assert "A rule was to give" not in page
