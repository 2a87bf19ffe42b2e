"""What the person thinks of vendors."""

import pytest
from sqlalchemy import text

from tests.builders.catalogues import ADPIX, a_catalogue
from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_record
from tracker.errors import LedgerError
from tracker.ledger.attribution import refresh
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.opinions import MOST_NOTE, Opinion, opine, opinions, vendor_named
from tracker.vendors import Catalogue, Vendor
from tracker.vendors.catalogue import Rule


def kept(ledger: Ledger) -> dict[str, Opinion]:
    with ledger.reading() as session:
        return opinions(session)


def test_an_opinion_is_kept_and_replaced(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        opine(session, "adpix", 1, " they know too much\0 ", NOON)
        opine(session, "boutique", 4, "")
    assert kept(any_ledger)["adpix"] == Opinion(1, "they know too much\ufffd", NOON)
    with any_ledger.session() as session:
        opine(session, "adpix", 2, "")
    assert {slug: (one.interest, one.note) for slug, one in kept(any_ledger).items()} == {
        "adpix": (2, ""),
        "boutique": (4, ""),
    }


@pytest.mark.parametrize(("interest", "note", "is_kept"), [(None, "", False), (None, " ", False), (None, "hm", True)])
def test_one_that_says_nothing_takes_it_back(interest: int | None, note: str, is_kept: bool, ledger: Ledger) -> None:
    with ledger.session() as session:
        opine(session, "adpix", 3, "so so")
        opine(session, "adpix", interest, note)
    assert ("adpix" in kept(ledger)) == is_kept


@pytest.mark.parametrize(("interest", "note"), [(0, ""), (6, ""), (3, "x" * (MOST_NOTE + 1))])
def test_what_is_no_opinion_is_refused(interest: int, note: str, ledger: Ledger) -> None:
    with ledger.session() as session, pytest.raises(ValueError, match=r"from 1 to 5|at most"):
        opine(session, "adpix", interest, note)
    assert kept(ledger) == {}


@pytest.mark.parametrize(
    ("name", "slug"),
    [("adpix", "adpix"), ("px.adpix.test", "adpix"), ("ADPIX.test.", "adpix"), ("letters.test", "letters.test")],
)
def test_a_vendor_is_meant_by_its_slug_or_a_domain(name: str, slug: str, ledger: Ledger) -> None:
    fill(ledger, [a_record(host="px.adpix.test"), a_record(host="fonts.letters.test")])
    with ledger.reading() as session:
        assert vendor_named(session, name) == slug


def test_what_nothing_was_recorded_of_is_no_vendor(ledger: Ledger) -> None:
    with ledger.reading() as session, pytest.raises(LedgerError, match="nothing was recorded of 'nobody'"):
        vendor_named(session, "nobody")


@pytest.mark.parametrize(
    ("vendor", "everything", "left"),
    [("adpix", False, {"boutique"}), ("adpix.test", False, {"boutique"}), (None, True, set()),
     ("px.adpix.test", False, {"adpix", "boutique"})],
)  # fmt: skip
def test_it_goes_with_the_vendor_that_is_forgotten(
    vendor: str | None, everything: bool, left: set[str], any_ledger: Ledger
) -> None:
    hosts = ("px.adpix.test", "sync.adpix.test", "www.boutique.example")
    fill(any_ledger, [a_record(host=host) for host in hosts])
    with any_ledger.session() as session:
        opine(session, "adpix", 1, "a note that must not stay")
        opine(session, "boutique", 4, "")
    forget(any_ledger, vendor=vendor, everything=everything)
    assert set(kept(any_ledger)) == left


@pytest.mark.parametrize(("earlier", "expected"), [(None, 2), (5, 5)])
def test_it_follows_a_company_whose_name_becomes_known(earlier: int | None, expected: int, any_ledger: Ledger) -> None:
    fill(any_ledger, [a_record(host="px.quiet.test")])
    with any_ledger.session() as session:
        opine(session, "quiet.test", 2, "")
        if earlier:
            opine(session, "quiet-ltd", earlier, "")
        refresh(session, a_catalogue({"quiet.test": Vendor("quiet-ltd", "Quiet Ltd")}, "2"))
    assert kept(any_ledger)["quiet-ltd"].interest == expected


def test_it_stays_where_some_hosts_stay(ledger: Ledger) -> None:
    fill(ledger, [a_record(host="px.adpix.test"), a_record(host="sync.adpix.test")])
    vendors, owners = {"adpix": ADPIX, "x": Vendor("x", "X")}, {"adpix.test": Rule("adpix", "test")}
    catalogue = Catalogue("2", vendors, {"px.adpix.test": Rule("x", "test")}, {}, owners)
    with ledger.session() as session:
        opine(session, "adpix", 2, "")
        refresh(session, catalogue)
    assert set(kept(ledger)) == {"adpix"}


def test_the_note_is_gone_from_the_file(ledger: Ledger) -> None:
    fill(ledger, [a_record(host="px.adpix.test")])
    with ledger.session() as session:
        opine(session, "adpix", 1, "a note that must not stay")
    forget(ledger, vendor="adpix")
    with ledger.reading() as session:
        assert session.execute(text("SELECT count(*) FROM opinion")).scalar() == 0
