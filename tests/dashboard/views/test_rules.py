"""The page of rules: what holds, what each rule did, and the clicks that change it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import KEYS
from tests.builders.forms import notices, send, token_of
from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.control import change, load
from tracker.control.editing import with_preset, with_rule
from tracker.ledger.opening import Ledger
from tracker.rules import Action, Rule
from tracker.rulings import Outcome
from tracker.settings import Settings
from tracker.taxonomy import Category


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """The installation behind `recorded`."""
    return Settings(tmp_path, key_store="file")


@pytest.fixture
def three(home: Settings) -> Settings:
    """Three rules: r3, r2, r1."""
    for name in ("First", "Second <b>", "Third"):
        change(home, KEYS, lambda control, name=name: with_rule(control, Rule("", Action.MASK, name=name)))  # type: ignore[misc]
    return home


def ids(home: Settings) -> list[str]:
    return [rule.id for rule in load(home, KEYS).rules]


def test_at_first_tracker_only_watches(recorded: FlaskClient) -> None:
    page = recorded.get("/rules").text
    assert "<h1>Nothing is changed on its way: Tracker only watches</h1>" in page
    assert "None yet." in page
    assert "Nothing so far." in page


def test_a_preset_is_one_click_away_and_so_is_its_end(recorded: FlaskClient, home: Settings) -> None:
    page = send(recorded, "/rules", "/rules/preset", preset="no-identifiers", deed="on").page
    assert notices(page) == ["On: No identifiers to third parties."]
    assert "1 rule decides what companies get" in page
    assert ids(home) == ["no-identifiers-1"]
    page = send(recorded, "/rules", "/rules/preset", preset="no-identifiers", deed="off").page
    assert notices(page) == ["Off: No identifiers to third parties."]
    assert ids(home) == []


def test_watching_only_takes_the_presets_away_and_leaves_own_rules(recorded: FlaskClient, three: Settings) -> None:
    change(three, KEYS, lambda control: with_preset(control, "no-identifiers"))
    send(recorded, "/rules", "/rules/preset", preset="watch-only", deed="on")
    assert ids(three) == ["r3", "r2", "r1"]


@pytest.mark.parametrize(
    ("rule", "deed", "expected"),
    [
        ("r2", "up", ["r2", "r3", "r1"]),
        ("r2", "down", ["r3", "r1", "r2"]),
        ("r3", "up", ["r3", "r2", "r1"]),
        ("r1", "down", ["r3", "r2", "r1"]),
        ("r2", "remove", ["r3", "r1"]),
        ("r2", "off", ["r3", "r2", "r1"]),
    ],
)
def test_rules_are_moved_and_removed(
    recorded: FlaskClient, three: Settings, rule: str, deed: str, expected: list[str]
) -> None:
    answer = send(recorded, "/rules", "/rules/change", rule=rule, deed=deed)
    assert ids(three) == expected
    assert answer.location == ("/rules#rules-title" if deed == "remove" else f"/rules#rule-{rule}")
    assert len(notices(answer.page)) == 1


def test_a_rule_is_switched_off_and_on(recorded: FlaskClient, three: Settings) -> None:
    for deed, is_on in (("off", False), ("on", True)):
        send(recorded, "/rules", "/rules/change", rule="r2", deed=deed)
        assert [rule.is_on for rule in load(three, KEYS).rules] == [True, is_on, True]


def test_a_rule_that_is_gone_meanwhile_is_said_to_be(recorded: FlaskClient, three: Settings) -> None:
    (said,) = notices(send(recorded, "/rules", "/rules/change", rule="r9", deed="off").page)
    assert said.startswith("No rule has the id")
    assert ids(three) == ["r3", "r2", "r1"]


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/rules/change", {"rule": "r1", "deed": "explode"}),
        ("/rules/change", {}),
        ("/rules/preset", {"preset": "none", "deed": "on"}),
        ("/rules/preset", {}),
    ],
    ids=range(4),
)
def test_what_no_form_of_ours_sends_is_refused(
    recorded: FlaskClient, three: Settings, path: str, sent: dict[str, str]
) -> None:
    token = token_of(recorded.get("/rules").text)
    assert recorded.post(path, data={"csrf_token": token, **sent}).status_code == 400
    assert ids(three) == ["r3", "r2", "r1"]


@pytest.mark.parametrize("path", ["change", "preset", "restore", "add", "release"])
def test_no_form_is_taken_without_the_page_s_token(recorded: FlaskClient, three: Settings, path: str) -> None:
    sent = {"rule": "r1", "deed": "remove", "preset": "no-identifiers", "action": "block", "company": "unmet.test"}
    assert recorded.post(f"/rules/{path}", data=sent).status_code == 400
    assert ids(three) == ["r3", "r2", "r1"]


def test_what_rules_did_is_told_with_the_evidence(recorded: FlaskClient, ledger: Ledger, three: Settings) -> None:
    spared = a_ruling(
        rule_id="r2", category=Category.SESSION_ID, outcome=Outcome.SPARED, reason="Without it <b>", path="sid<b>"
    )
    noted(ledger, a_ruled(spared, time=datetime.now(UTC)), a_ruled(a_ruling(rule_id="gone")))
    page = recorded.get("/rules").text
    assert "Acted 1 time, in 1 request to 1 company; 0 kept back." in page
    assert "1 rule that is no more did something, too:" in page
    assert "left as it was" in page
    assert "Without it &lt;b&gt;" in page
    assert "sid&lt;b&gt;" in page
    assert "Second &lt;b&gt;" in page
    assert "So far, your rules have kept 1 piece of data from 1 company." in page


@pytest.mark.parametrize(
    ("asked", "said", "unsaid"),
    [
        ({"rule": "r2"}, ["What this rule did", "Done 1 time, on the way to 1 company.", "mine"], ["other"]),
        ({"rule": "gone"}, ["is no more; what it did stays", "other"], ["mine"]),
        ({"company": "adpix"}, ["What rules did with data on their way to", "mine", "other"], []),
        ({"company": "nobody"}, ["Nothing so far."], ["mine", "other"]),
        ({"rule": "never"}, ["There is no rule <bdi>never</bdi>.", "Nothing so far."], ["mine", "other"]),
        ({}, ["What rules did", "Done 2 times, on the way to 1 company.", "mine", "other"], []),
    ],
    ids=range(6),
)
def test_all_that_a_rule_did_or_what_became_of_data_for_a_company_can_be_read(
    recorded: FlaskClient, ledger: Ledger, three: Settings, asked: dict[str, str], said: list[str], unsaid: list[str]
) -> None:
    noted(ledger, a_ruled(a_ruling(rule_id="r2", path="mine")), a_ruled(a_ruling(rule_id="gone", path="other")))
    page = recorded.get("/rules/done", query_string=asked).text
    paths = {word for word in ("mine", "other") if f"<bdi>{word}</bdi>" in page}
    assert all(word in page for word in said if word not in ("mine", "other"))
    assert paths == {word for word in said if word in ("mine", "other")} - set(unsaid)


def test_today_tells_what_rules_kept(recorded: FlaskClient, ledger: Ledger) -> None:
    assert "your rules kept" not in recorded.get("/").text
    noted(ledger, a_ruled())
    page = recorded.get("/?since=2026-03-01&until=2026-03-04").text
    assert "In this time, your rules kept 1 piece of data from 1 company." in page
    assert "So far, your rules have kept 1 piece of data" in recorded.get("/?period=all").text
