import io
from datetime import timedelta
from pathlib import Path

import click
import pytest

from tests.builders.ledger_files import opened_bytes
from tests.builders.lessons import a_lesson
from tests.builders.records import MAIL, NOON
from tracker.cli import main
from tracker.keys import Keys
from tracker.ledger import lessons
from tracker.ledger.snapshots import read_snapshot, snapshot_of
from tracker.profile import Profile, Value
from tracker.settings import Settings
from tracker.taxonomy import Category


@pytest.fixture(autouse=True)
def installed(settings: Settings, keys: Keys, ledger_template: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation with an empty ledger."""
    settings.home.mkdir()
    settings.key_file.write_bytes(keys.secret)
    settings.ledger_file.write_bytes(ledger_template.read_bytes())
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    return settings


def test_values_are_added_listed_and_removed(
    installed: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["profile", "add", "email_address", MAIL]) == 0
    assert main(["profile", "add", "text", "Lilas"]) == 0
    assert read_snapshot(installed, keys) == Profile(
        (Value(Category.EMAIL_ADDRESS, MAIL), Value(Category.TEXT, "Lilas"))
    )
    assert main(["profile", "list"]) == 0
    assert main(["profile", "remove", "1"]) == 0
    assert read_snapshot(installed, keys) == Profile((Value(Category.TEXT, "Lilas"),))
    out, err = capsys.readouterr()
    assert "   1  email_address         m•••@m•••\n   2  text                  L•••\nCountry: none" in out
    assert MAIL not in out + err


def test_the_person_s_values_stand_in_no_byte_of_the_files(installed: Settings, keys: Keys) -> None:
    main(["profile", "add", "email_address", MAIL])
    main(["profile", "remove", "1"])
    main(["profile", "add", "email_address", MAIL])
    lessons.write(installed, keys, [a_lesson(MAIL.replace("marie", "marie2"))])
    main(["profile", "list"])
    seen = b"".join(path.read_bytes() for path in installed.home.rglob("*") if path.is_file())
    seen += opened_bytes(installed.ledger_file, keys.ledger)
    for trace in (MAIL, MAIL.upper(), "marie", "dupont"):
        assert trace.encode() not in seen


def test_a_value_there_already_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["profile", "add", "email_address", MAIL]) == 0
    assert capsys.readouterr().out == "Added: e-mail address.\nThere already: e-mail address.\n"


def test_a_value_may_come_by_standard_input(installed: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{MAIL}\r\nanother line\n"))
    assert main(["profile", "add", "email_address", "-"]) == 0
    assert read_snapshot(installed, keys).values == (Value(Category.EMAIL_ADDRESS, MAIL),)


def test_at_a_terminal_a_value_is_asked_for_unseen(
    installed: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    asked: list[tuple[str, bool]] = []

    def _prompt(label: str, *, hide_input: bool) -> str:
        asked.append((label, hide_input))
        return "correct horse"

    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(click, "prompt", _prompt)
    assert main(["profile", "add", "password", "-"]) == 0
    assert asked == [("password", True)]
    assert read_snapshot(installed, keys).values == (Value(Category.PASSWORD, "correct horse"),)


def test_the_country_is_kept(installed: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "country", "fr"]) == 0
    assert main(["profile", "list"]) == 0
    out = capsys.readouterr().out
    assert out.endswith("Country: FR\n")
    assert "No values yet" in out
    assert read_snapshot(installed, keys).country == "FR"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["add", "mail", MAIL], 2, "email_address"),
        (["add", "email_address"], 2, "VALUE"),
        (["add", "email_address", "  "], 1, "not empty"),
        (["add", "phone_number", "abc"], 1, "looked for (phone number)"),
        (["remove", "7"], 1, "no value has the number 7"),
        (["remove", "seven"], 2, "seven"),
        (["country", "France"], 1, "two letters"),
    ],
)
def test_what_cannot_be_is_said(
    capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, words: str
) -> None:
    assert main(["profile", *arguments]) == status
    err = capsys.readouterr().err
    assert words in err
    assert MAIL not in err


@pytest.mark.parametrize(
    "arguments",
    [("add", "email_address", "marie.mail"), ("add", "text", "zq"), ("add", "country", "ZQ"), ("country", "ZQ")],
)
def test_what_cannot_be_found_is_refused_in_one_line(
    installed: Settings, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert main(["profile", *arguments]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), err[:9]) == ("", 1, "tracker: ")
    assert "marie" not in err
    assert not installed.profile_snapshot.exists()


def test_what_was_learnt_is_listed_with_its_site_and_removed_for_good(
    installed: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["profile", "add", "text", "Lilas"])
    lessons.write(installed, keys, [a_lesson()])
    main(["profile", "list"])
    lessons.write(installed, keys, [a_lesson(time=NOON + timedelta(days=3))])
    main(["profile", "list"])
    out = capsys.readouterr().out
    assert "   2  email_address         m•••@m•••     learnt on 2026-03-02 from a form on shop.example\n" in out
    assert "learnt on 2026-03-02 from a form on shop.example, given last on 2026-03-05\n" in out
    assert "   1  text                  L•••\n" in out
    assert MAIL not in out
    main(["profile", "remove", "2"])
    lessons.write(installed, keys, [a_lesson()])
    main(["profile", "list"])
    assert "email_address" not in capsys.readouterr().out
    assert read_snapshot(installed, keys).values == (Value(Category.TEXT, "Lilas"),)


def test_a_hostile_site_s_name_does_nothing_to_the_terminal(
    installed: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    lessons.write(installed, keys, [a_lesson(origin="evil\x1b[2J.example")])
    main(["profile", "list"])
    assert "\x1b" not in capsys.readouterr().out


def test_learning_is_turned_off_and_on(installed: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]) -> None:
    lessons.write(installed, keys, [a_lesson()])
    assert main(["profile", "learning"]) == 0
    assert main(["profile", "learning", "off"]) == 0
    assert not snapshot_of(installed, keys).rules.is_learning
    lessons.write(installed, keys, [a_lesson("late@mail.example")])
    assert main(["profile", "learning", "status"]) == 0
    assert main(["profile", "learning", "on"]) == 0
    assert snapshot_of(installed, keys).rules.is_learning
    assert capsys.readouterr().out.splitlines() == [
        f"Learning from forms: {word}; 1 of your values were learnt." for word in ("on", "off", "off", "on")
    ]


def test_a_choice_that_the_environment_overrules_is_said(
    installed: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_LEARNING", "off")
    assert main(["profile", "learning", "on"]) == 0
    out, err = capsys.readouterr()
    assert out == "Learning from forms: off; 0 of your values were learnt.\n"
    assert "TRACKER_LEARNING" in err


def test_all_that_was_learnt_is_forgotten_and_the_rest_stays(
    installed: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["profile", "add", "text", "Lilas"])
    lessons.write(installed, keys, [a_lesson()])
    assert main(["profile", "forget-learnt"]) == 0
    assert capsys.readouterr().out.endswith("Erased 1 learnt value, for good.\n")
    assert read_snapshot(installed, keys).values == (Value(Category.TEXT, "Lilas"),)


def test_traces_that_a_reader_holds_are_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tracker.ledger.purging.purge", lambda _: False)
    assert main(["profile", "forget-learnt"]) == 0
    assert "last traces" in capsys.readouterr().err
