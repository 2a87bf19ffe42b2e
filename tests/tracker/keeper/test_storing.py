"""One batch into the ledger, with what it refuses."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, StatementError

from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.rulings import a_ruled
from tests.builders.written import rows
from tracker.aliases import Aliases, to_bytes
from tracker.disclosure import Manner, Record
from tracker.errors import LedgerError
from tracker.journal import read, segments
from tracker.keeper.intake import Batch
from tracker.keeper.storing import forget_offsets, is_refusal, offsets_in, set_aside_folder, store
from tracker.keys import Keys
from tracker.leaps import Leap
from tracker.ledger import aliases as noting
from tracker.ledger import rulings as ruling
from tracker.ledger import writing
from tracker.ledger.models import Disclosure, Host, Request, Ruling
from tracker.ledger.opening import Ledger
from tracker.records import from_bytes
from tracker.rulings import to_bytes as rulings_to_bytes
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


def stumble(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Have the ledger stumble at what is told of b.shop.example."""
    note = getattr(module, name)

    def choosy(session: Any, told: list[Any], catalogue: Any) -> Any:
        if any(one.host == "b.shop.example" for one in told):
            raise ValueError("b.shop.example")
        return note(session, told, catalogue)

    monkeypatch.setattr(module, name, choosy)


def leads(host: str = "www.shop.example", *hops: str) -> Aliases:
    return Aliases(host, NOON, hops)


def aliases(ledger: Ledger) -> list[tuple[str, str]]:
    with ledger.session() as session:
        return [(name, known) for name, known in session.execute(select(Host.name, Host.aliases))]


def test_where_a_name_leads_comes_with_the_hosts_first_request(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    told = leads("www.shop.example", "x.cloud.test")
    for number, unknown in enumerate(([], [b"of a later version"])):
        host = f"h{number}.shop.example"
        batch = Batch([a_record(host=host)], {"a-0.journal": 500}, 0, list(unknown), [told._replace(host=host)])
        store(ledger, settings, keys, batch)
        assert (host, '["x.cloud.test"]') in aliases(ledger)


def test_aliases_that_the_ledger_refuses_are_set_aside_and_the_rest_is_kept(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumble(monkeypatch, noting, "note_aliases")
    hosts = ("a.shop.example", "b.shop.example")
    told = [leads(host, "x.cloud.test") for host in hosts]
    records = [a_record(id=host, host=host) for host in hosts]
    store(ledger, settings, keys, Batch(records, {"a-0.journal": 500}, aliases=told))
    assert state(ledger) == (list(hosts), {"a-0.journal": 500})
    assert sorted(aliases(ledger)) == [("a.shop.example", '["x.cloud.test"]'), ("b.shop.example", "[]")]
    assert set_aside(settings, keys) == [to_bytes(told[1])]


def test_what_is_refused_together_and_taken_one_by_one_counts_as_done(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = writing.write

    def choosy(session: Any, records: Any, *rest: Any, **named: Any) -> Any:
        if len(records) > 1:
            raise ValueError("one at a time")
        return write(session, records, *rest, **named)

    monkeypatch.setattr(writing, "write", choosy)
    store(ledger, settings, keys, Batch([a_record(id="one"), a_record(id="two")], {"a-0.journal": 500}))
    assert state(ledger) == (["one", "two"], {"a-0.journal": 500})
    assert set_aside(settings, keys) == []


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


def test_what_rules_did_comes_with_the_requests_and_is_set_aside_where_it_is_refused(
    ledger: Ledger, settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumble(monkeypatch, ruling, "note_rulings")
    told = [a_ruled(host=host) for host in ("a.shop.example", "b.shop.example")]
    batch = Batch([a_record(id="one")], {"a-0.journal": 500}, rulings=told)
    for _ in range(2):
        store(ledger, settings, keys, batch)
    assert state(ledger) == (["one"], {"a-0.journal": 500})
    assert rows(ledger, Ruling.times) == [(1,)]
    assert set_aside(settings, keys) == [rulings_to_bytes(told[1])] * 2


def test_records_are_judged_by_the_times_that_the_clock_told_twice(
    ledger: Ledger, settings: Settings, keys: Keys
) -> None:
    """The clock was set back by ten minutes between what the person submitted and what the page made of it."""
    submitted = a_record(a_disclosure(), time=NOON)
    passed_on = a_record(a_disclosure(manner=Manner.RELAYED), host="px.adpix.test", time=NOON - timedelta(minutes=9))
    leap = Leap(NOON - timedelta(minutes=10), NOON)
    store(ledger, settings, keys, Batch([submitted, passed_on], {"a-0.journal": 500}, leaps=[leap]))
    assert rows(ledger, Disclosure.manner) == [("relayed",), ("submitted",)]
    store(ledger, settings, keys, Batch([], {"a-0.journal": 600}, leaps=[leap]))
    assert state(ledger)[1] == {"a-0.journal": 600}
