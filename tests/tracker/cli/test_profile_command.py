import io
from pathlib import Path

import click
import pytest

from tests.builders.ledger_files import opened_bytes
from tests.builders.records import MAIL
from tracker.cli import main
from tracker.keys import Keys
from tracker.ledger.snapshots import read_snapshot
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
    seen = b"".join(path.read_bytes() for path in installed.home.iterdir())
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
        (["add", "phone_number", "abc"], 1, "nothing that phone_number"),
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
