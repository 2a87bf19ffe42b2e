"""How far what left within a scope went, held against the log."""

from datetime import datetime, timedelta

import pytest

from tests.builders.ledgers import LAST
from tracker.disclosure import Manner, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.filters import Filters
from tracker.ledger.queries.log import Entry, entries
from tracker.ledger.queries.reach import totals_within
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.totals import totals
from tracker.taxonomy import Category

WEEK_AGO, DAY_AGO = LAST - timedelta(days=7), LAST - timedelta(days=1)
SCOPES = [
    EVERYTHING,
    Scope(WEEK_AGO),
    Scope(WEEK_AGO, DAY_AGO),
    Scope(until=WEEK_AGO),
    Scope(party=Party.THIRD),
    Scope(manner=Manner.SUBMITTED),
    Scope(category=Category.EMAIL_ADDRESS, party=Party.THIRD),
    Scope(WEEK_AGO, category=Category.EMAIL_ADDRESS),
    Scope(WEEK_AGO, party=Party.THIRD, manner=Manner.RELAYED),
    Scope(LAST + timedelta(days=1)),
]


def logged(ledger: Ledger, scope: Scope) -> list[Entry]:
    filters = Filters(
        category=scope.category, party=scope.party, manner=scope.manner, since=scope.since, until=scope.until
    )
    with ledger.reading() as session:
        return entries(session, filters, limit=100_000)


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_it_counts_what_the_log_has(any_world: Ledger, scope: Scope, statements: list[str]) -> None:
    rows = logged(any_world, scope)
    statements.clear()
    with any_world.reading() as session:
        found = totals_within(session, scope)
    assert len([one for one in statements if one != "BEGIN"]) == 1
    assert found.vendors == len({row.vendor_slug for row in rows})
    assert found.third_parties == len({row.vendor_slug for row in rows if row.party is Party.THIRD})
    assert found.sites == len({row.site for row in rows if row.site})
    assert found.data == len({row.datum for row in rows})
    assert found.first == min((row.time for row in rows), default=None)
    assert found.last == max((row.last for row in rows), default=None)


def test_of_everything_it_says_what_the_tallies_say(any_world: Ledger) -> None:
    with any_world.reading() as session:
        assert totals_within(session, EVERYTHING) == totals(session)


def test_the_moment_is_a_datetime(any_world: Ledger) -> None:
    with any_world.reading() as session:
        assert isinstance(totals_within(session, Scope(party=Party.THIRD)).first, datetime)
