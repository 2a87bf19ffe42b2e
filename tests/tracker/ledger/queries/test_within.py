from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, vendor_of
from tracker.disclosure import Disclosure, Manner, Party, Record
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.within import left, receivers
from tracker.taxonomy import Category

DAY = timedelta(days=1)
MIDNIGHT = LAST.replace(hour=0, minute=0, second=0, microsecond=0)
SCOPES = [
    EVERYTHING,
    Scope(since=MIDNIGHT - 7 * DAY),
    Scope(since=MIDNIGHT - 7 * DAY, until=MIDNIGHT - DAY),
    Scope(until=MIDNIGHT - 30 * DAY, party=Party.THIRD),
    Scope(category=Category.CLIENT_ID),
    Scope(manner=Manner.SUBMITTED),
    Scope(until=MIDNIGHT - 9000 * DAY),
]


def meets(scope: Scope, record: Record, one: Disclosure) -> bool:
    return (
        (scope.since is None or record.time >= scope.since)
        and (scope.until is None or record.time < scope.until)
        and scope.category in (None, one.category)
        and scope.party in (None, record.party)
        and scope.manner in (None, one.manner)
    )


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_what_left_within_a_scope_is_told_by_vendor(
    scope: Scope, session: Session, records: list[Record], asked: list[str]
) -> None:
    found = receivers(session, scope)
    assert len(asked) == 1
    told = [(record, one) for record in records for one in record.disclosures if meets(scope, record, one)]
    assert {one.slug: one.times for one in found} == Counter(vendor_of(record.host) for record, _ in told)
    for receiver in found:
        own = [(record, one) for record, one in told if vendor_of(record.host) == receiver.slug]
        days = {record.time.date() for record, _ in own}
        assert receiver.categories == {one.category for _, one in own}
        assert receiver.parties == {record.party for record, _ in own}
        assert (receiver.first, receiver.last) == (min(days), max(days))


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_what_left_within_a_scope_is_told_by_category(scope: Scope, session: Session, records: list[Record]) -> None:
    expected = Counter(
        (one.category, record.party) for record in records for one in record.disclosures if meets(scope, record, one)
    )
    found: Counter[tuple[Category, Party]] = Counter()
    for one in left(session, scope):
        found[one.category, one.party] += one.times
    assert found == expected


def test_a_day_that_the_scope_touches_counts_whole(session: Session) -> None:
    whole = left(session, Scope(since=MIDNIGHT))
    assert left(session, Scope(since=MIDNIGHT + 12 * timedelta(hours=1))) == whole
    assert left(session, Scope(since=MIDNIGHT, until=MIDNIGHT + timedelta(seconds=1))) == whole
