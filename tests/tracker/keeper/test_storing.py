"""One batch into the ledger, with what it refuses."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, StatementError

from tests.builders.records import a_record
from tracker.disclosure import Record
from tracker.errors import LedgerError
from tracker.journal import read, segments
from tracker.keeper.intake import Batch
from tracker.keeper.storing import forget_offsets, is_refusal, offsets_in, set_aside_folder, store
from tracker.keys import Keys
from tracker.ledger import writing
from tracker.ledger.models import Request
from tracker.ledger.opening import Ledger
from tracker.records import from_bytes
from tracker.settings import Settings


def set_aside(settings: Settings, keys: Keys) -> list[bytes | None]:
    return [sealed.data for path in segments(set_aside_folder(settings)) for sealed in read(path, keys.journal)]


def state(ledger: Ledger) -> tuple[list[str], dict[str, int]]:
    with ledger.session() as session:
        return list(session.scalars(select(Request.uid).order_by(Request.id))), offsets_in(session)


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The ids of records at which the ledger stumbles."""
    refused: set[str] = set()
    write = writing.write

    def choosy(session: Any, records: list[Record], *rest: Any, **named: Any) -> Any:
        for record in records:
            if record.id in refused:
                raise ValueError(record.id)
            if record.id == "the disk is full":
                raise LedgerError(record.id)
        return write(session, records, *rest, **named)

    monkeypatch.setattr(writing, "write", choosy)
    return refused


def test_records_and_offsets_come_together(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    store(ledger, settings, keys, Batch([a_record(id="one"), a_record(id="two")], {"a-0.journal": 500}))
    store(ledger, settings, keys, Batch([a_record(id="three")], {"a-0.journal": 700, "b-0.journal": 100}))
    assert state(ledger) == (["one", "two", "three"], {"a-0.journal": 700, "b-0.journal": 100})
    forget_offsets(ledger, ["a-0.journal"])
    assert state(ledger)[1] == {"b-0.journal": 100}


def test_a_record_that_the_ledger_refuses_is_set_aside_and_the_others_are_kept(
    ledger: Ledger, settings: Settings, keys: Keys, refusing: set[str]
) -> None:
    refusing.add("two")
    batch = Batch([a_record(id="one"), a_record(id="two"), a_record(id="three")], {"a-0.journal": 500})
    store(ledger, settings, keys, batch)
    assert state(ledger) == (["one", "three"], {"a-0.journal": 500})
    assert [from_bytes(data).id for data in set_aside(settings, keys) if data] == ["two"]


def test_what_could_not_be_read_as_a_record_is_set_aside(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    store(ledger, settings, keys, Batch([a_record(id="one")], {"a-0.journal": 500}, unknown=[b"of a later version"]))
    assert state(ledger) == (["one"], {"a-0.journal": 500})
    assert set_aside(settings, keys) == [b"of a later version"]


def test_a_database_that_fails_leaves_the_batch_undone(
    ledger: Ledger, settings: Settings, keys: Keys, refusing: set[str]
) -> None:
    with pytest.raises(LedgerError):
        store(ledger, settings, keys, Batch([a_record(id="one"), a_record(id="the disk is full")], {"a-0.journal": 5}))
    assert state(ledger) == ([], {})
    assert set_aside(settings, keys) == []


def test_a_database_that_fails_while_records_are_tried_singly_leaves_the_offsets(
    ledger: Ledger, settings: Settings, keys: Keys, refusing: set[str]
) -> None:
    refusing.add("one")
    with pytest.raises(LedgerError):
        store(ledger, settings, keys, Batch([a_record(id="one"), a_record(id="the disk is full")], {"a-0.journal": 5}))
    assert state(ledger) == ([], {})


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ValueError(), True),
        (KeyError(), True),
        (IntegrityError("", {}, Exception()), True),
        (DataError("", {}, Exception()), True),
        (StatementError("", "", {}, ValueError()), True),
        (OperationalError("", {}, Exception()), False),
        (LedgerError(), False),
        (OSError(), False),
        (MemoryError(), False),
    ],
)
def test_a_refusal_is_what_the_same_record_meets_again(error: Exception, expected: bool) -> None:
    assert is_refusal(error) is expected
