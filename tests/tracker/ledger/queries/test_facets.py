"""The numbers of the facets are those of the records, or the least that is so."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, fill, vendor_of
from tests.builders.records import a_record
from tests.tracker.ledger.queries.test_filters import meets
from tracker.disclosure import Manner, Method, Party, Record
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import facets as asked_facets
from tracker.ledger.queries.facets import Facets, facets, heard, keys_of, names, of_rows, of_sums
from tracker.ledger.queries.filters import NOTHING, Filters
from tracker.ledger.queries.hearings import EveryHearing
from tracker.taxonomy import Category

WEEK = LAST - timedelta(days=7)
BY_SUMS = [
    NOTHING,
    Filters(party=Party.THIRD),
    Filters(category=Category.CLIENT_ID, manner=Manner.AMBIENT),
    Filters(vendor="adpix"),
    Filters(vendor="adpix", category=Category.PAGE_VISITED),
    Filters(site="boutique.example", party=Party.THIRD),
    Filters(host="sync.adpix.test"),
    Filters(vendor="adpix", site="meteo.example"),
]
BY_ROWS = [
    Filters(since=WEEK),
    Filters(since=WEEK, category=Category.HEALTH),
    Filters(since=WEEK, manner=Manner.PREMATURE),
    Filters(since=WEEK, until=LAST - timedelta(days=2), vendor="adpix"),
    Filters(method=Method.PROFILE),
    Filters(method=Method.FORM, site="boutique.example"),
    Filters(text="adpix"),
    Filters(text="sync"),
]


@pytest.fixture(autouse=True)
def all_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked_facets, "_MOST_PIECES", 10_000)


def counted(records: list[Record], filters: Filters) -> tuple[Counter[Category], Counter[Method]]:
    """Manners are not compared: the ledger finds out which of them were premature."""
    found = [
        one
        for record in records
        for one in record.disclosures
        if meets(filters, record, one) and filters.manner in (None, one.manner)
    ]
    return (
        Counter(one.category for one in found),
        Counter(one.evidence.method for one in found),
    )


@pytest.mark.parametrize("filters", BY_SUMS, ids=str)
def test_sums_tell_what_the_records_do(session: Session, records: list[Record], filters: Filters) -> None:
    found = facets(session, filters)
    categories, _ = counted(records, filters)
    assert found.categories == categories
    assert sum(found.parties.values()) == sum(found.manners.values()) == sum(categories.values()) > 0
    assert not found.methods
    assert not found.is_cut


@pytest.mark.parametrize("filters", [one for one in BY_ROWS if one.text is None and one.since is None], ids=str)
def test_rows_tell_what_the_records_do(session: Session, records: list[Record], filters: Filters) -> None:
    found = of_rows(session, filters, 100_000)
    assert (found.categories, found.methods) == counted(records, filters)
    assert not found.is_cut


@pytest.mark.parametrize("filters", BY_ROWS, ids=str)
def test_what_is_cut_tells_no_more_than_there_is(session: Session, filters: Filters) -> None:
    whole, few = of_rows(session, filters, 100_000), of_rows(session, filters, 7)
    assert not whole.is_cut
    for name in ("categories", "parties", "manners", "methods", "vendors", "sites"):
        assert getattr(few, name) <= getattr(whole, name)
    assert few.is_cut or few == whole


def test_what_lies_far_apart_is_not_read_to_its_end(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked_facets, "_MOST_PIECES", 2)
    found = of_rows(session, Filters(vendor="adpix", since=WEEK))
    assert found.is_cut
    assert found.categories


@pytest.mark.parametrize("filters", [BY_SUMS[3], BY_SUMS[4]], ids=str)
def test_sums_are_cut_as_well(session: Session, filters: Filters) -> None:
    found, whole = of_sums(session, filters, 3), of_sums(session, filters)
    assert found.is_cut
    assert not whole.is_cut
    for name in ("categories", "parties", "manners", "vendors", "sites"):
        assert getattr(found, name) <= getattr(whole, name)


def test_what_was_put_together_for_one_question_answers_no_other(session: Session) -> None:
    asked = [Filters(datum=1), Filters(datum=2), Filters(host="sync.adpix.test"), Filters(text="sync"), BY_ROWS[0]]
    first = [facets(session, filters) for filters in asked]
    assert [facets(session, filters) for filters in asked] == first
    assert len({str(one) for one in first}) == len(asked)


def test_names_of_nobody_are_none(session: Session) -> None:
    assert names(session, [], []) == names(session, [10**6], [10**6]) == ({}, {})


def test_of_what_never_left_there_is_nothing(session: Session) -> None:
    assert facets(session, Filters(text="nothing like it")) == Facets()
    assert facets(session, Filters(vendor="nobody")) == Facets()


def test_vendors_and_sites_are_told_by_name(session: Session, records: list[Record], statements: list[str]) -> None:
    found = facets(session, Filters(site="meteo.example"))
    statements.clear()
    told = names(session, found.vendors, found.sites)
    assert len(statements) == 1
    expected = {vendor_of(record.host) for record in records if record.site == "meteo.example" and record.disclosures}
    assert {slug for slug, _ in told.vendors.values()} == expected
    assert list(told.sites.values()) == ["meteo.example"]


@pytest.mark.parametrize(("filters", "most"), [(NOTHING, 1), (BY_SUMS[3], 1), (BY_ROWS[1], 3), (BY_ROWS[6], 5)])
def test_a_fixed_number_of_statements_is_asked(
    session: Session, statements: list[str], filters: Filters, most: int
) -> None:
    statements.clear()
    facets(session, filters)
    assert len(statements) <= most


def test_both_databases_count_alike(any_ledger: Ledger) -> None:
    fill(any_ledger, [a_record(), a_record(site=None, host="x.test")])
    with any_ledger.reading() as session:
        datum = session.scalar(select(m.Datum.id))
        ways = facets(session, Filters(datum=datum))
        rows = of_rows(session, Filters(datum=datum))
        assert ways.categories == rows.categories
        assert (ways.vendors, ways.sites) == (rows.vendors, rows.sites)
        assert of_rows(session, Filters(text="x.test", until=LAST + timedelta(days=3000))).categories


@pytest.mark.parametrize("filters", [one for one in BY_SUMS if (one.vendor or one.site) and not one.host], ids=str)
def test_what_is_remembered_tells_what_the_sums_do(session: Session, filters: Filters) -> None:
    found = heard(EveryHearing().ways(session, *keys_of(session, filters)), filters)
    assert found == facets(session, filters)
    assert found.categories


def test_of_nobody_nothing_is_remembered(session: Session) -> None:
    unknown = Filters(vendor="nobody", site="nowhere.example")
    assert keys_of(session, unknown) == ([], [])
    assert EveryHearing().ways(session, [], []) == []
    assert keys_of(session, NOTHING) == (None, None)
