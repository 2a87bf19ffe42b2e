from sqlalchemy.orm import Session

from tests.builders.ledgers import vendor_of
from tracker.disclosure import Party, Record
from tracker.ledger.queries.sites import sites


def test_sites_tell_how_many_listen(session: Session, records: list[Record], asked: list[str]) -> None:
    found = {row.domain: row for row in sites(session)}
    assert len(asked) == 1
    for domain, row in found.items():
        own = [record for record in records if record.site == domain and record.disclosures]
        assert row.vendors == len({vendor_of(record.host) for record in own})
        assert row.third_parties == len({vendor_of(r.host) for r in own if r.party is Party.THIRD})
        assert row.times == sum(len(record.disclosures) for record in own)
    assert set(found) == {record.site for record in records}


def test_the_site_where_most_listen_is_first(session: Session) -> None:
    assert sites(session, limit=1)[0].domain == "nouvelles.example"
