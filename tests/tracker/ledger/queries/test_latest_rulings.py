"""What rules did last."""

from datetime import timedelta
from typing import Any

import pytest

from tests.builders.records import NOON
from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.disclosure import Manner, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.latest_rulings import Entry, latest_rulings
from tracker.rulings import Outcome
from tracker.taxonomy import Category
from tracker.traffic import Location

HOUR = timedelta(hours=1)


@pytest.fixture
def filled(any_ledger: Ledger) -> Ledger:
    for hours in range(3):
        noted(any_ledger, a_ruled(a_ruling(path=f"p{hours}"), time=NOON + hours * HOUR))
    noted(any_ledger, a_ruled(a_ruling(path="p0"), time=NOON + 4 * HOUR))
    noted(any_ledger, a_ruled(a_ruling(rule_id="other", reason="so", path="o"), host="c.metrica.test", site=None))
    return any_ledger


def test_all_that_is_known_of_a_ruling_is_told(filled: Ledger, statements: list[str]) -> None:
    expected = Entry(
        *("no-identifiers-1", Category.CLIENT_ID, Outcome.STRIPPED, "strip", Manner.AMBIENT, Party.THIRD),
        *("px.adpix.test", "adpix", "AdPix", "shop.example"),
        Location.COOKIE,
        *("p0", ""),
        2,
        NOON,
        NOON + 4 * HOUR,
    )
    with filled.reading() as session:
        statements.clear()
        (first, *_) = latest_rulings(session)
    assert (first, type(first.location), len(statements)) == (expected, Location, 1)


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ({}, ["p0", "p2", "p1", "o"]),
        ({"limit": 2}, ["p0", "p2"]),
        ({"rule": "other"}, ["o"]),
        ({"rule": "none"}, []),
        ({"vendor": "metrica"}, ["o"]),
        ({"vendor": "adpix", "limit": 1}, ["p0"]),
        ({"vendor": "adpix", "rule": "other"}, []),
    ],
    ids=range(7),
)
def test_the_newest_comes_first(filled: Ledger, asked: dict[str, Any], paths: list[str]) -> None:
    with filled.reading() as session:
        assert [one.path for one in latest_rulings(session, **asked)] == paths
