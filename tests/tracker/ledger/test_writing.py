from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tests.builders.catalogues import a_catalogue
from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent, an_evidence
from tracker.disclosure import BlindSpot, Manner, Record
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger.moments import DAY, micros
from tracker.ledger.opening import Ledger, open_ledger
from tracker.ledger.writing import Writer, Written, write
from tracker.settings import Settings
from tracker.taxonomy import Category
from tracker.traffic import Location

CATALOGUE = a_catalogue()
MINUTE = timedelta(minutes=1)


def written(ledger: Ledger, *records: Record, collapse: bool = False) -> Written:
    with ledger.session() as session:
        return write(session, records, CATALOGUE, collapse=collapse)


def rows(ledger: Ledger, *columns: Any) -> list[tuple[Any, ...]]:
    with ledger.reading() as session:
        return sorted(tuple(row) for row in session.execute(select(*columns)))


def sums_kept(session: Session) -> tuple[set[Any], set[Any]]:
    columns = (*_EXPOSURE, m.Exposure.party, m.Exposure.is_plain, m.Exposure.first, m.Exposure.last, m.Exposure.count)
    days = (m.Daily.day, m.Daily.host_id, m.Daily.category, m.Daily.party, m.Daily.manner, m.Daily.count)
    return {tuple(row) for row in session.execute(select(*columns))}, {
        tuple(row) for row in session.execute(select(*days))
    }


_EXPOSURE = (m.Exposure.host_id, m.Exposure.datum_id, m.Exposure.site_id, m.Exposure.manner)


def sums_of_rows(session: Session) -> tuple[set[Any], set[Any]]:
    """What the sums should be, summed here by other means than the program's."""
    exposures: dict[Any, list[Any]] = {}
    days: dict[Any, int] = {}
    for row, scheme in session.execute(select(m.Disclosure, m.Request.scheme).join(m.Request)):
        is_plain = scheme in ("http", "ws")
        sum_ = exposures.setdefault(
            (row.host_id, row.datum_id, row.site_id, row.manner), [row.party, False, row.time, row.last, 0]
        )
        sum_[1:] = [sum_[1] or is_plain, min(sum_[2], row.time), max(sum_[3], row.last), sum_[4] + row.count]
        day = (micros(row.time) // DAY, row.host_id, row.category, row.party, row.manner)
        days[day] = days.get(day, 0) + row.count
    return {(*key, *sum_) for key, sum_ in exposures.items()}, {(*key, count) for key, count in days.items()}


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


def test_what_the_browser_sends_by_itself_is_one_row_a_day(any_ledger: Ledger) -> None:
    times = [NOON, NOON + MINUTE, NOON - MINUTE, NOON + timedelta(days=1)]
    for time in times:
        written(any_ledger, a_record(a_user_agent(), time=time), collapse=True)
    assert rows(any_ledger, m.Disclosure.time, m.Disclosure.last, m.Disclosure.count) == [
        (NOON - MINUTE, NOON + MINUTE, 3),
        (NOON + timedelta(days=1), NOON + timedelta(days=1), 1),
    ]
    assert len(rows(any_ledger, m.Request.id)) == 4


@pytest.mark.parametrize(
    "other",
    [
        a_record(a_user_agent(), host="cdn.shop.example"),
        a_record(a_user_agent(), site=None),
        a_record(a_user_agent(), scheme="http"),
        a_record(a_disclosure(Category.USER_AGENT, "another", Manner.AMBIENT)),
        a_record(a_disclosure(Category.USER_AGENT, "Mozilla/5.0 (X11; Linux)", Manner.RELAYED)),
        a_record(a_user_agent(), source="a.har", entry=0),
    ],
    ids=["host", "site", "scheme", "value", "manner", "import"],
)
def test_what_differs_is_a_row_of_its_own(ledger: Ledger, other: Record) -> None:
    written(ledger, a_record(a_user_agent()), other, collapse=True)
    assert rows(ledger, m.Disclosure.count) == [(1,), (1,)]


def test_imports_keep_each_row_and_live_traffic_is_not_counted_in_them(ledger: Ledger) -> None:
    imported = [a_record(a_user_agent(), source="a.har", entry=entry) for entry in range(2)]
    written(ledger, *imported)
    written(ledger, a_record(a_user_agent()), collapse=True)
    assert rows(ledger, m.Disclosure.count) == [(1,), (1,), (1,)]


def test_a_later_start_counts_on_in_the_row_there_is(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    written(ledger, a_record(a_user_agent()), collapse=True)
    with open_ledger(settings, keys) as again:
        written(again, a_record(a_user_agent()), collapse=True)
    assert rows(ledger, m.Disclosure.count) == [(2,)]


def _mail(manner: Manner, minutes: float, host: str = "www.shop.example", **changes: Any) -> Record:
    return a_record(a_disclosure(manner=manner), host=host, time=NOON + minutes * MINUTE, **changes)


@pytest.mark.parametrize(
    ("relayed", "submitted", "expected"),
    [
        (_mail(Manner.RELAYED, 0, "rec.adpix.test"), _mail(Manner.SUBMITTED, 1), "premature"),
        (_mail(Manner.RELAYED, 0, "rec.adpix.test"), _mail(Manner.SUBMITTED, 30), "premature"),
        (_mail(Manner.RELAYED, 0, "rec.adpix.test"), _mail(Manner.SUBMITTED, 30.1), "relayed"),
        (_mail(Manner.RELAYED, 0, "rec.adpix.test"), _mail(Manner.SUBMITTED, 0), "relayed"),
        (_mail(Manner.RELAYED, 1, "rec.adpix.test"), _mail(Manner.SUBMITTED, 0), "relayed"),
        (_mail(Manner.RELAYED, 0, site="other.example"), _mail(Manner.SUBMITTED, 1), "relayed"),
        (a_record(a_disclosure(value="x@y.example", manner=Manner.RELAYED)), _mail(Manner.SUBMITTED, 1), "relayed"),
    ],
    ids=["before", "half an hour", "longer", "same moment", "after", "another site", "another value"],
)
@pytest.mark.parametrize("order", ["one batch", "as it happened", "late"])
def test_what_left_before_it_was_submitted_is_premature(
    ledger: Ledger, relayed: Record, submitted: Record, expected: str, order: str
) -> None:
    if order == "one batch":
        written(ledger, relayed, submitted)
    else:
        for record in (relayed, submitted) if order == "as it happened" else (submitted, relayed):
            written(ledger, record)
    assert {manner for (manner,) in rows(ledger, m.Disclosure.manner)} == {"submitted", expected}
    assert {manner for (manner,) in rows(ledger, m.Exposure.manner)} == {"submitted", expected}
    assert {manner for (manner,) in rows(ledger, m.Daily.manner)} == {"submitted", expected}


def test_hosts_belong_to_the_vendor_that_the_catalogue_names_or_to_their_domain(any_ledger: Ledger) -> None:
    written(any_ledger, _mail(Manner.RELAYED, 0, "px.adpix.test"), _mail(Manner.SUBMITTED, 1), _mail(Manner.RELAYED, 2))
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
    from tracker.ledger.remembered import remember

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
    assert counts[0] == counts[1] < 30


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


_VALUES = ("a@mail.example", "b@mail.example")
_MANNERS = (Manner.SUBMITTED, Manner.RELAYED, Manner.RELAYED, Manner.AMBIENT)
_HOSTS = ("www.shop.example", "px.adpix.test", "c.metrica.test")

disclosures = st.builds(
    lambda value, manner, path: a_disclosure(Category.EMAIL_ADDRESS, value, manner, an_evidence(path)),
    st.sampled_from(_VALUES),
    st.sampled_from(_MANNERS),
    st.sampled_from(("email", "e")),
)
records = st.builds(
    lambda found, host, site, minutes, scheme, source: a_record(
        *found, host=host, site=site, time=NOON + minutes * MINUTE, scheme=scheme, source=source
    ),
    st.lists(disclosures, min_size=1, max_size=4),
    st.sampled_from(_HOSTS),
    st.sampled_from(("shop.example", "other.example", None)),
    st.sampled_from((0, 1, 10, 29, 40, 45, 719, 725, 24 * 60)),
    st.sampled_from(("https", "https", "http", "wss")),
    st.sampled_from((None, None, "a.har")),
)
batches = st.lists(st.tuples(st.lists(records, max_size=6), st.booleans()), min_size=1, max_size=5)


def _premature(session: Session) -> set[Any]:
    """The rows that should be premature, by the rule read aloud."""
    row = m.Disclosure
    found = session.execute(select(row.id, row.datum_id, row.site_id, row.manner, row.time)).all()
    submitted = [one for one in found if one.manner == "submitted"]
    return {
        one.id
        for one in found
        if one.manner in ("relayed", "premature")
        and any(
            (other.datum_id, other.site_id) == (one.datum_id, one.site_id)
            and one.time < other.time <= one.time + 30 * MINUTE
            for other in submitted
        )
    }


def _check(ledger: Ledger, steps: Sequence[tuple[list[Record], bool]]) -> None:
    told = [record for batch, _ in steps for record in batch]
    for batch, collapse in steps:
        written(ledger, *batch, collapse=collapse)
        written(ledger, *told[:3], collapse=collapse)
    with ledger.reading() as session:
        assert sums_kept(session) == sums_of_rows(session)
        marked = set(session.scalars(select(m.Disclosure.id).where(m.Disclosure.manner == "premature")))
        assert marked == _premature(session)
        total = session.scalar(select(func.sum(m.Disclosure.count))) or 0
        assert total == sum(len(record.disclosures) for record in told)


def _empty(ledger: Ledger) -> None:
    with ledger.session() as session:
        for model in (m.Disclosure, m.Exposure, m.Daily, m.Request):
            session.execute(delete(model))
    ledger._shared.clear()


_SHARED = [HealthCheck.function_scoped_fixture]


@examples(max_examples=60, deadline=None, suppress_health_check=_SHARED)
@given(batches)
def test_sums_are_those_of_the_rows_whatever_comes(ledger: Ledger, steps: list[tuple[list[Record], bool]]) -> None:
    _empty(ledger)
    _check(ledger, steps)


@examples(max_examples=15, deadline=None, suppress_health_check=_SHARED)
@given(batches)
def test_sums_are_those_of_the_rows_on_postgresql_too(
    postgresql_ledger: Ledger, steps: list[tuple[list[Record], bool]]
) -> None:
    _empty(postgresql_ledger)
    _check(postgresql_ledger, steps)
