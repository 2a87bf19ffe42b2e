import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import vendor_of
from tracker.disclosure import Manner, Method, Record
from tracker.ledger.queries.held import held, proofs
from tracker.taxonomy import Category
from tracker.traffic import Location


def test_each_category_shows_its_latest_data(session: Session, records: list[Record], asked: list[str]) -> None:
    found = held(session, "adpix", each=2)
    assert len(asked) == 2
    pages = [row for row in found if row.category is Category.PAGE_VISITED]
    own = [record for record in records if vendor_of(record.host) == "adpix"]
    seen = {d.fingerprint for record in own for d in record.disclosures if d.category is Category.PAGE_VISITED}
    assert len(pages) == 2
    assert pages[0].last >= pages[1].last
    assert {row.total for row in pages} == {len(seen)}


def test_a_datum_tells_how_often_and_how_it_came(session: Session) -> None:
    (mail,) = held(session, "adpix", Category.EMAIL_ADDRESS)
    assert (mail.times, mail.sites, mail.preview) == (3, 1, "m•••@m•••")
    assert mail.how.manners == (Manner.RELAYED,)
    assert mail.first < mail.last


@pytest.mark.parametrize("slug", ["adpix", "metrica", "boutique", "oldcounter.test", "replay"])
def test_each_datum_has_its_latest_proof(session: Session, slug: str, statements: list[str]) -> None:
    data = held(session, slug)
    statements.clear()
    found = proofs(session, slug, [row.id for row in data])
    assert len(statements) == 1
    for row in data:
        assert found[row.id].time == row.last
        assert vendor_of(found[row.id].host) == slug


def test_a_proof_tells_where_the_datum_lay_and_under_what_disguise(session: Session) -> None:
    (mail,) = held(session, "adpix", Category.EMAIL_ADDRESS)
    proof = proofs(session, "adpix", [mail.id])[mail.id]
    assert (proof.host, proof.site, proof.scheme) == ("px.adpix.test", "boutique.example", "https")
    assert (proof.location, proof.path, proof.method) == (Location.QUERY, "em", Method.PROFILE)
    assert proof.encoding == ("urlencode", "sha256")
    assert proof.reasoning


def test_nobody_holds_nothing(session: Session) -> None:
    assert held(session, "nobody") == []
    assert proofs(session, "nobody", []) == {}
