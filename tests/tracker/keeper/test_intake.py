"""What is taken from the journal at once."""

from datetime import UTC, datetime
from pathlib import Path

from tests.builders.journals import a_journal
from tests.builders.records import a_record
from tests.builders.rulings import a_ruled
from tracker.aliases import Aliases, to_bytes
from tracker.journal import segments
from tracker.keeper.intake import batches, sizes
from tracker.keys import Keys
from tracker.leaps import Leap
from tracker.leaps import to_bytes as leap_to_bytes
from tracker.rulings import to_bytes as rulings_to_bytes
from tracker.settings import Settings


def test_records_come_in_their_order_in_batches(settings: Settings, keys: Keys) -> None:
    records = [a_record() for _ in range(7)]
    a_journal(settings, keys, *records)
    taken = list(batches(settings.journal_folder, keys.journal, {}, limit=3))
    assert [len(batch) for batch in taken] == [3, 3, 1]
    assert [record for batch in taken for record in batch.records] == records


def test_what_is_in_the_ledger_is_not_taken_again(settings: Settings, keys: Keys) -> None:
    records = [a_record() for _ in range(4)]
    a_journal(settings, keys, *records)
    first = next(batches(settings.journal_folder, keys.journal, {}, limit=2))
    rest = list(batches(settings.journal_folder, keys.journal, first.offsets))
    assert [record for batch in rest for record in batch.records] == records[2:]
    assert list(batches(settings.journal_folder, keys.journal, rest[-1].offsets)) == []


def test_segments_are_taken_one_after_the_other(settings: Settings, keys: Keys) -> None:
    records = [a_record() for _ in range(6)]
    a_journal(settings, keys, *records, segment_bytes=700)
    (batch,) = batches(settings.journal_folder, keys.journal, {})
    assert batch.records == records
    assert batch.offsets == sizes(settings.journal_folder)
    assert len(batch.offsets) > 1


def test_what_is_no_record_of_ours_is_kept_apart_and_damage_is_counted(settings: Settings, keys: Keys) -> None:
    journal = a_journal(settings, keys, a_record(id="one"), is_closed=False)
    end = segments(settings.journal_folder)[0].stat().st_size
    journal.append(b'["of a later version"]')
    journal.append(b"damaged")
    path = segments(settings.journal_folder)[0]
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    (batch,) = batches(settings.journal_folder, keys.journal, {})
    assert [record.id for record in batch.records] == ["one"]
    assert (batch.unknown, batch.damaged, len(batch)) == ([b'["of a later version"]'], 1, 3)
    assert batch.offsets[path.name] == len(content) > end
    assert b"later version" not in repr(batch).encode()


def test_where_names_lead_is_kept_apart_from_requests(settings: Settings, keys: Keys) -> None:
    told = Aliases("metrics.shop.test", datetime(2026, 3, 1, tzinfo=UTC), ("shop.adpix.test",))
    journal = a_journal(settings, keys, a_record(id="one"), is_closed=False)
    for data in (to_bytes(told), b'["aliases",9,"of a later version"]'):
        journal.append(data)
    (batch,) = batches(settings.journal_folder, keys.journal, {})
    assert ([record.id for record in batch.records], batch.aliases) == (["one"], [told])
    assert (batch.unknown, len(batch)) == ([b'["aliases",9,"of a later version"]'], 3)


def test_a_journal_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert sizes(tmp_path / "nowhere") == {}
    assert list(batches(tmp_path / "nowhere", bytes(32), {})) == []


def test_a_segment_that_has_just_been_removed_has_no_size(tmp_path: Path) -> None:
    (tmp_path / "a-0.journal").symlink_to(tmp_path / "nothing")
    (tmp_path / "b-0.journal").touch()
    assert sizes(tmp_path) == {}


def test_what_rules_did_is_kept_apart_from_requests(settings: Settings, keys: Keys) -> None:
    ruled = a_ruled()
    journal = a_journal(settings, keys, a_record(id="one"), is_closed=False)
    for data in (rulings_to_bytes(ruled), b'["rulings",9,"of a later version"]', rulings_to_bytes(ruled)[:-9]):
        journal.append(data)
    (batch,) = batches(settings.journal_folder, keys.journal, {})
    assert ([record.id for record in batch.records], batch.rulings) == (["one"], [ruled])
    assert batch.unknown == [b'["rulings",9,"of a later version"]', rulings_to_bytes(ruled)[:-9]]
    assert len(batch) == 4


def test_which_times_the_clock_told_twice_is_kept_apart_as_well(settings: Settings, keys: Keys) -> None:
    leap = Leap(datetime(2026, 3, 1, 11, tzinfo=UTC), datetime(2026, 3, 1, 12, tzinfo=UTC))
    journal = a_journal(settings, keys, a_record(id="one"), is_closed=False)
    journal.append(leap_to_bytes(leap))
    journal.append(b'["leap",7,"of a later version"]')
    (batch,) = batches(settings.journal_folder, keys.journal, {})
    assert (batch.leaps, len(batch.records), len(batch.unknown), len(batch)) == ([leap], 1, 1, 3)
