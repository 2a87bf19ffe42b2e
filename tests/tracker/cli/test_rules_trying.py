"""`tracker rules try`."""

import json
from pathlib import Path

import pytest

from tests.builders.records import a_disclosure, a_record
from tracker.cli import main
from tracker.cli.deciding import decided
from tracker.disclosure import Manner
from tracker.keys import Keys
from tracker.ledger.opening import open_ledger
from tracker.ledger.writing import write
from tracker.settings import Settings
from tracker.taxonomy import Category
from tracker.vendors import builtin

type Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: Keys, ledger_template: Path) -> None:
    """An installation in whose ledger a cookie and an address went to third parties, and a card to one who is paid."""
    settings = Settings(tmp_path)
    settings.key_file.write_bytes(keys.secret)
    settings.ledger_file.write_bytes(ledger_template.read_bytes())
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    mail = a_disclosure(manner=Manner.RELAYED)
    cookie = a_disclosure(Category.CLIENT_ID, "c-1", Manner.AMBIENT)
    card = a_disclosure(Category.CARD_NUMBER, "4242", Manner.RELAYED)
    told = (a_record(mail, cookie, host="px.adpix.test"), a_record(card, cookie, host="api.stripe.com"))
    with open_ledger(settings, keys) as ledger, ledger.session() as session:
        write(session, told, builtin(), collapse=False)


def tried(capsys: Captured, *arguments: str) -> str:
    assert main(["rules", "try", *arguments]) == 0
    return capsys.readouterr().out


def test_what_a_new_rule_would_have_touched_is_told_and_nothing_is_changed(capsys: Captured) -> None:
    first, _, *lines = tried(capsys, "strip", "--party", "third").splitlines()
    assert first == "This rule would have touched 2 requests at 2 companies (3 disclosures)."
    assert [line.split("  ")[0] for line in lines[2:4]] == ["adpix.test", "Stripe"]
    assert any("taken out" in line for line in lines)
    assert lines[-1].startswith("Left as it is: 1 disclosure to 1 company (card number).")
    assert decided().rules == ()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--preset", "no-contact-data"], "This rule would have touched 1 request at 1 company (1 disclosure)."),
        (["--preset", "watch-only"], "These rules would have touched 0 requests at 0 companies (0 disclosures)."),
        (["r1"], "This rule would have touched 2 requests at 2 companies (2 disclosures)."),
        ([], "These rules would have touched 2 requests at 2 companies (2 disclosures)."),
        (["warn", "--since", "2026-03-03"], "This rule would have touched 0 requests at 0 companies (0 disclosures)."),
        (["warn", "--until", "2026-03-03"], "This rule would have touched 2 requests at 2 companies (4 disclosures)."),
        (
            ["block", "--site", "news.example"],
            "This rule would have touched 0 requests at 0 companies (0 disclosures).",
        ),
    ],
    ids=range(7),
)
def test_rules_of_the_persons_presets_and_periods_can_be_tried(
    capsys: Captured, arguments: list[str], expected: str
) -> None:
    for given in (["add", "mask", "--category", "client_id"], ["add", "allow", "--site", "news.example"]):
        assert main(["rules", *given]) == 0
    capsys.readouterr()
    assert tried(capsys, *arguments).splitlines()[0] == expected


def test_a_rule_that_is_off_can_be_tried(capsys: Captured) -> None:
    for given in (["add", "mask", "--category", "client_id"], ["off", "r1"]):
        assert main(["rules", *given]) == 0
    assert "touched 2 requests" in tried(capsys, "r1")


def test_scripts_get_it_as_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["rules", "try", "strip", "--party", "third", "--format", "jsonl"]) == 0
    (found,) = map(json.loads, capfdbinary.readouterr().out.splitlines())
    assert [*found] == [
        *("requests", "is_least", "disclosures", "companies", "by_company", "by_category", "spared"),
    ]
    assert (found["requests"], found["disclosures"], found["is_least"]) == (2, 3, False)
    assert found["by_company"][0] == {
        "slug": "adpix.test",
        "name": "adpix.test",
        "disclosures": 2,
        "categories": ["client_id", "email_address"],
    }
    assert found["spared"][0]["categories"] == ["card_number"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["r9"],
        ["--preset", "none"],
        ["r1", "--preset", "watch-only"],
        ["r1", "--party", "third"],
        ["strip", "--party", "x"],
    ],
    ids=range(5),
)
def test_what_cannot_be_tried_is_refused(capsys: Captured, arguments: list[str]) -> None:
    assert main(["rules", "try", *arguments]) == 2
    assert capsys.readouterr().err
