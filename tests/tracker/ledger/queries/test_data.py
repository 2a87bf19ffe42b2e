import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import vendor_of
from tracker.disclosure import Record
from tracker.ledger.queries.data import Known, datum, foremost, named, of_category
from tracker.taxonomy import Category


def test_each_category_shows_what_has_spread_most(session: Session, asked: list[str]) -> None:
    found = foremost(session, each=2)
    assert len(asked) == 2
    pages = [row for row in found if row.category is Category.PAGE_VISITED]
    assert len(pages) == 2
    assert pages[0].vendors >= pages[1].vendors
    (mail,) = [row for row in found if row.category is Category.EMAIL_ADDRESS]
    assert (mail.vendors, mail.third_parties, mail.sites, mail.times) == (3, 2, 1, 9)


def test_pages_of_a_category_follow_each_other_without_gap_or_repeat(session: Session, records: list[Record]) -> None:
    pages: list[Known] = []
    while rows := of_category(
        session, Category.PAGE_VISITED, (pages[-1].vendors, pages[-1].id) if pages else None, limit=7
    ):
        pages += rows
    seen = {d.fingerprint for record in records for d in record.disclosures if d.category is Category.PAGE_VISITED}
    assert len(pages) == len({row.id for row in pages}) == len(seen)
    assert [row.vendors for row in pages] == sorted((row.vendors for row in pages), reverse=True)


def test_one_datum_can_be_asked_for(session: Session, records: list[Record], asked: list[str]) -> None:
    (mail,) = of_category(session, Category.EMAIL_ADDRESS)
    asked.clear()
    assert datum(session, mail.id) == mail
    assert len(asked) == 1
    having = {vendor_of(r.host) for r in records if Category.EMAIL_ADDRESS in {d.category for d in r.disclosures}}
    assert mail.vendors == len(having)


def test_a_datum_that_is_not_there_is_none(session: Session) -> None:
    assert datum(session, 10**9) is None


def test_a_datum_is_named_by_its_category_preview_or_fingerprint(session: Session, asked: list[str]) -> None:
    (mail,) = of_category(session, Category.EMAIL_ADDRESS)
    asked.clear()
    for text in ("email_address", mail.preview, mail.fingerprint, mail.fingerprint[:8], f" {mail.preview}\n"):
        assert named(session, text) == [mail], text
    assert len(asked) == 5


@pytest.mark.parametrize("text", ["", "%", "%%%%%%%%", "________", "carrier pigeon"])
def test_what_names_no_datum_finds_none(session: Session, text: str) -> None:
    assert named(session, text) == []


def test_of_many_data_the_most_widely_spread_are_named(session: Session) -> None:
    found = named(session, "page_visited", limit=3)
    assert len(found) == 3
    assert found == of_category(session, Category.PAGE_VISITED, limit=3)
