from datetime import timedelta

import pytest

from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent
from tests.builders.written import assert_sums_are_right, rows, written
from tracker.disclosure import Manner, Record
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger, open_ledger
from tracker.settings import Settings
from tracker.taxonomy import Category

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
AGENT = "Mozilla/5.0 (X11; Linux)"


def test_what_the_browser_sends_by_itself_is_one_row_a_day(any_ledger: Ledger) -> None:
    for time in (NOON, NOON + MINUTE, NOON - MINUTE, NOON + DAY):
        written(any_ledger, a_record(a_user_agent(), time=time), collapse=True)
    assert rows(any_ledger, m.Disclosure.time, m.Disclosure.last, m.Disclosure.count) == [
        (NOON - MINUTE, NOON + MINUTE, 3),
        (NOON + DAY, NOON + DAY, 1),
    ]
    assert len(rows(any_ledger, m.Request.id)) == 4
    assert_sums_are_right(any_ledger)


def test_repeats_within_one_batch_are_one_row(ledger: Ledger) -> None:
    written(ledger, *(a_record(a_user_agent(), time=NOON + n * MINUTE) for n in (3, 1, 2)), collapse=True)
    assert rows(ledger, m.Disclosure.time, m.Disclosure.last, m.Disclosure.count) == [
        (NOON + MINUTE, NOON + 3 * MINUTE, 3)
    ]


@pytest.mark.parametrize(
    "other",
    [
        a_record(a_user_agent(), host="cdn.shop.example"),
        a_record(a_user_agent(), site=None),
        a_record(a_user_agent(), scheme="http"),
        a_record(a_disclosure(Category.USER_AGENT, "another", Manner.AMBIENT)),
        a_record(a_disclosure(Category.USER_AGENT, AGENT, Manner.AMBIENT)),
        a_record(a_disclosure(Category.USER_AGENT, AGENT, Manner.RELAYED)),
        a_record(a_user_agent(), source="a.har", entry=0),
    ],
    ids=["host", "site", "scheme", "value", "evidence", "manner", "import"],
)
def test_what_differs_is_a_row_of_its_own(ledger: Ledger, other: Record) -> None:
    written(ledger, a_record(a_user_agent()), other, collapse=True)
    assert rows(ledger, m.Disclosure.count) == [(1,), (1,)]


def test_imports_keep_each_row_and_live_traffic_is_not_counted_in_them(ledger: Ledger) -> None:
    written(ledger, *(a_record(a_user_agent(), source="a.har", entry=entry) for entry in range(2)))
    written(ledger, a_record(a_user_agent()), collapse=True)
    assert rows(ledger, m.Disclosure.count) == [(1,), (1,), (1,)]


def test_a_later_start_counts_on_in_the_row_there_is(ledger: Ledger, settings: Settings, keys: Keys) -> None:
    written(ledger, a_record(a_user_agent()), collapse=True)
    with open_ledger(settings, keys) as again:
        written(again, a_record(a_user_agent()), collapse=True)
    assert rows(ledger, m.Disclosure.count) == [(2,)]


def test_the_memory_is_bounded(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.ledger.folding.MOST", 2)
    for _ in range(2):
        for host in ("a.test", "b.test", "c.test", "d.test"):
            written(ledger, a_record(a_user_agent(), host=host), collapse=True)
    assert rows(ledger, m.Disclosure.count) == [(2,)] * 4
