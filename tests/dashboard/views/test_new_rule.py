"""Making a rule: tried first, then switched on; and letting data through again."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import KEYS
from tests.builders.forms import notices, send
from tracker.control import change, load
from tracker.control.editing import switched, with_preset, with_rule
from tracker.disclosure import Party
from tracker.rules import Action, Otherwise, Rule
from tracker.settings import Settings
from tracker.taxonomy import Category

OWN = Rule("", Action.STRIP, vendors=frozenset({"unmet.test"}))


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """The installation behind `client`."""
    return Settings(tmp_path, key_store="file")


def rules(home: Settings) -> list[Rule]:
    return list(load(home, KEYS).rules)


def test_what_a_rule_would_have_done_is_told_before_it_is_switched_on(client: FlaskClient, home: Settings) -> None:
    page = client.get("/rules/try?action=strip&whom=third&data=email_address").text
    assert "Take your e-mail address out of what goes to third parties." in page
    assert "This rule would have touched" in page
    assert "Adpix" in page
    assert rules(home) == []


def test_what_would_be_left_as_it_is_is_told_with_the_reason(client: FlaskClient) -> None:
    page = client.get("/rules/try?action=mask").text
    assert "What it would have left as it is, and why" in page
    assert "Without it you could not log in" in page


def test_a_rule_is_kept_first_of_all(client: FlaskClient, home: Settings) -> None:
    change(home, KEYS, lambda control: with_preset(control, "no-identifiers"))
    sent = {"action": "mask", "whom": "third", "data": "email_address", "otherwise": "block", "site": "shop.example"}
    answer = send(client, "/rules/try?action=mask", "/rules/add", **sent)
    expected = Rule(
        "r1",
        Action.MASK,
        sites=frozenset({"shop.example"}),
        party=Party.THIRD,
        categories=frozenset({Category.EMAIL_ADDRESS}),
        otherwise=Otherwise.BLOCK,
    )
    assert rules(home)[0] == expected
    assert answer.location == "/rules"
    (said,) = notices(answer.page)
    assert said.startswith("From now on: Replace your e-mail address by something made up")


@pytest.mark.parametrize(
    ("back", "location"),
    [
        ("/vendors/adpix?since=2026-03-01", "/vendors/adpix?since=2026-03-01"),
        ("//evil.test", "/"),
        ("http://evil.test", "/"),
    ],
)
def test_whoever_came_from_a_page_is_led_back_to_it(client: FlaskClient, back: str, location: str) -> None:
    answer = send(client, "/rules/try?action=strip", "/rules/add", action="strip", company="unmet.test", back=back)
    assert answer.location == location


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("action=strip&company=nobody+known", "/rules/new?action=strip&company=nobody+known"),
        ("action=burn&data=city&back=%2Fdata", "/rules/new?action=burn&data=city&back=%2Fdata"),
        ("rule=r9", "/rules"),
        ("preset=none", "/rules"),
        ("", "/rules"),
    ],
)
def test_what_makes_no_sense_is_told_and_can_be_mended(client: FlaskClient, asked: str, led: str) -> None:
    answer = client.get(f"/rules/try?{asked}")
    assert (answer.status_code, answer.headers["Location"]) == (303, led)
    page = client.get(led).text
    assert len(notices(page)) == 1


def test_what_was_typed_stays_in_the_form(client: FlaskClient) -> None:
    page = client.get("/rules/new?action=mask&company=nobody+%22%3Cb&data=city&name=x").text
    assert 'value="nobody &#34;&lt;b"' in page
    assert 'value="mask" checked' in page
    assert 'value="city" checked' in page


def test_a_rule_that_cannot_be_is_not_kept(client: FlaskClient, home: Settings) -> None:
    answer = send(client, "/rules", "/rules/add", action="strip", site="?")
    assert rules(home) == []
    assert answer.location == "/rules/new?action=strip&site=%3F"
    assert len(notices(answer.page)) == 1


def test_a_rule_that_there_is_is_tried_again_and_switched_on_from_there(client: FlaskClient, home: Settings) -> None:
    change(home, KEYS, lambda control: with_rule(control, OWN))
    assert "It is on." in client.get("/rules/try?rule=r1").text
    change(home, KEYS, lambda control: switched(control, ["r1"], is_on=False))
    assert "Switch it on" in client.get("/rules/try?rule=r1").text
    send(client, "/rules/try?rule=r1", "/rules/change", rule="r1", deed="on")
    assert rules(home)[0].is_on


def test_a_preset_is_tried(client: FlaskClient, home: Settings) -> None:
    page = client.get("/rules/try?preset=no-contact-data").text
    assert "<h1>No contact data to third parties</h1>" in page
    assert 'name="preset" value="no-contact-data"' in page
    change(home, KEYS, lambda control: with_preset(control, "no-contact-data"))
    assert "It is on." in client.get("/rules/try?preset=no-contact-data").text
    assert "The ready-made rules are taken away; your own stay." in client.get("/rules/try?preset=watch-only").text


def test_a_rule_that_gives_aliases_which_cannot_be_made_says_so(client: FlaskClient, home: Settings) -> None:
    asked = "/rules/try?action=alias&data=email_address"
    assert "No aliases can be made yet" in client.get(asked).text
    change(home, KEYS, lambda held: held._replace(aliasing=held.aliasing._replace(domain="mail.example")))
    assert "No aliases can be made yet" not in client.get(asked).text


def test_data_are_let_through_again_after_asking(client: FlaskClient, home: Settings) -> None:
    change(home, KEYS, lambda control: with_preset(with_rule(control, OWN), "no-identifiers"))
    page = client.get("/rules/release?company=unmet.test&back=/vendors").text
    assert "Let data through to unmet.test again" in page
    assert "This rule is removed:" in page
    assert "Leave any personal data in what goes to unmet.test." in page
    assert len(rules(home)) == 2
    answer = send(client, "/rules/release?company=unmet.test", "/rules/release", company="unmet.test", back="/vendors")
    assert answer.location == "/vendors"
    assert notices(answer.page) == ["What goes to unmet.test is left as it is from now on."]
    assert [(rule.action, rule.preset) for rule in rules(home)] == [("allow", ""), ("strip", "no-identifiers")]
    assert "No rule keeps anything from it." in client.get("/rules/release?company=unmet.test").text


@pytest.mark.parametrize("company", ["", "nobody at all", "<b>"])
def test_a_company_that_there_is_not_is_no_page(client: FlaskClient, company: str) -> None:
    assert client.get("/rules/release", query_string={"company": company}).status_code == 404
