"""What rules did, in the ledger."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import batched

from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.builders.records import NOON, a_record
from tests.builders.rulings import a_ruled, a_ruling, noted, ruling_sums
from tests.builders.written import CATALOGUE, rows, written
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.rulings import note_rulings
from tracker.ledger.unruling import recount_rulings
from tracker.rulings import Outcome, Ruled
from tracker.taxonomy import Category

LATER = NOON + timedelta(hours=1)


def test_what_rules_did_is_kept_with_its_place(any_ledger: Ledger) -> None:
    assert noted(any_ledger, a_ruled(a_ruling(reason="said so"))) == 1
    row = m.Ruling
    said = (row.rule, row.category, row.action, row.outcome, row.manner, row.location, row.path, row.reason, row.party)
    expected = ("no-identifiers-1", "client_id", "strip", "stripped", "ambient", "cookie", "uid", "said so", "third")
    assert rows(any_ledger, *said, row.times, row.first) == [(*expected, 1, NOON)]
    assert rows(any_ledger, m.Host.name) == [("px.adpix.test",)]
    assert rows(any_ledger, m.Vendor.slug) == [("adpix",)]
    assert rows(any_ledger, m.Site.domain) == [("shop.example",)]


def test_what_is_told_again_changes_nothing(any_ledger: Ledger) -> None:
    ruled = a_ruled(a_ruling(), a_ruling(path="other"))
    assert (noted(any_ledger, ruled, ruled), noted(any_ledger, ruled)) == (1, 0)
    assert rows(any_ledger, m.Ruling.path, m.Ruling.times) == [("other", 1), ("uid", 1)]
    assert rows(any_ledger, m.RuleTally.rule, m.RuleTally.requests) == [("no-identifiers-1", 1)]


def test_what_is_alike_on_one_day_is_one_row(any_ledger: Ledger) -> None:
    noted(any_ledger, a_ruled(time=LATER))
    noted(any_ledger, a_ruled(time=NOON), a_ruled(time=NOON + timedelta(days=1)))
    found = rows(any_ledger, m.Ruling.first, m.Ruling.last, m.Ruling.times)
    assert found == [(NOON, LATER, 2), (NOON + timedelta(days=1), NOON + timedelta(days=1), 1)]
    assert rows(any_ledger, m.RuleTally.requests) == [(3,)]


def test_only_what_kept_a_datum_from_a_company_counts_as_kept(any_ledger: Ledger) -> None:
    noted(any_ledger, a_ruled(*(a_ruling(outcome=outcome) for outcome in Outcome)))
    assert rows(any_ledger, m.RulingDay.kept, m.RulingDay.times) == [(4, 6)]


def test_a_request_with_which_nothing_was_done_is_none(ledger: Ledger) -> None:
    empty = a_ruled()._replace(rulings=())
    assert noted(ledger, empty) == 0
    assert rows(ledger, m.Host.name) == []


def test_a_host_that_is_known_stays_the_same(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(host="px.adpix.test"))
    noted(any_ledger, a_ruled(), a_ruled(site=None))
    written(any_ledger, a_record(host="cdn.adpix.test"))
    assert rows(any_ledger, m.Host.name) == [("cdn.adpix.test",), ("px.adpix.test",)]
    assert rows(any_ledger, m.Site.domain) == [("",), ("shop.example",)]


def test_what_a_database_cannot_keep_is_mended(any_ledger: Ledger) -> None:
    noted(any_ledger, a_ruled(a_ruling(rule_id="r" * 70, path="a\0b\ud800"), host="a\0b.example", id="1\0"))
    assert rows(any_ledger, m.Ruling.rule, m.Ruling.path) == [("r" * 64, "a\ufffdb?")]


TOLD = st.lists(
    st.builds(
        lambda id_, host, site, hours, rulings: a_ruled(
            *rulings, id=f"r{id_}", host=host, site=site, time=NOON + timedelta(hours=hours)
        ),
        st.integers(0, 12),
        st.sampled_from(["px.adpix.test", "cdn.adpix.test", "collect.metrica.test", "www.shop.example"]),
        st.sampled_from(["shop.example", "news.example", None]),
        st.integers(0, 80),
        st.lists(
            st.builds(
                lambda rule, category, outcome: a_ruling(rule_id=rule, category=category, outcome=outcome),
                st.sampled_from(["one", "two"]),
                st.sampled_from([Category.CLIENT_ID, Category.EMAIL_ADDRESS]),
                st.sampled_from(Outcome),
            ),
            min_size=1,
            max_size=4,
        ),
    ),
    max_size=12,
)


@given(TOLD, st.integers(1, 5))
@examples(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sums_are_those_of_the_rows_however_they_come(ledger: Ledger, told: list[Ruled], at_once: int) -> None:
    with ledger.session() as session:
        for some in batched(told, at_once):
            note_rulings(session, some, CATALOGUE)
        kept = ruling_sums(session)
        recount_rulings(session)
        assert kept == ruling_sums(session)
        assert sum(row[-1] for row in kept["ruling_day"]) == _number(told)
        assert sum(row[-1] for row in kept["rule_tally"]) == _number_of_requests(told)
        session.rollback()


def _number(told: Iterable[Ruled]) -> int:
    return sum(len(ruled.rulings) for ruled in {ruled.id: ruled for ruled in reversed(list(told))}.values())


def _number_of_requests(told: Iterable[Ruled]) -> int:
    first = {ruled.id: ruled for ruled in reversed(list(told))}
    return sum(len({one.rule_id for one in ruled.rulings}) for ruled in first.values())
