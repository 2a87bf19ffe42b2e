"""All that rules did."""

from datetime import timedelta
from typing import Any

import pytest

from tests.builders.records import NOON
from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.every_ruling import RulingRow, every_ruling

DAY = timedelta(days=1)


@pytest.fixture
def filled(any_ledger: Ledger) -> Ledger:
    noted(any_ledger, a_ruled(a_ruling(reason="so")), a_ruled(a_ruling(reason="so"), time=NOON + DAY / 8))
    noted(any_ledger, a_ruled(host="c.metrica.test", site=None, time=NOON + 2 * DAY))
    return any_ledger


def test_each_row_tells_the_whole_of_it(filled: Ledger) -> None:
    with filled.reading() as session:
        first, second = every_ruling(session)
    assert first == RulingRow(
        *(NOON, NOON + DAY / 8, 2, "no-identifiers-1", "strip", "stripped", "client_id", "ambient", "third"),
        *("px.adpix.test", "adpix.test", "adpix", "shop.example", "cookie", "uid", "so"),
    )
    assert (second.vendor, second.site, second.party) == ("metrica", None, "unknown")


@pytest.mark.parametrize(
    ("asked", "vendors"),
    [
        ({"since": NOON + DAY / 9}, ["adpix", "metrica"]),
        ({"since": NOON + DAY / 7}, ["metrica"]),
        ({"until": NOON + DAY}, ["adpix"]),
        ({"until": NOON}, []),
        ({"vendor": "metrica"}, ["metrica"]),
        ({"vendor": "px.adpix.test", "since": NOON}, ["adpix"]),
        ({"vendor": "nobody"}, []),
    ],
    ids=range(7),
)
def test_a_part_can_be_asked_for(filled: Ledger, asked: dict[str, Any], vendors: list[str]) -> None:
    with filled.reading() as session:
        assert [row.vendor for row in every_ruling(session, **asked)] == vendors
