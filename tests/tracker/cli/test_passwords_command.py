"""`tracker passwords`."""

import json

import pytest

from tests.builders.passwords import a_use, logged_in
from tests.builders.written import rows
from tracker.cli import main
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger import password_parcels as files
from tracker.ledger.opening import Ledger
from tracker.settings import Settings


@pytest.fixture(autouse=True)
def installed(ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    settings.key_file.write_bytes(keys.secret)
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    monkeypatch.setenv("COLUMNS", "120")
    return ledger


def shops(letters: str, digest: str = "4-1f2e", strength: int = 4) -> list[object]:
    return [a_use(f"shop-{letter}.test", digest, strength) for letter in letters]


def said(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["passwords", *options]) == 0
    return capsys.readouterr().out


def test_nothing_seen_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys) == "No password was seen so far that a site was given by you.\n"
    assert said(capsys, "--format", "jsonl") == ""


@pytest.mark.parametrize(
    ("uses", "words"),
    [
        (shops("a"), "No password is weak, and none was seen at the sites of two companies.\n"),
        (shops("ab"), "The same password at shop-a.test and shop-b.test (A).\nChange it there to one of its own"),
        (shops("abcd"), "The same password at shop-a.test, shop-b.test and 2 more (A).\n"),
        (shops("a", "w", 1), "A weak password at shop-a.test.\n"),
        ([*shops("ab"), *shops("cde", "w", 0)], "(B).\nA weak password at shop-c.test, shop-d.test and 1 more.\n"),
    ],
    ids=range(5),
)
def test_what_deserves_a_look_is_said_in_sentences(
    installed: Ledger, capsys: pytest.CaptureFixture[str], uses: list[object], words: str
) -> None:
    logged_in(installed, *uses)  # type: ignore[arg-type]
    assert words in said(capsys)


def test_every_site_is_in_the_table_and_no_digest(installed: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    logged_in(installed, *shops("abc"), a_use("forum.test", "2-beef", 2))  # type: ignore[arg-type]
    out = said(capsys)
    assert out.count(" A  ") == 3
    assert "forum.test" in out
    assert "fair" in out
    assert not any(digest in out for digest in ("4-1f2e", "1f2e", "beef"))


def test_scripts_get_a_line_for_each_site(installed: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    logged_in(installed, *shops("ab"), a_use("forum.test", "weak-beef", 1))  # type: ignore[arg-type]
    lines = [json.loads(line) for line in said(capsys, "--format", "jsonl").splitlines()]
    assert [(line["site"], line["group"], line["strength"], line["is_weak"]) for line in lines] == [
        ("shop-a.test", "A", 4, False),
        ("shop-b.test", "A", 4, False),
        ("forum.test", None, 1, True),
    ]
    assert set(lines[0]) == {"site", "vendor", "group", "strength", "is_weak", "first", "last", "times"}


def test_what_is_on_its_way_is_told_too(settings: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]) -> None:
    files.write(settings, keys, [a_use()])
    assert "shop-a.test" in said(capsys)


def test_all_of_it_can_be_erased(installed: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    logged_in(installed, *shops("ab"))  # type: ignore[arg-type]
    assert said(capsys, "--forget") == "Erased what was told of passwords at 2 sites, for good.\n"
    assert rows(installed, m.PasswordUse.digest) == []
    assert len(rows(installed, m.Request.id)) == 2


def test_a_reader_that_holds_on_is_said(
    installed: Ledger, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.ledger.purging.purge", lambda _: False)
    assert main(["passwords", "--forget"]) == 0
    assert "A program still reads the ledger" in capsys.readouterr().err


def test_that_it_is_turned_off_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TRACKER_PASSWORDS", "off")
    assert main(["passwords"]) == 0
    assert "turned off by TRACKER_PASSWORDS" in capsys.readouterr().err


def test_a_strangers_site_does_not_steer_the_terminal(installed: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    logged_in(installed, a_use("evil\x1b[31m.test", "w", 0), hosts={"evil\x1b[31m.test": "www.evil.test"})
    assert "\x1b" not in said(capsys)


def test_a_wrong_format_has_status_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["passwords", "--format", "xml"]) == 2
    assert "xml" in capsys.readouterr().err
