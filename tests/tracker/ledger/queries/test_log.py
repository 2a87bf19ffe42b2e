import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.disclosure import Manner, Party, Record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import log
from tracker.ledger.queries.filters import NOTHING, Filters
from tracker.ledger.queries.log import Entry, Place, branches_of, entries
from tracker.taxonomy import Category
from tracker.traffic import Location


def all_pages(session: Session, filters: Filters, size: int) -> list[Entry]:
    rows: list[Entry] = []
    while page := entries(session, filters, Place(rows[-1].time, rows[-1].id) if rows else None, size):
        rows += page
    return rows


@pytest.mark.parametrize("filters", [NOTHING, Filters(vendor="adpix"), Filters(party=Party.THIRD)], ids=str)
@pytest.mark.parametrize("hosts", [0, 50])
def test_pages_follow_each_other_without_gap_or_repeat(
    session: Session, filters: Filters, hosts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the index of time, and host by host: both ways give the same."""
    monkeypatch.setattr(log, "_MOST", hosts)
    rows = all_pages(session, filters, 300)
    assert [(row.time, row.id) for row in rows] == sorted(((row.time, row.id) for row in rows), reverse=True)
    assert len({row.id for row in rows}) == len(rows)
    assert rows == entries(session, filters, limit=10_000)


def test_an_entry_carries_its_evidence(session: Session) -> None:
    (newest, hashed) = entries(session, Filters(vendor="adpix"), limit=2)
    assert newest.category is Category.PURCHASE
    assert (hashed.category, hashed.preview, hashed.manner) == (
        Category.EMAIL_ADDRESS,
        "m•••@m•••",
        Manner.RELAYED,
    )
    assert (hashed.location, hashed.path, hashed.encoding) == (Location.QUERY, "em", ("urlencode", "sha256"))
    assert (hashed.site, hashed.http_method, hashed.scheme) == ("boutique.example", "GET", "https")


def test_repeats_of_a_day_share_a_row(session: Session, records: list[Record]) -> None:
    rows = entries(session, limit=10_000)
    assert sum(row.times for row in rows) == sum(len(record.disclosures) for record in records) > len(rows)
    repeated = next(row for row in rows if row.times > 1)
    assert repeated.last > repeated.time


@pytest.mark.parametrize(("filters", "asked"), [(NOTHING, 1), (Filters(vendor="adpix"), 2), (Filters(vendor="x"), 1)])
def test_a_page_costs_two_statements_at_most(
    session: Session, statements: list[str], filters: Filters, asked: int
) -> None:
    statements.clear()
    entries(session, filters)
    assert len(statements) == asked


def test_an_unknown_site_is_none_and_can_be_asked_for(ledger: Ledger) -> None:
    fill(ledger, [a_record(site=None), a_record(), a_record(source="a.har", entry=3, site="x.example")])
    with ledger.reading() as session:
        (unknown,) = entries(session, Filters(site=""))
        assert unknown.site is None
        (imported,) = entries(session, Filters(site="x.example"))
        assert (imported.source, imported.entry) == ("a.har", 3)


def test_what_leads_to_rows_is_looked_for_once_in_a_session(ledger: Ledger, statements: list[str]) -> None:
    fill(ledger, [a_record(host="px.adpix.test"), a_record()])
    filters = Filters(text="adpix")
    with ledger.reading() as session:
        assert [entry.host for entry in entries(session, filters)] == ["px.adpix.test"]
        statements.clear()
        assert branches_of(session, filters)
        assert not statements
    with ledger.reading() as session:
        assert branches_of(session, filters)
        assert statements
