from datetime import timedelta
from typing import Any

import pytest

from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tests.builders.written import written
from tracker.disclosure import Manner
from tracker.ledger.captures import put
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.received import Received, received

HOUR = timedelta(hours=1)


@pytest.fixture
def filled(any_ledger: Ledger) -> Ledger:
    """A shop that got two data, and an ad firm that got one of them from two sites and another."""
    relayed = a_disclosure(manner=Manner.RELAYED)
    written(
        any_ledger,
        a_record(a_disclosure(), a_user_agent(), source="a.har"),
        a_record(relayed, host="px.adpix.test", source="a.har"),
        a_record(relayed, host="sync.adpix.test", site="news.example", time=NOON + HOUR, source="b.har"),
        a_record(a_disclosure(value="other@mail.example"), host="px.adpix.test", site=None, time=NOON + 2 * HOUR),
    )
    with any_ledger.session() as session:
        put(session, "a.har", "a" * 64, {"run": "1"}, 2)
        put(session, "b.har", "b" * 64, {"run": "2"}, 1)
    return any_ledger


def told(ledger: Ledger, **asked: Any) -> list[Received]:
    with ledger.reading() as session:
        return received(session, **asked)


def test_each_vendor_s_share_is_counted(filled: Ledger, statements: list[str]) -> None:
    adpix, shop = told(filled)
    assert len([statement for statement in statements if "count(" in statement]) == 1
    assert adpix == Received(
        "adpix", "AdPix", adpix.parent, adpix.category, adpix.country, 3, 2, 2, 1, 2, NOON, NOON + 2 * HOUR
    )
    assert (shop.vendor, shop.disclosures, shop.as_third_party, shop.data, shop.categories) == (
        "shop.example", 2, 0, 2, 2
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "vendors"),
    [
        ({"vendor": "adpix"}, {"adpix": 3}),
        ({"until": NOON + HOUR}, {"shop.example": 2, "adpix": 1}),
        ({"since": NOON + HOUR}, {"adpix": 2}),
        ({"labels": [("run", "1")]}, {"shop.example": 2, "adpix": 1}),
        ({"labels": [("run", "2")]}, {"adpix": 1}),
        ({"labels": [("run", "3")]}, {}),
    ],
    ids=["vendor", "until", "since", "run 1", "run 2", "run 3"],
)
def test_a_part_can_be_asked_for(filled: Ledger, asked: dict[str, Any], vendors: dict[str, int]) -> None:
    assert {row.vendor: row.disclosures for row in told(filled, **asked)} == vendors
