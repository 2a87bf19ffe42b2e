import json

import pytest

from tests.tracker.cli.conftest import Run
from tracker.cli import main
from tracker.cli.deciding import decided
from tracker.disclosure import Manner
from tracker.rules import Action, Otherwise
from tracker.taxonomy import Category

type Captured = pytest.CaptureFixture[str]


def ids() -> list[str]:
    return [rule.id for rule in decided().rules]


def test_without_rules_that_is_said(run: Run) -> None:
    assert run("list").startswith("No rules: nothing of what leaves is changed.")
    assert run("list", "--format", "jsonl") == ""


def test_a_rule_is_added_and_told_in_a_sentence(run: Run) -> None:
    given = ["--party", "third", "--category", "email_address", "--site", "https://www.shop.test/cart"]
    said = "Take your e-mail address out of what goes to third parties while you are on shop.test.\n"
    assert run("add", "strip", *given) == f"r1: {said}"
    assert run("list") == f"  1  r1  on   {said}"


def test_all_that_a_rule_may_say_is_kept(run: Run) -> None:
    given = ["--vendor", "dis.criteo.com", "--vendor", "adpix.test", "--kind", "advertising", "--manner", "relayed"]
    run("add", "mask", *given, "--otherwise", "block", "--name", " Ads ", "--category", "phone_number")
    (rule,) = decided().rules
    assert rule.action is Action.MASK
    assert rule.vendors == {"criteo", "adpix.test"}
    assert rule.kinds == {"advertising"}
    assert rule.categories == {Category.PHONE_NUMBER}
    assert rule.manner is Manner.RELAYED
    assert (rule.otherwise, rule.name, rule.is_on) == (Otherwise.BLOCK, "Ads", True)


def test_rules_are_rows_for_scripts(run: Run) -> None:
    run("add", "block", "--category", "health", "--category", "birth_date")
    row = json.loads(run("list", "--format", "jsonl"))
    assert row == {
        "place": 1, "id": "r1", "is_on": True, "action": "block", "vendors": [], "kinds": [], "sites": [],
        "party": None, "categories": ["birth_date", "health"], "manner": None, "otherwise": "strip", "name": "",
        "preset": "",
        "text": "Stop requests to anybody that hold your date of birth or data about your health.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            ["melt"],
            "there is no 'melt'; there are allow, warn, mask, alias, strip, block; see `tracker rules add --help`",
        ),
        (["mask", "--category", "email"], "no category is called 'email', but there is email_address"),
        (["mask", "--kind", "advertizing"], "no line of business is called 'advertizing', but there is advertising"),
        (["mask", "--vendor", "nobody"], "no company is called 'nobody'"),
        (["mask", "--site", "shop"], "'shop' is no site or host"),
        (["mask", "--party", "fourth"], "there is no 'fourth'"),
        (["mask", "--manner", "loud"], "there is no 'loud'"),
        (["mask", "--otherwise", "allow"], "there is no 'allow'; there are strip, block"),
        (["mask", "--name", "x" * 300], "1 to 253 characters"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(run: Run, given: list[str], words: str) -> None:
    said = run("add", *given, status=2)
    assert words in said
    assert said.count("\n") == 1
    assert not ids()


def test_presets_are_shown_added_once_and_taken_away(run: Run) -> None:
    assert run("preset").startswith("watch-only")
    for _ in range(2):
        assert run("preset", "no-contact-data").startswith("No contact data to third parties: Your e-mail")
    run("preset", "no-identifiers")
    assert ids() == ["no-contact-data-1", "no-identifiers-1"]
    assert run("preset", "no-contact-data", "--remove") == "Taken away: No contact data to third parties.\n"
    assert ids() == ["no-identifiers-1"]


def test_watching_only_leaves_your_own_rules_and_says_so(run: Run, capsys: Captured) -> None:
    run("add", "warn")
    run("preset", "no-identifiers")
    assert main(["rules", "preset", "watch-only"]) == 0
    assert "Rules of your own stay" in capsys.readouterr().err
    assert ids() == ["r1"]


def test_rules_are_moved_turned_off_and_on_and_removed(run: Run) -> None:
    for action in ("warn", "mask", "strip"):
        run("add", action)
    assert run("move", "r1", "1").splitlines()[0].startswith("  1  r1  on ")
    assert ids() == ["r1", "r3", "r2"]
    assert run("off", "r1", "r2") == "Off: r1, r2.\n"
    assert [rule.is_on for rule in decided().rules] == [False, True, False]
    assert run("on", "r1") == "On: r1.\n"
    assert [rule.is_on for rule in decided().rules] == [True, True, False]
    assert run("remove", "r1", "r2") == "Removed.\n"
    assert ids() == ["r3"]


@pytest.mark.parametrize(
    "given", [["move", "r9", "1"], ["move", "r1", "0"], ["off", "r9"], ["remove", "r9"], ["preset", "x"],
              ["preset", "--remove"], ["move", "r1", "x"]]
)  # fmt: skip
def test_what_there_is_not_is_said_in_one_line(run: Run, given: list[str]) -> None:
    run("add", "warn")
    assert run(*given, status=2).count("\n") == 1
    assert ids() == ["r1"]


@pytest.mark.usefixtures("run")
def test_a_rule_that_gives_aliases_says_where_none_can_be_made(capsys: Captured) -> None:
    assert main(["rules", "add", "alias", "--category", "email_address"]) == 0
    assert "the address is taken out: tracker aliases address" in capsys.readouterr().err
    assert main(["rules", "off", "r1"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["rules", "on", "r1"]) == 0
    assert "tracker aliases address" in capsys.readouterr().err
    assert main(["rules", "add", "alias", "--otherwise", "block"]) == 0
    assert "the request is stopped: tracker aliases address" in capsys.readouterr().err
    assert main(["aliases", "add", "shop.test", "x1@relay.example"]) == 0
    capsys.readouterr()
    assert main(["rules", "on", "r1"]) == 0
    assert capsys.readouterr().err == ""


def test_what_strangers_chose_does_not_steer_the_terminal(run: Run) -> None:
    assert "\x1b" not in run("add", "warn", "--name", "a\x1b[2Jb", status=2)
