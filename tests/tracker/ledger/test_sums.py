from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tests.builders.records import NOON, a_disclosure, a_record, an_evidence
from tests.builders.written import TALLIES, assert_sums_are_right, rows, written
from tracker.disclosure import BlindSpot, Disclosure, Manner, Record
from tracker.ledger import models as m
from tracker.ledger.halfway import OFTEN
from tracker.ledger.opening import Ledger
from tracker.ledger.places import Places
from tracker.ledger.sums import Counted, Sums, exposures_of_rows
from tracker.taxonomy import Category

MINUTE = timedelta(minutes=1)
BATCHES = 4
HOSTS = ("www.shop.example", "px.adpix.test", "c.metrica.test")

WHOLE, HALVES, ELSE = "marie@mail.example", ("marie@mail.ex", "marie@"), "else@mail.example"


def a_moment_of(minutes: float, *found: Disclosure, **changes: Any) -> Record:
    return a_record(*found, time=NOON + minutes * MINUTE, **changes)


disclosures = st.builds(
    a_disclosure,
    st.sampled_from((Category.EMAIL_ADDRESS, Category.EMAIL_ADDRESS, Category.FULL_NAME, Category.CLIENT_ID)),
    st.sampled_from((*[ELSE] * 5, WHOLE, *HALVES)),
    st.sampled_from((Manner.SUBMITTED, Manner.RELAYED, Manner.RELAYED, Manner.AMBIENT)),
    st.sampled_from((an_evidence("email"), an_evidence("e"))),
)
whatever = st.builds(
    lambda found, minutes, **changes: a_moment_of(minutes, *found, **changes),
    st.lists(disclosures, min_size=1, max_size=4),
    st.sampled_from((0, 1, 2, 10, 29, 40, 45, 719, 725, 24 * 60)),
    host=st.sampled_from(HOSTS),
    site=st.sampled_from(("shop.example", "shop.example", "other.example", None)),
    scheme=st.sampled_from(("https", "https", "http", "wss")),
    source=st.sampled_from((None, None, "a.har")),
)
order = st.integers(0, BATCHES - 1)
typed = st.builds(
    lambda value, minutes, kind: a_moment_of(minutes, a_disclosure(kind, value, Manner.RELAYED), host=HOSTS[1]),
    st.sampled_from((*HALVES, *HALVES, WHOLE)),
    st.sampled_from((0, 0.5, 1, 1.5, 2)),
    st.sampled_from((*[Category.EMAIL_ADDRESS] * 5, Category.CLIENT_ID)),
)
whole = st.builds(
    lambda minutes: a_moment_of(minutes, a_disclosure(value=WHOLE, manner=Manner.RELAYED), host=HOSTS[1]),
    st.sampled_from((0.5, 1, 2, 2.5, 3)),
)
given_there = st.builds(
    lambda value, minutes: a_moment_of(minutes, a_disclosure(value=value)),
    st.sampled_from((*[WHOLE] * 5, HALVES[0])),
    st.sampled_from((1, 2.5, 4, 4, 31, 32.5, 60)),
)
stories = st.tuples(*(st.tuples(order, part) for part in (typed, typed, whole, given_there)))


def dealt(told: list[Any], others: list[Any], collapse: list[bool]) -> "Steps":
    """Records into the batches that they were given the numbers of."""
    all_ = [*(one for story in told for one in story), *others]
    return [([record for place, record in all_ if place == number], fold) for number, fold in enumerate(collapse)]


batches = st.builds(
    dealt,
    st.lists(stories, max_size=2),
    st.lists(st.tuples(order, whatever), max_size=8),
    st.lists(st.booleans(), min_size=BATCHES, max_size=BATCHES),
)
type Steps = list[tuple[list[Record], bool]]


def should_be_premature(session: Session) -> set[int]:
    """The rows that should be premature, by the rules read aloud."""
    rows = session.scalars(select(m.Disclosure)).all()
    whole = [one for one in rows if left_before_it_was_submitted(one, rows)]
    halfway = [one for one in rows if any(was_typed_on_the_way_to(one, to, rows) for to in whole)]
    return {one.id for one in (*whole, *halfway)}


def on_the_same_trail(one: m.Disclosure, rows: Sequence[m.Disclosure]) -> list[m.Disclosure]:
    """All that is known of this datum on this site."""
    return [other for other in rows if (other.datum_id, other.site_id) == (one.datum_id, one.site_id)]


def left_before_it_was_submitted(one: m.Disclosure, rows: Sequence[m.Disclosure]) -> bool:
    given = [other.time for other in on_the_same_trail(one, rows) if other.manner == "submitted"]
    is_the_pages_doing = one.manner in ("relayed", "premature")
    return is_the_pages_doing and bool(given) and one.time < min(given) <= one.time + 30 * MINUTE


def was_typed_on_the_way_to(one: m.Disclosure, whole: m.Disclosure, rows: Sequence[m.Disclosure]) -> bool:
    same = on_the_same_trail(one, rows)
    return (
        one.manner in ("relayed", "premature")
        and one.category != "client_id"  # nobody types it
        and not any(other.manner == "submitted" for other in same)
        and (one.host_id, one.site_id, one.category) == (whole.host_id, whole.site_id, whole.category)
        and one.time < whole.time <= one.time + 2 * MINUTE
        and min(other.time for other in same) >= whole.time - 2 * MINUTE
        and max(other.last for other in same) < whole.time
        and sum(other.count for other in same) <= OFTEN
    )


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
        for model in (m.Disclosure, m.Exposure, m.Daily, m.Request, m.VendorTally, *TALLIES):
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
        sums.store(session, Places())
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
