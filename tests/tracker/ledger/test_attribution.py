import pytest

from tests.builders.catalogues import ADPIX, METRICA, a_catalogue
from tests.builders.records import a_record
from tests.builders.written import rows, written
from tracker.disclosure import Record
from tracker.ledger import models as m
from tracker.ledger.attribution import refresh, vendor_ids
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import write
from tracker.vendors import Catalogue, Vendor

VENDOR = (m.Host.name, m.Vendor.slug, m.Vendor.name, m.Vendor.is_known)


def vendors(ledger: Ledger) -> list[tuple[object, ...]]:
    with ledger.reading() as session:
        asked = session.query(*VENDOR).join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        return sorted(tuple(row) for row in asked)


def written_with(ledger: Ledger, catalogue: Catalogue, *records: Record) -> None:
    with ledger.session() as session:
        write(session, records, catalogue, collapse=False)


def test_a_host_belongs_to_its_vendor_or_to_its_domain(any_ledger: Ledger) -> None:
    written(any_ledger, *(a_record(host=host) for host in ("px.adpix.test", "a.shop.example", "b.shop.example")))
    assert vendors(any_ledger) == [
        ("a.shop.example", "shop.example", "shop.example", False),
        ("b.shop.example", "shop.example", "shop.example", False),
        ("px.adpix.test", "adpix", "AdPix", True),
    ]


def test_a_host_that_bears_a_companys_slug_is_not_that_company(ledger: Ledger) -> None:
    written(ledger, a_record(host="adpix"), a_record(host="px.adpix.test"))
    assert vendors(ledger) == [("adpix", "adpix.", "adpix", False), ("px.adpix.test", "adpix", "AdPix", True)]


def test_another_catalogue_moves_hosts_and_tells_vendors_anew(any_ledger: Ledger) -> None:
    written(any_ledger, *(a_record(host=host) for host in ("px.adpix.test", "c.metrica.test", "t.oldcounter.test")))
    renamed = ADPIX._replace(name="AdPix AB", parent="südgruppe" * 20)
    newer = a_catalogue({"adpix.test": renamed, "oldcounter.test": renamed}, "2")
    with any_ledger.session() as session:
        assert refresh(session, newer) == 2
        assert refresh(session, newer) == 0
    assert vendors(any_ledger) == [
        ("c.metrica.test", "metrica.test", "metrica.test", False),
        ("px.adpix.test", "adpix", "AdPix AB", True),
        ("t.oldcounter.test", "adpix", "AdPix AB", True),
    ]
    assert [slug for (slug,) in rows(any_ledger, m.Vendor.slug)] == ["adpix", "metrica.test"]


def test_a_domain_that_becomes_known_under_its_own_name_is_known(ledger: Ledger) -> None:
    written(ledger, a_record(host="www.shop.example"))
    shop = Vendor("shop.example", "The Shop")
    written_with(ledger, a_catalogue({"shop.example": shop}, "2"), a_record())
    assert vendors(ledger) == [("www.shop.example", "shop.example", "The Shop", True)]


def test_writing_asks_anew_when_the_catalogue_is_another(ledger: Ledger) -> None:
    written(ledger, a_record(host="c.metrica.test"))
    written_with(ledger, a_catalogue({}, "2"), a_record())
    assert ("c.metrica.test", "metrica.test", "metrica.test", False) in vendors(ledger)
    written_with(ledger, a_catalogue({"metrica.test": METRICA}, "3"), a_record())
    assert ("c.metrica.test", "metrica", "Metrica Ltd", True) in vendors(ledger)


def test_two_programs_with_different_catalogues_do_not_change_each_others_vendors_for_ever(
    ledger: Ledger, statements: list[str]
) -> None:
    older, newer = a_catalogue(version="1"), a_catalogue({}, "2")
    written_with(ledger, older, a_record(host="px.adpix.test"))
    with ledger.session() as session:
        refresh(session, newer)
    statements.clear()
    written_with(ledger, older, a_record(host="px.adpix.test"))
    assert not [sql for sql in statements if sql.startswith("UPDATE host")]


def test_of_no_hosts_nothing_is_asked(ledger: Ledger, statements: list[str]) -> None:
    with ledger.session() as session:
        assert vendor_ids(session, a_catalogue(), {}) == {}
    assert not statements


@pytest.mark.parametrize("slug", ["adpix", "shop.example"])
def test_a_vendor_is_added_once(ledger: Ledger, slug: str) -> None:
    for _ in range(2):
        written(ledger, a_record(host="px.adpix.test"), a_record())
        ledger._shared.clear()
    assert len([1 for (found,) in rows(ledger, m.Vendor.slug) if found == slug]) == 1
