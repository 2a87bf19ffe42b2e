from pathlib import Path

import click
import pytest

from tests.builders.records import a_record
from tests.builders.written import written
from tracker import settings
from tracker.cli.deciding import decide, decided, name_of
from tracker.control import experience
from tracker.control.editing import with_preset, with_private
from tracker.control.keeping import broken_of, copy_of
from tracker.errors import ConfigurationError, LedgerError
from tracker.keys import load_or_create
from tracker.ledger.opening import open_ledger
from tracker.settings import Settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    return settings.load()


def test_to_ask_makes_nothing(home: Settings) -> None:
    assert not decided().rules
    assert not home.home.exists()


def test_what_was_decided_is_read_again() -> None:
    decide(lambda control: with_private(control, "shop.test"))
    assert decided().private_sites == {"shop.test"}


def test_what_a_rule_goes_by_lies_ready_while_it_is_on(home: Settings) -> None:
    keys = load_or_create(home)
    with open_ledger(home, keys) as ledger:
        written(ledger, a_record())
    decide(lambda control: with_preset(control, "nothing-before-submit"))
    found = experience.read(home, keys)
    assert found
    assert found.submitted
    decide(lambda control: with_preset(control, "watch-only"))
    assert not home.experience_file.exists()


def test_a_damaged_file_is_restored_and_that_is_said(home: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    decide(lambda control: with_private(control, "shop.test"))
    home.control_file.write_bytes(b"x")
    assert decided().private_sites == {"shop.test"}
    assert "restored from its last good copy" in capsys.readouterr().err
    assert broken_of(home).read_bytes() == b"x"
    assert decided().private_sites == {"shop.test"}
    assert capsys.readouterr().err == ""


def test_without_a_good_copy_it_is_an_error(home: Settings) -> None:
    decide(lambda control: with_private(control, "shop.test"))
    for path in (home.control_file, copy_of(home)):
        path.write_bytes(b"x")
    with pytest.raises(LedgerError, match="cannot be read"):
        decided()


def test_what_cannot_be_is_a_wrong_command_line() -> None:
    def refuse(_: object) -> None:
        raise ConfigurationError("not so")

    with pytest.raises(click.UsageError, match="not so"):
        decide(refuse)  # type: ignore[arg-type]


def test_companies_have_names() -> None:
    assert name_of("criteo") == "Criteo"
    assert name_of("shop.test") == "shop.test"
