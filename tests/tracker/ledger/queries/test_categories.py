from sqlalchemy.orm import Session

from tests.builders.ledgers import vendor_of
from tracker.disclosure import Record
from tracker.ledger.queries.categories import spreads
from tracker.ledger.queries.vendors import holders
from tracker.taxonomy import Category


def test_each_category_tells_how_far_it_has_spread(session: Session, records: list[Record], asked: list[str]) -> None:
    found = {row.category: row for row in spreads(session, holders(session))}
    assert len(asked) == 8
    assert set(found) == {one.category for record in records for one in record.disclosures}
    mail = found[Category.EMAIL_ADDRESS]
    assert (mail.data, mail.vendors, mail.third_parties) == (1, 3, 2)
    for category, row in found.items():
        having = {vendor_of(record.host) for record in records if category in {d.category for d in record.disclosures}}
        assert row.vendors == len(having)


def test_the_one_that_most_vendors_have_is_first(session: Session) -> None:
    found = [row.vendors for row in spreads(session, holders(session))]
    assert found == sorted(found, reverse=True)
