"""What is decided on the page of settings: told as it is, changed by forms alone."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.formats import now
from tests.builders.dashboards import KEYS
from tests.builders.forms import notices, send, token_of
from tracker.control import Control, change, load
from tracker.control.editing import paused
from tracker.keeper.reports import Reporter
from tracker.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """The installation behind `client`."""
    return Settings(tmp_path, key_store="file")


def held(home: Settings) -> Control:
    return load(home, KEYS)


@pytest.mark.parametrize(("pause", "most"), [("30", 30), ("120", 120), ("tomorrow", 25 * 60)])
def test_recording_pauses_and_every_page_says_so(client: FlaskClient, home: Settings, pause: str, most: int) -> None:
    page = send(client, "/settings", "/settings/pause", pause=pause).page
    until = held(home).paused_until
    assert until is not None
    assert timedelta(0) < until - now() <= timedelta(minutes=most)
    assert notices(page)[0].startswith("Nothing is recorded until")
    for path in ("/settings", "/log", "/rules"):
        assert "what leaves now is missing here" in client.get(path).text


def test_while_it_pauses_every_page_says_how_much_is_missing(client: FlaskClient, home: Settings) -> None:
    proxy = Reporter(home, "proxy")
    proxy.say_withheld(4)
    assert "4 requests were not recorded" not in client.get("/log").text
    change(home, KEYS, lambda control: paused(control, now() + timedelta(hours=1)))
    page = client.get("/log").text
    proxy.close()
    assert "is missing here. 4 requests were not recorded since the start" in page


def test_recording_goes_on_from_any_page(client: FlaskClient, home: Settings) -> None:
    change(home, KEYS, lambda control: paused(control, now() + timedelta(hours=1)))
    answer = send(client, "/log", "/settings/pause", pause="resume", back="/log?q=x")
    assert answer.location == "/log?q=x"
    assert notices(answer.page) == ["Recording goes on."]
    assert held(home).paused_until is None
    assert "is missing here" not in answer.page


def test_a_site_is_private_until_it_is_not(client: FlaskClient, home: Settings) -> None:
    page = send(client, "/settings", "/settings/private", site="https://www.clinic.example/a", deed="add").page
    assert notices(page) == ["What leaves while you are on clinic.example is not recorded from now on."]
    assert "Record again on clinic.example" in page
    assert held(home).private_sites == {"clinic.example"}
    page = send(client, "/settings", "/settings/private", site="clinic.example", deed="remove").page
    assert notices(page) == ["What leaves while you are on clinic.example is recorded again."]
    assert held(home).private_sites == frozenset()


def test_a_site_is_made_private_on_its_own_page(client: FlaskClient) -> None:
    path = "/sites/boutique.example"
    assert "Keep this site private" in client.get(path).text
    page = send(client, path, "/settings/private", site="boutique.example", deed="add", back=path).page
    assert "Nothing is recorded while you are here" in page


@pytest.mark.parametrize("name", ["gpc", "dnt", "referer", "link_ids"])
def test_a_signal_is_turned_on_and_off(client: FlaskClient, home: Settings, name: str) -> None:
    for deed, is_on in (("on", True), ("off", False)):
        page = send(client, "/settings", "/settings/signals", signal=name, deed=deed).page
        assert getattr(held(home).signals, name) is is_on
        assert len(notices(page)) == 1


@pytest.mark.parametrize(("deed", "is_on", "offered"), [("on", True, "Show no mark"), ("off", False, "Show the mark")])
def test_the_mark_is_turned_on_and_off(
    client: FlaskClient, home: Settings, deed: str, is_on: bool, offered: str
) -> None:
    assert offered in send(client, "/settings", "/settings/mark", deed=deed).page
    assert held(home).mark is is_on


def test_sites_without_a_mark_are_named_and_get_it_back(client: FlaskClient, home: Settings) -> None:
    assert "Not on these sites" not in client.get("/settings").text
    change(home, KEYS, lambda control: control._replace(unmarked_sites=frozenset({"a.example", "b.example"})))
    page = client.get("/settings").text
    assert "Show the mark again on a.example" in page
    page = send(client, "/settings", "/settings/mark/site", site="a.example").page
    assert notices(page) == ["Pages of a.example show the mark again."]
    assert held(home).unmarked_sites == {"b.example"}


def test_aliases_are_made_of_a_mailbox_or_a_domain_and_no_answer_holds_the_mailbox(
    client: FlaskClient, home: Settings
) -> None:
    page = send(client, "/settings", "/settings/mailbox", field="address", value="marie@mail.test").page
    assert held(home).aliasing.address == "marie@mail.test"
    assert "marie@mail.test" not in page
    assert "m•••+criteo@mail.test" in page
    page = send(client, "/settings", "/settings/mailbox", field="domain", value="@alias.test").page
    assert held(home).aliasing.domain == "alias.test"
    assert "criteo@alias.test" in page
    page = send(client, "/settings", "/settings/mailbox", field="address", value="").page
    assert notices(page) == ["No aliases are made of it any more."]
    assert held(home).aliasing.address == ""


def test_an_address_made_elsewhere_is_kept_and_forgotten(client: FlaskClient, home: Settings) -> None:
    sent = {"company": "unmet.test", "alias": "secretname@alias.test"}
    page = send(client, "/settings", "/settings/alias", deed="add", **sent).page
    assert held(home).aliasing.known == (("unmet.test", "secretname@alias.test"),)
    assert "secretname" not in page
    page = send(client, "/settings", "/settings/alias", deed="remove", company="unmet.test").page
    assert notices(page) == ["The address for unmet.test is forgotten."]
    assert held(home).aliasing.known == ()


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        ("private", {"site": "?", "deed": "add"}),
        ("mailbox", {"field": "address", "value": "no address"}),
        ("mailbox", {"field": "domain", "value": "-"}),
        ("alias", {"deed": "add", "company": "nobody at all", "alias": "a@b.test"}),
        ("alias", {"deed": "add", "company": "unmet.test", "alias": "nothing"}),
        ("alias", {"deed": "remove", "company": "unmet.test"}),
    ],
    ids=range(6),
)
def test_what_makes_no_sense_is_told_and_changes_nothing(
    client: FlaskClient, home: Settings, form: str, sent: dict[str, str]
) -> None:
    page = send(client, "/settings", f"/settings/{form}", **sent).page
    assert len(notices(page)) == 1
    assert held(home) == Control()


@pytest.mark.parametrize(
    ("form", "field"),
    [("mailbox", {"field": "address", "value": "marie at home"}), ("alias", {"alias": "marie at home"})],
)
def test_an_address_that_is_none_is_not_told_again(client: FlaskClient, form: str, field: dict[str, str]) -> None:
    page = send(client, "/settings", f"/settings/{form}", deed="add", company="unmet.test", **field).page
    assert notices(page) == ["This is no e-mail address; write one as marie@mail.example."]
    assert "marie at home" not in page


@pytest.mark.parametrize(
    ("form", "sent"), [("pause", {"pause": "9999"}), ("signals", {"signal": "x"}), ("mailbox", {"field": "x"})]
)
def test_what_no_form_of_ours_sends_is_refused(
    client: FlaskClient, home: Settings, form: str, sent: dict[str, str]
) -> None:
    token = token_of(client.get("/settings").text)
    assert client.post(f"/settings/{form}", data={"csrf_token": token, **sent}).status_code == 400
    assert held(home) == Control()


@pytest.mark.parametrize("form", ["pause", "private", "signals", "mark", "mark/site", "mailbox", "alias"])
def test_no_form_is_taken_without_the_page_s_token(client: FlaskClient, home: Settings, form: str) -> None:
    sent = {"pause": "30", "site": "a.test", "signal": "gpc", "deed": "on", "field": "domain", "value": "a.test"}
    assert client.post(f"/settings/{form}", data=sent).status_code == 400
    assert held(home) == Control()
