from datetime import UTC, datetime

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from tests.builders.ledger_files import opened_bytes
from tests.builders.records import MAIL, NOON, a_disclosure, a_record, a_user_agent, an_evidence
from tests.builders.written import CATALOGUE, assert_sums_are_right, rows, sums_kept, written
from tracker.disclosure import BlindSpot, Finding, Manner, Record, disclose
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.remembered import remember
from tracker.ledger.writing import Writer, Written, write
from tracker.masking import Fingerprinter
from tracker.settings import Settings
from tracker.taxonomy import Category
from tracker.traffic import Location


def test_a_record_becomes_a_request_with_its_disclosures(any_ledger: Ledger) -> None:
    record = a_record(a_disclosure(), a_user_agent(), id="first", source="a.har", entry=7)
    assert written(any_ledger, record) == Written(requests=1, disclosures=2, known=0)
    request = m.Request
    assert rows(
        any_ledger, request.uid, request.time, request.party, request.scheme, request.source, request.entry
    ) == [("first", NOON, "first", "https", "a.har", 7)]
    assert rows(any_ledger, m.Disclosure.category, m.Disclosure.manner, m.Disclosure.time, m.Disclosure.count) == [
        ("email_address", "submitted", NOON, 1),
        ("user_agent", "ambient", NOON, 1),
    ]
    assert rows(any_ledger, m.Host.name, m.Host.recipient) == [("www.shop.example", "shop.example")]
    assert rows(any_ledger, m.Evidence.location, m.Evidence.path, m.Evidence.encoding)[0] == ("form", "email", "[]")


def test_the_same_record_twice_changes_nothing(any_ledger: Ledger) -> None:
    record = a_record(a_user_agent(), blind_spots=(BlindSpot("oversized", 10),))
    written(any_ledger, record, collapse=True)
    with any_ledger.reading() as session:
        before = sums_kept(session)
    assert written(any_ledger, record, record, collapse=True) == Written(0, 0, 2)
    assert written(any_ledger, record) == Written(0, 0, 1)
    with any_ledger.reading() as session:
        assert sums_kept(session) == before
    assert rows(any_ledger, m.BlindSpot.count, m.BlindSpot.size) == [(1, 10)]


def test_a_record_that_tells_nothing_leaves_no_trace(ledger: Ledger) -> None:
    nothing = a_record(disclosures=())
    assert written(ledger, nothing) == Written(0, 0, 0)
    assert rows(ledger, m.Request.id) == rows(ledger, m.Host.id) == []


def test_hosts_belong_to_the_vendor_that_the_catalogue_names_or_to_their_domain(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(host="px.adpix.test"), a_record(), a_record(host="a.shop.example"))
    vendor = m.Vendor
    assert rows(any_ledger, vendor.slug, vendor.name, vendor.parent, vendor.country, vendor.is_known) == [
        ("adpix", "AdPix", "nordgroup", "SE", True),
        ("shop.example", "shop.example", None, None, False),
    ]


def test_strangers_text_is_stored_whatever_it_holds(any_ledger: Ledger) -> None:
    evidence = an_evidence("na\0me\ud800", Location.JSON, reasoning="\udfffodd")
    odd = a_record(
        a_disclosure(evidence=evidence),
        host="a" * 5000 + "\0.example",
        site="\ud800.example",
        method="M" * 300,
        scheme="s" * 99,
        source="fi\0le\udc80.har",
        blind_spots=(BlindSpot("r" * 100, 10**30), BlindSpot("r" * 100, -5), BlindSpot("r" * 100)),
    )
    assert written(any_ledger, odd) == Written(1, 1, 0)
    assert written(any_ledger, odd) == Written(0, 0, 1)
    assert rows(any_ledger, m.Evidence.path) == [("na\ufffdme?",)]
    assert rows(any_ledger, m.BlindSpot.count, m.BlindSpot.size) == [(3, 2**48)]


def _write_and_be_interrupted(ledger: Ledger, record: Record) -> None:
    with ledger.session() as session:
        write(session, [record], CATALOGUE, collapse=True)
        raise KeyboardInterrupt


def test_a_rolled_back_batch_leaves_nothing_in_memory_either(any_ledger: Ledger) -> None:
    record = a_record(a_user_agent())
    with pytest.raises(KeyboardInterrupt):
        _write_and_be_interrupted(any_ledger, record)
    assert rows(any_ledger, m.Host.id) == rows(any_ledger, m.Vendor.id) == []
    assert written(any_ledger, record, collapse=True) == Written(1, 1, 0)
    assert len(rows(any_ledger, m.Host.id)) == len(rows(any_ledger, m.Datum.id)) == 1


def test_a_rolled_back_savepoint_leaves_nothing_in_memory_either(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        savepoint = session.begin_nested()
        write(session, [a_record(a_user_agent())], CATALOGUE, collapse=True)
        savepoint.rollback()
        assert write(session, [a_record(a_user_agent())], CATALOGUE, collapse=True) == Written(1, 1, 0)
    assert rows(any_ledger, m.Disclosure.count) == [(1,)]


def test_several_batches_in_one_transaction_know_of_each_other(ledger: Ledger) -> None:
    with ledger.session() as session:
        for _ in range(2):
            write(session, [a_record(a_user_agent())], CATALOGUE, collapse=True)
    assert rows(ledger, m.Disclosure.count) == [(2,)]


def test_ids_in_memory_are_not_trusted_once_something_was_erased(ledger: Ledger) -> None:
    written(ledger, a_record(a_user_agent()), collapse=True)
    with ledger.session() as session:
        for model in (m.Disclosure, m.Exposure, m.Daily, m.Request, m.Host, m.Datum, m.Evidence, m.Site):
            session.execute(delete(model))
        remember(session, "erasures", "1")
    written(ledger, a_record(a_user_agent(), host="other.example"), collapse=True)
    assert rows(ledger, m.Host.name) == [("other.example",)]
    assert rows(ledger, m.Disclosure.count) == [(1,)]


def test_a_batch_costs_the_same_number_of_statements_whatever_its_size(ledger: Ledger, statements: list[str]) -> None:
    def _some(count: int) -> list[Record]:
        return [
            a_record(
                a_user_agent(), a_disclosure(value=f"{n}@mail.example", manner=Manner.RELAYED), host=f"{n}.adpix.test"
            )
            for n in range(count)
        ]

    written(ledger, *_some(2), collapse=True)
    counts = []
    for size in (5, 300):
        statements.clear()
        written(ledger, *_some(size), collapse=True)
        counts.append(len(statements))
    assert counts[0] == counts[1] < 40


def test_a_session_of_no_ledger_can_write_too(ledger: Ledger) -> None:
    with Session(ledger.engine) as session:
        assert write(session, [a_record()], CATALOGUE, collapse=False).requests == 1
        assert isinstance(session.info["shared"]["writer"], Writer)
        session.rollback()


def test_an_empty_batch_is_nothing(ledger: Ledger) -> None:
    assert written(ledger) == Written(0, 0, 0)


def test_more_than_a_batch_is_written_in_parts(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.ledger.writing._BATCH", 3)
    assert written(ledger, *(a_record(a_user_agent()) for _ in range(10)), collapse=True) == Written(10, 10, 0)
    assert rows(ledger, m.Disclosure.count) == [(10,)]


@pytest.mark.parametrize("time", [datetime.min, datetime.max, datetime(1969, 12, 31, 23, 59)])  # noqa: DTZ001, DTZ901
def test_any_time_a_capture_may_claim_is_recorded(any_ledger: Ledger, time: datetime) -> None:
    found = (a_disclosure(), a_disclosure(manner=Manner.RELAYED), a_user_agent())
    written(any_ledger, a_record(*found, time=time.replace(tzinfo=UTC)), collapse=True)
    written(any_ledger, a_record(*found, time=time.replace(tzinfo=UTC)), collapse=True)
    assert_sums_are_right(any_ledger)
    assert len(rows(any_ledger, m.Request.id)) == 2
    for before in (NOON, datetime.max.replace(tzinfo=UTC)):
        forget(any_ledger, before=before)
        assert_sums_are_right(any_ledger)


def test_the_persons_own_values_stand_in_no_byte_of_the_file(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    """Neither as they are nor in the paths, hosts and previews that are kept of where they were found."""
    places = ("email", f"user[{MAIL}].id", f"q={MAIL.replace('@', '%40')}", "x" * 300 + MAIL)
    findings = [Finding(Category.EMAIL_ADDRESS, MAIL, an_evidence(place, reasoning="by its name")) for place in places]
    fingerprinter = Fingerprinter(keys.fingerprint)
    found = disclose(findings, fingerprinter, "adpix.test", lambda _: Manner.RELAYED)
    written(ledger, a_record(*found, host="px.adpix.test"))
    data = opened_bytes(settings.ledger_file, keys.ledger)
    assert b"px.adpix.test" in data
    for trace in (MAIL, MAIL.replace("@", "%40"), "dupont"):
        assert trace.encode() not in data.lower()
