import sys
from datetime import UTC, datetime, timedelta

import click
import pytest

from tests.builders.records import a_record
from tests.builders.written import rows, written
from tracker.cli import main
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.retention import kept_days, kept_of_categories
from tracker.settings import Settings
from tracker.taxonomy import TAXONOMY, Category, Group


@pytest.fixture(autouse=True)
def installed(ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """An installation with disclosures of today and of a hundred days ago."""
    settings.key_file.write_bytes(keys.secret)
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    now = datetime.now(UTC)
    written(ledger, a_record(time=now), a_record(time=now - timedelta(100)))
    return ledger


def state(ledger: Ledger) -> tuple[int | None, int]:
    with ledger.reading() as session:
        return kept_days(session), len(rows(ledger, m.Disclosure.id))


@pytest.mark.parametrize(
    ("given", "said", "expected"),
    [
        ([], "Disclosures are kept until you erase them.", (None, 2)),
        (["30", "--yes"], "Erased 1 disclosures, for good.\nDisclosures are kept for 30 days; last done 2", (30, 1)),
        (["365", "--yes"], "Erased 0 disclosures, for good.\nDisclosures are kept for 365 days; last", (365, 2)),
        (["off"], "Disclosures are kept until you erase them.", (None, 2)),
    ],
    ids=["status", "30", "365", "off"],
)
def test_what_is_chosen_is_done_and_said(
    installed: Ledger, capsys: pytest.CaptureFixture[str], given: list[str], said: str, expected: tuple[int | None, int]
) -> None:
    assert main(["retention", *given]) == 0
    assert capsys.readouterr().out.startswith(said)
    assert state(installed) == expected


@pytest.mark.parametrize("answer", [True, False], ids=str)
def test_nothing_is_erased_unasked(
    installed: Ledger, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "confirm", lambda *_, **__: answer)
    assert main(["retention", "30"]) == 0
    assert "1 of 2 disclosures are too old (what is from before " in capsys.readouterr().out
    assert state(installed) == ((30, 1) if answer else (None, 2))


@pytest.mark.parametrize("given", [["30"], ["0"], ["x"], ["-1"], ["1.5"]], ids=str)
def test_without_a_yes_or_a_number_nothing_changes(installed: Ledger, given: list[str]) -> None:
    assert main(["retention", *given]) == 2
    assert state(installed) == (None, 2)


def of_categories(ledger: Ledger) -> dict[Category, int]:
    with ledger.reading() as session:
        return kept_of_categories(session)


def test_categories_have_an_age_of_their_own(installed: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retention", "90d", "--category", "email_address", "--category", "city", "--yes"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Erased 1 disclosures, for good.\nDisclosures are kept until you erase them; last done ")
    assert said.endswith(", but for these:\n  city: 90 days\n  email_address: 90 days\n")
    assert main(["retention", "30", "--yes"]) == 0
    assert "  city: 90 days (which changes nothing: the shorter holds)\n" in capsys.readouterr().out
    assert main(["retention", "off", "--category", "city", "--category", "email_address"]) == 0
    assert (state(installed), of_categories(installed)) == ((30, 1), {})


def test_a_group_stands_for_its_categories(installed: Ledger) -> None:
    assert main(["retention", "1d", "--category", "device", "--yes"]) == 0
    device = {category for category, term in TAXONOMY.items() if term.group is Group.DEVICE}
    assert of_categories(installed) == dict.fromkeys(device, 1)
    assert state(installed) == (None, 2)


@pytest.mark.parametrize("given", [["30", "--category", "nothing", "--yes"], ["30", "--category", "email_address"]])
def test_without_a_yes_or_a_category_nothing_changes(installed: Ledger, given: list[str]) -> None:
    assert main(["retention", *given]) == 2
    assert (state(installed), of_categories(installed)) == ((None, 2), {})
