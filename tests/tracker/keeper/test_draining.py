"""The journal into the ledger: completely, once, whoever does it."""

import os
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.builders.journals import a_journal
from tests.builders.lessons import a_lesson
from tests.builders.passwords import a_use
from tests.builders.records import MAIL, a_disclosure, a_record, a_user_agent
from tests.builders.written import rows
from tracker.errors import LedgerError
from tracker.journal import Lock, segments
from tracker.keeper import drain
from tracker.keeper.draining import drain_all, lock_of
from tracker.keeper.storing import offsets_in
from tracker.keys import Keys
from tracker.ledger import lessons, password_parcels
from tracker.ledger.models import Disclosure, PasswordUse, Request
from tracker.ledger.opening import Ledger
from tracker.ledger.snapshots import read_snapshot
from tracker.settings import Settings


def ids(ledger: Ledger) -> set[str]:
    with ledger.session() as session:
        return set(session.scalars(select(Request.uid)))


def offsets(ledger: Ledger) -> dict[str, int]:
    with ledger.session() as session:
        return offsets_in(session)


def test_everything_in_the_journal_comes_into_the_ledger(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    records = [a_record() for _ in range(5)]
    a_journal(settings, keys, *records)
    assert drain(ledger, settings, keys) == 5
    assert ids(ledger) == {record.id for record in records}
    assert drain(ledger, settings, keys) == 0


def test_a_journal_without_anything_takes_no_lock(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    with lock_of(settings) as lock:
        assert lock.acquire()
        assert drain(ledger, settings, keys) == 0


def test_segments_of_a_writer_that_is_gone_are_removed(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    a_journal(settings, keys, *[a_record() for _ in range(6)], segment_bytes=700)
    drain(ledger, settings, keys)
    assert list(settings.journal_folder.iterdir()) == []
    assert offsets(ledger) == {}


def test_a_living_writers_newest_segment_stays(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    journal = a_journal(settings, keys, *[a_record() for _ in range(6)], is_closed=False, segment_bytes=700)
    assert drain(ledger, settings, keys) == 6
    (path,) = segments(settings.journal_folder)
    assert offsets(ledger) == {path.name: path.stat().st_size}
    a_journal(settings, keys, a_record(id="another writer's"))
    journal.append(b"[]")
    assert drain(ledger, settings, keys) == 1
    assert "another writer's" in ids(ledger)
    journal.close()


def test_nothing_is_counted_twice_when_the_same_journal_comes_again(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    """The ledger knows how far it was, also of what it folds into one row."""
    journal = a_journal(settings, keys, *[a_record(a_user_agent()) for _ in range(3)], is_closed=False)
    for _ in range(3):
        drain(ledger, settings, keys)
    with ledger.session() as session:
        assert session.scalar(select(func.sum(Disclosure.count))) == 3
    journal.close()


def test_a_torn_last_record_of_a_writer_that_is_gone_is_given_up(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    a_journal(settings, keys, a_record(id="whole"), a_record(id="torn"))
    path = segments(settings.journal_folder)[0]
    os.truncate(path, path.stat().st_size - 1)
    assert drain(ledger, settings, keys) == 1
    assert ids(ledger) == {"whole"}
    assert segments(settings.journal_folder) == []


def test_where_a_keeper_works_it_is_waited_for(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    a_journal(settings, keys, a_record(id="one"))
    with lock_of(settings) as lock:
        lock.acquire()
        keeper = threading.Timer(0.3, drain_all, (ledger, settings, keys))
        keeper.start()
        assert drain(ledger, settings, keys) == 0
        assert ids(ledger) == {"one"}
        keeper.join()


def test_a_living_segment_is_reached_when_its_end_of_now_is(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    journal = a_journal(settings, keys, a_record(id="one"), is_closed=False)
    with lock_of(settings) as lock:
        lock.acquire()
        drain_all(ledger, settings, keys)
        assert drain(ledger, settings, keys, patience=1) == 0
    journal.close()


def test_a_keeper_that_does_not_get_on_is_reported(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    a_journal(settings, keys, a_record())
    with lock_of(settings) as lock:
        lock.acquire()
        with pytest.raises(LedgerError, match="tracker doctor"):
            drain(ledger, settings, keys, patience=0.2)


def test_a_keeper_that_ends_in_the_meantime_is_replaced(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    a_journal(settings, keys, a_record())
    lock = lock_of(settings)
    lock.acquire()
    threading.Timer(0.2, lock.release).start()
    assert drain(ledger, settings, keys) == 1


def test_a_folder_that_cannot_be_written_is_reported(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_journal(settings, keys, a_record())

    def refused(_: Lock) -> bool:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Lock, "acquire", refused)
    with pytest.raises(LedgerError, match=r"Read-only file system\); the journal holds records"):
        drain(ledger, settings, keys)


def test_what_one_refused_record_costs_is_that_record(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    good, odd = a_record(a_disclosure()), a_record(scheme="x" * 70)
    a_journal(settings, keys, good, odd)
    drain(ledger, settings, keys)
    assert good.id in ids(ledger)


def test_the_lock_lies_in_the_home(settings: Settings) -> None:
    assert lock_of(settings).path == Path(settings.home / "keeper.lock")


def test_what_proxies_have_learnt_comes_with_the_records(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    a_journal(settings, keys, a_record())
    lessons.write(settings, keys, [a_lesson()])
    drain(ledger, settings, keys)
    assert [value.value for value in read_snapshot(settings, keys).values] == [MAIL]
    assert not lessons.are_waiting(settings)


@pytest.mark.parametrize("has_records", [False, True], ids=["an empty journal", "records that are known"])
@pytest.mark.parametrize("has_keeper", [False, True], ids=["no keeper", "a keeper at work"])
def test_what_comes_beside_the_journal_needs_no_new_record(
    ledger: Ledger, settings: Settings, keys: Keys, has_records: bool, has_keeper: bool
) -> None:
    """A running keeper may have the records already, and be about to look for the rest only at its next round."""
    journal = a_journal(settings, keys, *[a_record()] * has_records, is_closed=False)
    drain(ledger, settings, keys)
    lessons.write(settings, keys, [a_lesson()])
    password_parcels.write(settings, keys, [a_use()])
    with lock_of(settings) as lock:
        assert not has_keeper or lock.acquire()
        assert drain(ledger, settings, keys) == 0
    assert [value.value for value in read_snapshot(settings, keys).values] == [MAIL]
    assert rows(ledger, PasswordUse.digest, PasswordUse.count) == [(a_use().digest, 1)]
    assert not lessons.are_waiting(settings)
    assert not password_parcels.parcels(settings).are_waiting()
    journal.close()


def test_what_comes_beside_the_journal_waits_where_the_keeper_does_not_get_on(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    a_journal(settings, keys, a_record())
    lessons.write(settings, keys, [a_lesson()])
    with lock_of(settings) as lock:
        lock.acquire()
        with pytest.raises(LedgerError, match="tracker doctor"):
            drain(ledger, settings, keys, patience=0.2)
    assert lessons.are_waiting(settings)
