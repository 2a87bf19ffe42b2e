"""A damaged ledger is restored from its last good copy, the damaged file kept, and no good one is ever replaced."""

import errno
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

import migrations
from tests.builders import disks
from tests.builders.damages import DAMAGES, page_lost
from tests.builders.records import a_record
from tests.builders.written import rows, written
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger import copies
from tracker.ledger import models as m
from tracker.ledger.engines import inode
from tracker.ledger.mending import is_lost, last_mended, mend
from tracker.ledger.migrating import migrate, version_of
from tracker.ledger.opening import Ledger, open_ledger
from tracker.settings import Settings


@pytest.fixture
def copied(ledger: Ledger, settings: Settings, keys: Keys) -> Ledger:
    """A ledger with a host in it, a copy of it, and another host since."""
    written(ledger, a_record(host="one.test"))
    copies.make(settings, keys)
    written(ledger, a_record(host="two.test"))
    return ledger


def broken(settings: Settings) -> list[Path]:
    return [path for path in settings.home.glob("ledger.db.broken-*") if not path.name.endswith(("-wal", "-shm"))]


@pytest.mark.parametrize("damage", DAMAGES)
def test_whoever_opens_a_damaged_ledger_finds_its_last_good_copy(
    copied: Ledger, settings: Settings, keys: Keys, damage: str, capfd: pytest.CaptureFixture[str]
) -> None:
    copied.close()
    DAMAGES[damage](settings.ledger_file)
    bad = settings.ledger_file.read_bytes() if settings.ledger_file.exists() else b""
    with open_ledger(settings, keys) as again:
        assert rows(again, m.Host.name) == [("one.test",)]
        written(again, a_record(host="three.test"))
    said = capfd.readouterr().err
    assert said.startswith("tracker: the ledger was damaged: its last good copy, of ")
    assert len(said.splitlines()) == 1
    assert [path.read_bytes() for path in broken(settings)] == ([bad] if bad else [])
    assert copies.last(settings) is not None
    assert not (settings.home / "ledger.db.restoring").exists()


def test_damage_that_is_met_while_reading_is_mended_at_once(
    copied: Ledger, settings: Settings, keys: Keys, capfd: pytest.CaptureFixture[str]
) -> None:
    copied.close()
    damaged = Path(settings.ledger_file)
    for number in range(4, damaged.stat().st_size // 4096):
        page_lost(damaged, number)
    with pytest.raises(LedgerError, match=r"ledger\.db: the ledger was damaged: .* try again$"):
        rows(copied, m.Host.name, m.Host.recipient)
    assert rows(copied, m.Host.name) == [("one.test",)]
    assert "kept as" in capfd.readouterr().err


def test_who_remembers_something_of_the_ledger_forgets_it(copied: Ledger, settings: Settings, keys: Keys) -> None:
    """A writer that goes on after the restoring writes what is right: the ids that it knew are gone."""
    before = inode(settings.ledger_file)
    with open_ledger(settings, keys) as writer:
        written(writer, a_record(host="two.test"), a_record(host="three.test"), collapse=True)
        assert mend(settings, keys, before, is_sure=True)
        written(writer, a_record(host="four.test"), a_record(host="two.test"), collapse=True)
        assert rows(writer, m.Host.name) == [("four.test",), ("one.test",), ("two.test",)]
        with writer.reading() as session:
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    assert rows(copied, m.Host.name) == [("four.test",), ("one.test",), ("two.test",)]


def test_a_ledger_that_is_well_stays_as_it_is(copied: Ledger, settings: Settings, keys: Keys) -> None:
    assert mend(settings, keys, inode(settings.ledger_file)) is None
    assert rows(copied, m.Host.name) == [("one.test",), ("two.test",)]
    assert broken(settings) == []


def test_where_another_was_first_there_is_nothing_to_do(copied: Ledger, settings: Settings, keys: Keys) -> None:
    assert mend(settings, keys, -1, is_sure=True) is None
    assert rows(copied, m.Host.name) == [("one.test",), ("two.test",)]


def test_two_who_meet_the_damage_mend_it_once(copied: Ledger, settings: Settings, keys: Keys) -> None:
    copied.close()
    DAMAGES["a zeroed header"](settings.ledger_file)
    found: list[list[tuple[str, ...]]] = []

    def read() -> None:
        with open_ledger(settings, keys) as opened:
            found.append(rows(opened, m.Host.name))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[("one.test",)]] * 3
    assert len(broken(settings)) == 1


def test_another_key_replaces_nothing(copied: Ledger, settings: Settings) -> None:
    copied.close()
    before = settings.ledger_file.read_bytes()
    with pytest.raises(LedgerError, match="cannot be opened with this installation's key"):
        open_ledger(settings, Keys(bytes(32)))
    assert settings.ledger_file.read_bytes() == before
    assert broken(settings) == []


def test_a_copy_that_is_damaged_itself_replaces_nothing(copied: Ledger, settings: Settings, keys: Keys) -> None:
    copied.close()
    DAMAGES["every page"](copies.folder_of(settings) / "ledger.db")
    DAMAGES["half of it"](settings.ledger_file)
    with pytest.raises(LedgerError, match="is damaged; restore it from a backup"):
        open_ledger(settings, keys)
    assert broken(settings) == []


def test_without_a_copy_the_damage_is_said(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    written(ledger, a_record())
    ledger.close()
    DAMAGES["half of it"](settings.ledger_file)
    with pytest.raises(LedgerError, match="is damaged; restore it from a backup"):
        open_ledger(settings, keys)


def test_a_disk_without_room_for_it_is_said(
    copied: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied.close()
    DAMAGES["half of it"](settings.ledger_file)
    before = settings.ledger_file.read_bytes()
    monkeypatch.setattr(shutil, "copyfile", disks.full)
    with pytest.raises(LedgerError, match=r"its copy cannot be put in its place \(No space left on device\)"):
        open_ledger(settings, keys)
    assert settings.ledger_file.read_bytes() == before


def test_a_file_system_without_hard_links_will_do(
    copied: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied.close()
    DAMAGES["half of it"](settings.ledger_file)
    monkeypatch.setattr("tracker.ledger.mending.os.link", disks.failing_with(errno.EPERM))
    with open_ledger(settings, keys) as again:
        assert rows(again, m.Host.name) == [("one.test",)]
    assert len(broken(settings)) == 1


def test_a_copy_of_an_earlier_schema_is_brought_up_to_date(copied: Ledger, settings: Settings, keys: Keys) -> None:
    migrate(copied.engine, "0001")
    copies.make(settings, keys)
    migrate(copied.engine, "head")
    for number in range(4, settings.ledger_file.stat().st_size // 4096):
        page_lost(settings.ledger_file, number)
    with pytest.raises(LedgerError, match="try again"), copied.mended_where_damaged():
        copies.make(settings, keys)
    assert version_of(copied.engine) == migrations.HEAD


def test_what_was_done_is_told_until_the_damaged_file_is_removed(
    copied: Ledger, settings: Settings, keys: Keys
) -> None:
    assert last_mended(settings) is None
    mended = mend(settings, keys, inode(settings.ledger_file), is_sure=True)
    assert mended is not None
    assert last_mended(settings) == mended
    assert mended.time <= datetime.now(UTC)
    assert mended.copy < mended.time
    assert mended.kept in broken(settings)
    for path in settings.home.glob("ledger.db.broken-*"):
        path.unlink()
    assert last_mended(settings) is None


@pytest.mark.parametrize("text_", ["", "[]", "{}", '{"time": 1, "copy": 2, "kept": 3}', '{"time": "x", "copy": "y"}'])
def test_a_note_that_says_nothing_is_nothing(settings: Settings, text_: str) -> None:
    settings.home.mkdir()
    (settings.home / "restored.json").write_text(text_)
    assert last_mended(settings) is None


def test_only_a_file_that_has_a_copy_can_be_lost(settings: Settings) -> None:
    assert not is_lost(settings)
    assert not is_lost(Settings(settings.home, "postgresql://nobody@host/ledger"))
    copies.folder_of(settings).mkdir(parents=True)
    (copies.folder_of(settings) / "ledger.db").write_bytes(b"sealed")
    assert is_lost(settings)
    settings.ledger_file.write_bytes(b"sealed")
    assert not is_lost(settings)
