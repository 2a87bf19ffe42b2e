from datetime import timedelta
from typing import Any

import pytest

from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tests.builders.written import written
from tracker.disclosure import Manner, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import amount as module
from tracker.ledger.queries.amount import Amount, amount
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

DAY = timedelta(days=1)


@pytest.fixture
def filled(any_ledger: Ledger) -> Ledger:
    """Four disclosures to a shop on two days, and one to a third party."""
    for days in (0, 2):
        written(any_ledger, a_record(a_disclosure(), a_user_agent(), time=NOON + days * DAY))
    written(any_ledger, a_record(a_disclosure(manner=Manner.RELAYED), host="px.adpix.test", time=NOON))
    return any_ledger


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"scope": EVERYTHING}, 5),
        ({"scope": Scope(party=Party.THIRD)}, 1),
        ({"scope": Scope(category=Category.EMAIL_ADDRESS)}, 3),
        ({"scope": Scope(manner=Manner.RELAYED)}, 1),
        ({"scope": Scope(category=Category.HEALTH)}, 0),
        ({"scope": Scope(since=NOON + DAY)}, 2),
        ({"scope": Scope(until=NOON + DAY, party=Party.FIRST)}, 2),
        ({"scope": EVERYTHING, "vendor": "adpix"}, 1),
        ({"scope": Scope(since=NOON + DAY), "vendor": "adpix"}, 0),
        ({"scope": EVERYTHING, "labels": (("run", "1"),)}, 0),
        ({"scope": Scope(category=Category.USER_AGENT), "vendor": "shop.example"}, 2),
        ({"scope": Scope(party=Party.THIRD), "vendor": "www.shop.example"}, 0),
        ({"scope": EVERYTHING, "vendor": "nobody"}, 0),
        ({"scope": Scope(NOON - DAY, NOON + 3 * DAY)}, 5),
        ({"scope": Scope(NOON - DAY, NOON + 3 * DAY, Category.USER_AGENT)}, 2),
        ({"scope": Scope(NOON - DAY, NOON + DAY / 3)}, 3),
        ({"scope": Scope(NOON - DAY, NOON)}, 0),
        ({"scope": Scope(NOON, NOON + DAY / 3)}, 3),
        ({"scope": Scope(NOON + 2 * DAY, NOON + 9 * DAY)}, 2),
        ({"scope": Scope(NOON + 2 * DAY + DAY / 9, NOON + 9 * DAY)}, 0),
        ({"scope": Scope(NOON - DAY / 2, NOON + DAY / 2)}, 3),
        ({"scope": Scope(NOON - DAY / 2, NOON + 5 * DAY / 2)}, 5),
        ({"scope": Scope(NOON + DAY / 2, NOON + 3 * DAY / 2)}, 0),
        ({"scope": Scope(since=NOON + DAY / 2)}, 2),
        ({"scope": Scope(until=NOON + DAY / 2)}, 3),
    ],
    ids=range(25),
)
def test_an_export_s_amount_is_told_before_it_is_made(filled: Ledger, asked: dict[str, Any], count: int) -> None:
    with filled.reading() as session:
        assert amount(session, **asked) == Amount(count, is_more=False)


def test_repeats_about_midnight_are_counted_on_their_days(any_ledger: Ledger) -> None:
    midnight = NOON + DAY / 2
    seconds = [timedelta(seconds=number) for number in (-90, -60, -30, 0, 30)]
    agents = [a_record(a_user_agent(), time=midnight + one) for one in seconds]
    written(any_ledger, *agents, collapse=True)
    with any_ledger.reading() as session:
        assert amount(session, Scope(since=midnight)).disclosures == 2
        assert amount(session, Scope(until=midnight)).disclosures == 3
        assert amount(session, Scope(NOON, midnight)).disclosures == 3


def test_a_great_part_is_not_counted_to_its_end(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENOUGH", 2)
    with filled.reading() as session:
        assert amount(session, Scope(since=NOON - DAY / 3)).is_more
