from sqlalchemy import select

from tests.builders.records import a_disclosure, a_record
from tests.builders.written import rows, tallies_kept, tallies_of_rows, written
from tracker.disclosure import Manner
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.places import Places
from tracker.ledger.tallying import note
from tracker.taxonomy import Category


def test_what_is_new_is_counted_once_whatever_the_batch_has_of_it(any_ledger: Ledger) -> None:
    for _ in range(2):
        again = [
            a_record(host=host, site=site) for host in ("a.adpix.test", "b.adpix.test") for site in ("x.test", None)
        ]
        written(any_ledger, *again, *again[:1])
    with any_ledger.reading() as session:
        assert tallies_kept(session) == tallies_of_rows(session)
        (datum,) = session.execute(select(m.DatumTally.vendors, m.DatumTally.sites, m.DatumTally.times))
    assert datum == (1, 1, 8)


def test_a_stamp_tells_whose_sums_have_changed(ledger: Ledger) -> None:
    written(ledger, a_record(host="a.adpix.test"))
    written(ledger, a_record(host="b.other.test"))
    written(ledger, a_record(a_disclosure(Category.FULL_NAME, "Marie", Manner.RELAYED), host="a.adpix.test"))
    assert rows(ledger, m.VendorTally.vendor_id, m.VendorTally.stamp) == [(1, 3), (2, 2)]


def test_nothing_is_asked_where_nothing_is_added(ledger: Ledger, statements: list[str]) -> None:
    with ledger.session() as session:
        note(session, [], Places())
    assert statements == []
