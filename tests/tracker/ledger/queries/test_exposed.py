from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import a_world, fill
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.disclosure import Manner, Party
from tracker.ledger.moments import micros
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.disclosures import disclosures
from tracker.ledger.queries.exposed import Part, days, exposed, in_plain, part_of, rows, sources
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.sums import PLAIN
from tracker.taxonomy import Category

WEEK = timedelta(days=7)
PARTS = [
    pytest.param(EVERYTHING, None, id="all"),
    pytest.param(EVERYTHING, "adpix", id="a company"),
    pytest.param(Scope(category=Category.EMAIL_ADDRESS), None, id="a kind"),
    pytest.param(Scope(category=Category.EMAIL_ADDRESS), "adpix", id="a kind and a company"),
    pytest.param(Scope(manner=Manner.RELAYED), "adpix", id="a manner"),
    pytest.param(Scope(party=Party.THIRD), None, id="a party"),
    pytest.param(Scope(since=NOON - WEEK, until=NOON - timedelta(days=2)), None, id="a period"),
    pytest.param(Scope(until=NOON - WEEK), "adpix", id="before a day"),
    pytest.param(Scope(since=NOON + WEEK * 52), None, id="nothing"),
]


def by_rows(session: Session, part: Part) -> tuple[Counter[tuple[object, ...]], int, int, int, Counter[object]]:
    times, plain, number, spans, each = Counter[tuple[object, ...]](), 0, 0, 0, Counter[object]()
    for row in disclosures(session, vendor=part.vendor, scope=part.scope):
        times[row.host, row.recipient, row.vendor, row.site, row.category, row.manner] += row.count
        plain += row.count if row.scheme in PLAIN else 0
        number += 1
        spans = max(spans, micros(row.last))
        each[row.time.date()] += row.count
    return times, plain, number, spans, each


@pytest.mark.parametrize(("scope", "vendor"), PARTS)
def test_it_is_what_the_rows_come_to(ledger: Ledger, scope: Scope, vendor: str | None) -> None:
    fill(ledger, a_world(days=14))
    with ledger.reading() as session:
        part = part_of(session, scope, vendor)
        times, plain, number, last, each = by_rows(session, part)
        told = Counter[tuple[object, ...]]()
        found = list(exposed(session, part))
        for one in found:
            told[one.host, one.recipient, one.vendor, one.site, one.category, one.manner] += one.times
        assert told == times
        assert max((one.last for one in found), default=0) == last
        assert (in_plain(session, part), rows(session, part)) == (plain, number)
        assert days(session, part) == each


@pytest.mark.parametrize(
    ("scope", "is_whole"),
    [
        pytest.param(EVERYTHING, True, id="all"),
        pytest.param(Scope(since=NOON), True, id="from the first"),
        pytest.param(Scope(since=NOON + timedelta(seconds=1)), False, id="after the first"),
        pytest.param(Scope(until=NOON + timedelta(seconds=2)), True, id="until after the last"),
        pytest.param(Scope(until=NOON + timedelta(seconds=1)), False, id="until the last"),
        pytest.param(Scope(party=Party.FIRST), False, id="a party"),
        pytest.param(Scope(manner=Manner.RELAYED), True, id="a manner"),
    ],
)
def test_the_sums_tell_of_what_leaves_no_row_out(ledger: Ledger, scope: Scope, is_whole: bool) -> None:
    fill(ledger, [a_record(time=NOON), a_record(time=NOON + timedelta(seconds=1))])
    with ledger.reading() as session:
        assert part_of(session, scope).is_whole is is_whole


def test_of_an_empty_record_there_is_nothing(ledger: Ledger) -> None:
    with ledger.reading() as session:
        part = part_of(session, Scope(since=NOON, until=NOON + WEEK))
        assert (part.is_whole, [*exposed(session, part)], days(session, part), rows(session, part)) == (True, [], {}, 0)
        assert (in_plain(session, part), sources(session, part)) == (0, frozenset())


def test_captures_that_rows_came_from_are_named(ledger: Ledger) -> None:
    fill(ledger, [a_record(a_disclosure(Category.CITY, "Lyon"), source="a.har", entry=0), a_record()])
    with ledger.reading() as session:
        assert sources(session, part_of(session, EVERYTHING)) == {"a.har"}
