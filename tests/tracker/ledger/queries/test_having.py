from sqlalchemy.orm import Session

from tests.builders.ledgers import vendor_of
from tracker.disclosure import Record
from tracker.ledger.queries.having import having
from tracker.taxonomy import Category


def test_all_companies_have_what_they_were_sent(session: Session, records: list[Record], asked: list[str]) -> None:
    found = {(row.vendor, row.category): (row.data, row.first) for row in having(session)}
    assert len(asked) == 1
    own = [record for record in records if vendor_of(record.host) == "adpix"]
    pages = [
        (record.time, one) for record in own for one in record.disclosures if one.category is Category.PAGE_VISITED
    ]
    assert found["adpix", "page_visited"][0] == len({one.fingerprint for _, one in pages})
    assert found["adpix", "page_visited"][1] == min(time for time, _ in pages)
