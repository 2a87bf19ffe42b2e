from sqlalchemy.orm import Session

from tests.builders.ledgers import vendor_of
from tracker.disclosure import Record
from tracker.ledger.queries.sources import hosts_of, sites_of


def test_sites_tell_where_a_vendor_listens(session: Session, records: list[Record], asked: list[str]) -> None:
    found = sites_of(session, "adpix")
    assert len(asked) == 1
    own = [record for record in records if vendor_of(record.host) == "adpix"]
    assert {row.name for row in found} == {record.site for record in own}
    for row in found:
        assert row.times == sum(len(record.disclosures) for record in own if record.site == row.name)
    assert [row.data for row in found] == sorted((row.data for row in found), reverse=True)


def test_hosts_tell_where_the_data_went(session: Session, asked: list[str]) -> None:
    found = hosts_of(session, "adpix")
    assert len(asked) == 1
    assert [row.name for row in found] == ["px.adpix.test", "sync.adpix.test"]
    assert all(row.how.is_third_party for row in found)


def test_a_list_can_be_cut(session: Session) -> None:
    assert len(sites_of(session, "adpix", limit=1)) == 1
