import os
import time

import pytest

from tests.builders.records import a_record
from tests.builders.written import written
from tracker.keys import Keys
from tracker.ledger import copies
from tracker.ledger.engines import inode
from tracker.ledger.mending import mend
from tracker.ledger.opening import Ledger
from tracker.settings import Settings
from tracker.supervision.checks import Outcome
from tracker.supervision.checks import copies as module
from tracker.supervision.checks.copies import copy


def test_without_a_ledger_there_is_nothing_to_copy(settings: Settings) -> None:
    check = copy(settings)
    assert (check.outcome, check.words) == (Outcome.NOTE, "no ledger yet, and no copy of it")


def test_on_a_server_its_own_backups_count(settings: Settings) -> None:
    assert copy(Settings(settings.home, "postgresql://nobody@host/ledger")).outcome is Outcome.OK


def test_a_ledger_without_a_copy_is_a_note(ledger: Ledger, settings: Settings) -> None:
    written(ledger, a_record())
    assert copy(settings).words == "no copy of the ledger yet: one is made while a proxy runs"


def test_a_copy_is_told_with_its_moment(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    written(ledger, a_record())
    copies.make(settings, keys)
    check = copy(settings)
    assert check.outcome is Outcome.OK
    assert check.words == (
        f"the last good copy of the ledger is of {time.strftime('%Y-%m-%d %H:%M')}, with the journal since then"
    )


@pytest.mark.parametrize("is_copied", [True, False])
def test_a_disk_without_room_for_a_copy_is_a_problem(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch, is_copied: bool
) -> None:
    written(ledger, a_record())
    if is_copied:
        copies.make(settings, keys)
        os.utime(copies.folder_of(settings) / "ledger.db", (1e9, 1e9))
    monkeypatch.setattr(module, "SPARE", 1 << 60)
    check = copy(settings)
    assert check.outcome is Outcome.PROBLEM
    assert "no room for" in check.words
    assert check.remedy.startswith("make room on the disk")


def test_a_restored_ledger_is_told_until_the_damaged_file_is_removed(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    written(ledger, a_record())
    copies.make(settings, keys)
    mended = mend(settings, keys, inode(settings.ledger_file), is_sure=True)
    assert mended
    assert mended.kept
    check = copy(settings)
    assert check.outcome is Outcome.NOTE
    assert "the ledger was damaged: its last good copy, of" in check.words
    assert str(mended.kept) in check.words
    mended.kept.unlink()
    assert copy(settings).outcome is Outcome.OK
