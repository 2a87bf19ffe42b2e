from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.records import MAIL, NOON, a_disclosure, a_record, a_user_agent
from tests.builders.written import assert_sums_are_right, rows, written
from tracker.disclosure import Manner, Record
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger, open_ledger
from tracker.settings import Settings
from tracker.taxonomy import Category

AGENT, SUBMITTED = a_user_agent(), a_disclosure(Category.EMAIL_ADDRESS, MAIL, Manner.SUBMITTED)
OTHER = a_disclosure(Category.LANGUAGE, "fr", Manner.AMBIENT)

times = st.sampled_from([timedelta(), timedelta(minutes=-1), timedelta(minutes=1), timedelta(days=1)])
one_request = st.builds(
    lambda *made: a_record(*made[0], time=NOON + made[1], host=made[2], site=made[3], scheme=made[4], source=made[5]),
    st.lists(st.sampled_from([AGENT, OTHER, SUBMITTED]), max_size=4),
    times,
    st.sampled_from(["a.example", "b.example"]),
    st.sampled_from(["shop.example", None]),
    st.sampled_from(["https", "http"]),
    st.sampled_from([None, None, "a.har"]),
)


def summary(ledger: Ledger) -> Counter[tuple[object, ...]]:
    """The rows without their ids."""
    row = m.Disclosure
    return Counter(rows(ledger, row.category, row.manner, row.time, row.last, row.count, row.request_id))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(one_request, min_size=1, max_size=8))
def test_many_at_once_become_the_rows_that_they_are_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, keys: Keys, records: Sequence[Record]
) -> None:
    found = []
    for at_once in (len(records), 1):
        home = Settings(tmp_path_factory.mktemp("home"), key_store="file")
        with open_ledger(home, keys) as ledger:
            for start in range(0, len(records), at_once):
                written(ledger, *records[start : start + at_once], collapse=True)
            assert_sums_are_right(ledger)
            found.append(summary(ledger))
    assert found[0] == found[1]


def test_an_object_that_comes_again_is_counted_and_not_gone_through(any_ledger: Ledger) -> None:
    made = written(
        any_ledger, *(a_record(AGENT, OTHER, time=NOON + n * timedelta(minutes=1)) for n in range(3)), collapse=True
    )
    assert made.disclosures == 6
    assert sorted(rows(any_ledger, m.Disclosure.category, m.Disclosure.count)) == [("language", 3), ("user_agent", 3)]
    assert_sums_are_right(any_ledger)


def test_of_an_import_each_is_a_row(any_ledger: Ledger) -> None:
    written(any_ledger, *(a_record(AGENT, AGENT, source="a.har", entry=n) for n in range(2)), collapse=False)
    assert len(rows(any_ledger, m.Disclosure.id)) == 4
    assert_sums_are_right(any_ledger)
