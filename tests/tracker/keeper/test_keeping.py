"""Segments lie beside the last good copy until it has what is in them, and come back where the ledger lost it."""

import os

import pytest
from sqlalchemy import func, select

from tests.builders.damages import DAMAGES
from tests.builders.journals import a_journal
from tests.builders.records import a_record, a_user_agent
from tests.builders.written import assert_sums_are_right
from tracker.journal import segments
from tracker.keeper import drain, shed
from tracker.keeper.keeping import bring_back, clear_away, kept
from tracker.keys import Keys
from tracker.ledger import copies
from tracker.ledger.models import Disclosure, JournalPosition, Request
from tracker.ledger.opening import Ledger, open_ledger
from tracker.settings import Settings


def told(ledger: Ledger) -> tuple[set[str], int, set[str]]:
    """Requests, how many disclosures, and the segments that the ledger remembers."""
    with ledger.reading() as session:
        times = session.scalar(select(func.coalesce(func.sum(Disclosure.count), 0)))
        segments_ = set(session.scalars(select(JournalPosition.segment)))
        return set(session.scalars(select(Request.uid))), int(times or 0), segments_


def recorded(settings: Settings, keys: Keys, name: str, times: int = 3) -> None:
    a_journal(settings, keys, *[a_record(a_user_agent(), id=f"{name}{number}") for number in range(times)])


def test_without_a_copy_segments_are_removed(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    recorded(settings, keys, "one")
    drain(ledger, settings, keys)
    assert list(settings.journal_folder.iterdir()) == []
    assert not kept(settings)


def test_with_a_copy_segments_are_kept_until_the_next_one(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    recorded(settings, keys, "one")
    drain(ledger, settings, keys)
    copies.make(settings, keys)
    recorded(settings, keys, "two")
    drain(ledger, settings, keys)
    assert list(settings.journal_folder.iterdir()) == []
    (segment,) = kept(settings)
    assert told(ledger)[2] == {segment.name}
    copies.make(settings, keys)
    assert not kept(settings)
    recorded(settings, keys, "three")
    drain(ledger, settings, keys)
    assert told(ledger)[2] == {path.name for path in kept(settings)}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_recorded_since_the_copy_is_brought_in_again_once(
    ledger: Ledger, settings: Settings, keys: Keys, damage: str
) -> None:
    """Also of a segment of which the copy has a part, and of one that was still being written."""
    journal = a_journal(settings, keys, a_record(a_user_agent()), is_closed=False)
    recorded(settings, keys, "one")
    drain(ledger, settings, keys)
    copies.make(settings, keys)
    recorded(settings, keys, "two")
    journal.append(b"[]")
    drain(ledger, settings, keys)
    journal.close()
    recorded(settings, keys, "three")
    drain(ledger, settings, keys)
    before = told(ledger)
    assert len(before[0]) >= 1
    ledger.close()
    DAMAGES[damage](settings.ledger_file)
    with open_ledger(settings, keys) as again:
        assert told(again)[1] < before[1]
        recorded(settings, keys, "four", 1)
        drain(again, settings, keys)
        assert told(again)[1] == before[1] + 1
        assert_sums_are_right(again)
        drain(again, settings, keys)
        assert told(again)[1] == before[1] + 1


def test_commits_that_went_with_the_write_ahead_log_are_made_again(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    recorded(settings, keys, "one")
    drain(ledger, settings, keys)
    ledger.close()
    copies.make(settings, keys)
    before = settings.ledger_file.read_bytes()
    with open_ledger(settings, keys) as again:
        recorded(settings, keys, "two")
        drain(again, settings, keys)
        count = told(again)[1]
    settings.ledger_file.write_bytes(before)
    for end in ("-wal", "-shm"):
        settings.ledger_file.with_name(f"ledger.db{end}").unlink(missing_ok=True)
    with open_ledger(settings, keys) as again:
        assert told(again)[1] < count
        drain(again, settings, keys)
        assert told(again)[1] == count


def test_what_came_since_the_copy_is_brought_in_though_nothing_new_was_recorded(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    copies.make(settings, keys)
    recorded(settings, keys, "one")
    drain(ledger, settings, keys)
    ledger.close()
    DAMAGES["half of it"](settings.ledger_file)
    with open_ledger(settings, keys) as again:
        assert drain(again, settings, keys) == 3
        assert drain(again, settings, keys) == 0
        assert told(again)[1] == 3


def test_shedding_leaves_nothing_beside_the_copy(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    copies.make(settings, keys)
    recorded(settings, keys, "one")
    assert shed(ledger, settings, keys)
    assert list(copies.folder_of(settings).iterdir()) == []


def test_on_a_server_nothing_is_kept(settings: Settings, keys: Keys) -> None:
    elsewhere = Settings(settings.home, "postgresql://nobody@host/ledger", "file")
    recorded(elsewhere, keys, "one")
    (segment,) = segments(elsewhere.journal_folder)
    clear_away(elsewhere, segment)
    assert not segment.exists()
    assert not kept(elsewhere)
    bring_back(elsewhere, {})
    assert os.listdir(elsewhere.journal_folder) == []
