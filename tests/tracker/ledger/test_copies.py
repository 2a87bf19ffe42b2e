"""The last good copy: whole, of one moment, in nobody's way, and gone with what is forgotten."""

import os
import stat
import sys
import threading
from datetime import UTC, datetime

import pytest

from tests.builders import disks
from tests.builders.damages import page_lost
from tests.builders.journals import a_journal
from tests.builders.records import a_disclosure, a_record
from tests.builders.written import rows, written
from tracker.errors import LedgerError
from tracker.journal import segments
from tracker.keys import Keys
from tracker.ledger import copies
from tracker.ledger import models as m
from tracker.ledger.engines import keyed
from tracker.ledger.failures import DamagedLedgerError
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.purging import purge
from tracker.settings import Settings


def hosts_in(settings: Settings, keys: Keys) -> list[str]:
    with keyed(copies.folder_of(settings) / "ledger.db", keys) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM host ORDER BY name")]


def test_a_copy_holds_what_the_ledger_held_at_its_moment(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    written(ledger, a_record(host="one.test"))
    begun = datetime.now(UTC)
    assert copies.last(settings) is None
    assert copies.make(settings, keys)
    written(ledger, a_record(host="two.test"))
    copy = copies.last(settings)
    assert copy is not None
    assert begun <= copy.time <= datetime.now(UTC)
    assert copy.size > 100_000
    assert hosts_in(settings, keys) == ["one.test"]
    assert copies.make(settings, keys)
    assert hosts_in(settings, keys) == ["one.test", "two.test"]


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_a_copy_is_for_its_owner_alone_and_says_nothing_without_the_key(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    written(ledger, a_record(a_disclosure(), host="www.shop.test"))
    copies.make(settings, keys)
    (file,) = copies.folder_of(settings).iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    data = file.read_bytes()
    assert b"SQLite format" not in data
    assert b"shop.test" not in data


def test_others_write_while_a_copy_is_made(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_STEP", 1)
    asked: list[int] = []

    def write_once() -> bool:
        asked.append(1)
        if len(asked) == 3:
            thread = threading.Thread(target=written, args=(ledger, a_record(host="later.test")))
            thread.start()
            thread.join(20)
        return False

    written(ledger, a_record(host="before.test"))
    assert copies.make(settings, keys, write_once)
    assert hosts_in(settings, keys) == ["before.test"]
    assert ("later.test",) in rows(ledger, m.Host.name)


def test_a_damaged_ledger_never_takes_the_place_of_the_last_good_copy(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    written(ledger, a_record(host="one.test"))
    copies.make(settings, keys)
    before = copies.last(settings)
    ledger.close()
    page_lost(settings.ledger_file, settings.ledger_file.stat().st_size // 4096)
    with pytest.raises(DamagedLedgerError, match=r"ledger\.db: is damaged( \(.+\))?; restore .+$"):
        copies.make(settings, keys)
    assert copies.last(settings) == before
    assert [path.name for path in copies.folder_of(settings).iterdir()] == ["ledger.db"]


def test_what_a_check_finds_is_damage(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(ledger, a_record())
    monkeypatch.setattr(copies, "fault_of", lambda _: "row 7 missing from index ix_host")
    with pytest.raises(DamagedLedgerError, match="row 7 missing"):
        copies.make(settings, keys)
    assert copies.last(settings) is None


def test_without_room_there_is_no_copy_and_the_reason_is_said(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(ledger, a_record())
    monkeypatch.setattr(copies, "SPARE", 1 << 60)
    with pytest.raises(LedgerError, match=r"no room for a copy of the ledger \(.*MB\); make room"):
        copies.make(settings, keys)


def test_a_disk_that_fails_is_said_in_one_line(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(ledger, a_record())
    monkeypatch.setattr("tracker.ledger.copies.os.fsync", disks.full)
    with pytest.raises(LedgerError, match=r"no copy of the ledger can be made \(No space left on device\)"):
        copies.make(settings, keys)
    assert list(copies.folder_of(settings).iterdir()) == []


def test_a_copy_that_is_not_wanted_any_more_is_given_up(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    written(ledger, a_record())
    with pytest.raises(copies.CopyingStoppedError):
        copies.make(settings, keys, lambda: True)
    assert list(copies.folder_of(settings).iterdir()) == []
    assert not copies.is_kept(settings)


def test_what_is_erased_while_a_copy_is_made_is_in_no_copy(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    def purged() -> bool:
        copies.drop(settings.home)
        return False

    written(ledger, a_record())
    assert not copies.make(settings, keys, purged)
    assert copies.last(settings) is None


@pytest.mark.parametrize("erase", [lambda one: forget(one, everything=True).is_purged, lambda one: purge(one.engine)])
def test_erasing_reaches_copy_segments_and_what_was_found_damaged(
    ledger: Ledger, settings: Settings, keys: Keys, erase: object
) -> None:
    written(ledger, a_record())
    copies.make(settings, keys)
    (copies.folder_of(settings) / "a-000000.journal").write_bytes(b"sealed")
    (settings.home / "ledger.db.broken-20260301T120000").write_bytes(b"sealed")
    (settings.home / "ledger.db.broken-20260301T120000-wal").write_bytes(b"sealed")
    assert erase(ledger)  # type: ignore[operator]
    assert list(copies.folder_of(settings).iterdir()) == []
    assert not list(settings.home.glob("*broken*"))


def test_what_cannot_be_removed_is_not_called_gone(settings: Settings) -> None:
    (copies.folder_of(settings) / "ledger.db").mkdir(parents=True)
    assert not copies.drop(settings.home)


def test_segments_are_kept_until_a_copy_has_what_is_in_them(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    written(ledger, a_record())
    copies.make(settings, keys)
    a_journal(settings, keys, a_record())
    (segment,) = segments(settings.journal_folder)
    copies.keep(settings, segment)
    assert [path.name for path in copies.kept(settings)] == [segment.name]
    assert not segments(settings.journal_folder)
    copies.make(settings, keys)
    assert not copies.kept(settings)


def test_the_oldest_segments_go_where_they_are_too_many(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(ledger, a_record())
    copies.make(settings, keys)
    a_journal(settings, keys, *[a_record() for _ in range(6)], segment_bytes=700)
    paths = segments(settings.journal_folder)
    monkeypatch.setattr(copies, "MOST_KEPT", 2 * max(path.stat().st_size for path in paths))
    for path in paths:
        copies.keep(settings, path)
    assert [path.name for path in copies.kept(settings)] == [path.name for path in paths[-2:]]


def test_nothing_is_kept_where_no_copy_needs_it(settings: Settings) -> None:
    assert not copies.is_kept(settings)
    copies.folder_of(settings).mkdir(parents=True)
    assert not copies.is_kept(settings)
    os.close(os.open(copies.folder_of(settings) / "ledger.db.draft", os.O_CREAT))
    assert copies.is_kept(settings)
