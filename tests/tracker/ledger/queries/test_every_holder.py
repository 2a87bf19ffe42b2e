"""What is remembered and renewed is what a fresh look finds, and what each vendor's own page says."""

from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.builders.ledgers import VENDORS, a_world, fill
from tests.builders.records import a_disclosure, a_record, an_evidence
from tracker.disclosure import Manner, Record
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.every_holder import EveryHolder
from tracker.ledger.queries.vendors import Holder, holders
from tracker.taxonomy import Category

HOSTS = ("px.adpix.test", "sync.adpix.test", *(f"a.{domain}" for domain in VENDORS), "a.stranger.test", "b.other.test")

records = st.builds(
    lambda kind, value, host, site: a_record(
        a_disclosure(kind, value, Manner.RELAYED, an_evidence("e")), host=host, site=site
    ),
    st.sampled_from((Category.CLIENT_ID, Category.CLIENT_ID, Category.ADVERTISING_ID, Category.FULL_NAME)),
    st.sampled_from(("one", "two", "three")),
    st.sampled_from(HOSTS),
    st.sampled_from(("shop.example", "other.example", "adpix.test", "metrica.test", None)),
)


def asked(ledger: Ledger, every: EveryHolder) -> list[Holder]:
    with ledger.reading() as session:
        return every.holders(session)


@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(records, max_size=4), min_size=1, max_size=4))
def test_what_is_renewed_is_what_is_there(ledger: Ledger, batches: list[list[Record]]) -> None:
    forget(ledger, everything=True)
    every = EveryHolder()
    for batch in batches:
        fill(ledger, batch)
        found = asked(ledger, every)
        assert found == asked(ledger, EveryHolder())
        with ledger.reading() as session:
            assert found == holders(session, [one.slug for one in found])


def test_both_databases_tell_the_same(any_ledger: Ledger) -> None:
    fill(any_ledger, a_world(10))
    with any_ledger.reading() as session:
        every = holders(session)
        assert every == holders(session, [one.slug for one in every])
    assert {"adpix", "metrica"} < {one.slug for one in every}


def test_nothing_is_asked_anew_where_nothing_has_changed(ledger: Ledger, statements: list[str]) -> None:
    fill(ledger, a_world(3))
    every = EveryHolder()
    before = asked(ledger, every)
    statements.clear()
    assert asked(ledger, every) is before
    assert len(statements) == 2  # with the transaction's beginning
