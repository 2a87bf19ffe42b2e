from sqlalchemy.orm import Session

from tests.builders.ledgers import vendor_of
from tracker.disclosure import Record
from tracker.ledger.queries.leading import leaders


def test_who_has_most_comes_first(session: Session, records: list[Record], asked: list[str]) -> None:
    found = leaders(session, limit=5)
    assert len(asked) == 1
    assert len(found) == 5
    assert [row.data for row in found] == sorted((row.data for row in found), reverse=True)
    own = [record for record in records if vendor_of(record.host) == found[0].slug]
    assert found[0].data == len({(one.category, one.fingerprint) for record in own for one in record.disclosures})
    assert found[0].is_third_party


def test_a_site_that_is_only_visited_is_no_third_party(session: Session) -> None:
    shop = next(row for row in leaders(session, limit=50) if row.slug == "boutique")
    assert not shop.is_third_party
    assert shop.sites == 1
