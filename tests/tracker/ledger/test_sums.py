from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tests.builders.records import NOON, a_disclosure, a_record, an_evidence
from tests.builders.written import assert_sums_are_right, rows, written
from tracker.disclosure import BlindSpot, Manner, Record
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.sums import Counted, Sums, exposures_of_rows
from tracker.taxonomy import Category

MINUTE = timedelta(minutes=1)
HOSTS = ("www.shop.example", "px.adpix.test", "c.metrica.test")

disclosures = st.builds(
    lambda value, manner, path: a_disclosure(Category.EMAIL_ADDRESS, value, manner, an_evidence(path)),
    st.sampled_from(("a@mail.example", "b@mail.example")),
    st.sampled_from((Manner.SUBMITTED, Manner.RELAYED, Manner.RELAYED, Manner.AMBIENT)),
    st.sampled_from(("email", "e")),
)
records = st.builds(
    lambda found, host, site, minutes, scheme, source: a_record(
        *found, host=host, site=site, time=NOON + minutes * MINUTE, scheme=scheme, source=source
    ),
    st.lists(disclosures, min_size=1, max_size=4),
    st.sampled_from(HOSTS),
    st.sampled_from(("shop.example", "other.example", None)),
    st.sampled_from((0, 1, 10, 29, 40, 45, 719, 725, 24 * 60)),
    st.sampled_from(("https", "https", "http", "wss")),
    st.sampled_from((None, None, "a.har")),
)
batches = st.lists(st.tuples(st.lists(records, max_size=6), st.booleans()), min_size=1, max_size=5)
type Steps = list[tuple[list[Record], bool]]


def should_be_premature(session: Session) -> set[int]:
    """The rows that should be premature, by the rule read aloud."""
    row = m.Disclosure
    found = session.execute(select(row.id, row.datum_id, row.site_id, row.manner, row.time)).all()
    first_given: dict[tuple[int, int], datetime] = {}
    for one in found:
        if one.manner == "submitted":
            trail = (one.datum_id, one.site_id)
            first_given[trail] = min(one.time, first_given.get(trail, one.time))
    return {
        one.id
        for one in found
        if one.manner in ("relayed", "premature")
        and (first := first_given.get((one.datum_id, one.site_id)))
        and one.time < first <= one.time + 30 * MINUTE
    }


def check(ledger: Ledger, steps: Sequence[tuple[list[Record], bool]]) -> int:
    """Write the batches, some of their records again and again, and compare; return how many disclosures there are."""
    listed = [record for batch, _ in steps for record in batch]
    for batch, collapse in steps:
        written(ledger, *batch, collapse=collapse)
        written(ledger, *listed[:3], collapse=collapse)
    assert_sums_are_right(ledger)
    with ledger.reading() as session:
        marked = set(session.scalars(select(m.Disclosure.id).where(m.Disclosure.manner == "premature")))
        assert marked == should_be_premature(session)
        return session.scalar(select(func.sum(m.Disclosure.count))) or 0


def told(steps: Steps) -> int:
    return sum(len(record.disclosures) for batch, _ in steps for record in batch)


def empty(ledger: Ledger) -> None:
    with ledger.session() as session:
        for model in (m.Disclosure, m.Exposure, m.Daily, m.Request):
            session.execute(delete(model))
    ledger._shared.clear()


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches)
def test_sums_are_those_of_the_rows_whatever_comes(ledger: Ledger, steps: Steps) -> None:
    empty(ledger)
    assert check(ledger, steps) == told(steps)


@examples(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches)
def test_sums_are_those_of_the_rows_on_postgresql_too(postgresql_ledger: Ledger, steps: Steps) -> None:
    empty(postgresql_ledger)
    assert check(postgresql_ledger, steps) == told(steps)


def test_the_exposures_can_be_told_from_the_rows(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(), a_record(scheme="http"), a_record(host=HOSTS[1], time=NOON + MINUTE))
    with any_ledger.reading() as session:
        told = {(row[0], bool(row[5]), row[8]) for row in session.execute(exposures_of_rows())}
    assert told == {(1, True, 2), (2, False, 1)}


def test_sums_of_a_batch_reach_the_ledger_once_for_each_key(ledger: Ledger) -> None:
    written(ledger, a_record())
    one: Any = Counted(1, 1, 1, "email_address", "first", "submitted", "http", 0)
    sums = Sums()
    for time in (5, 3, 4):
        sums.add(one._replace(time=time))
    with ledger.session() as session:
        sums.store(session)
    assert rows(ledger, m.Exposure.is_plain, m.Exposure.last, m.Exposure.count) == [(True, NOON, 4)]
    assert rows(ledger, m.Daily.day, m.Daily.count) == [(0, 3), (20514, 1)]


def test_blind_spots_are_counted_with_their_bytes(any_ledger: Ledger) -> None:
    for minutes, size in ((0, 10), (5, None), (-5, 7)):
        spot = BlindSpot("oversized", size)
        written(any_ledger, a_record(time=NOON + minutes * MINUTE, blind_spots=(spot,)))
    spot_ = m.BlindSpot
    assert rows(any_ledger, spot_.reason, spot_.first, spot_.last, spot_.count, spot_.size) == [
        ("oversized", NOON - 5 * MINUTE, NOON + 5 * MINUTE, 3, 17)
    ]
