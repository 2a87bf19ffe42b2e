import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, vendor_of
from tracker.disclosure import Disclosure, Manner, Method, Party, Record
from tracker.ledger.queries.filters import NOTHING, Filters, of_disclosures
from tracker.ledger.queries.log import entries
from tracker.taxonomy import Category

MIDNIGHT = LAST.replace(hour=0, minute=0, second=0, microsecond=0)


def times(filters: Filters, session: Session) -> int:
    return sum(entry.times for entry in entries(session, filters, limit=10_000))


def meets(filters: Filters, record: Record, one: Disclosure) -> bool:
    """The same filters, told in Python."""
    return (
        (filters.vendor in (None, vendor_of(record.host)))
        and (filters.category in (None, one.category))
        and (filters.site in (None, record.site))
        and (filters.host in (None, record.host))
        and (filters.party in (None, record.party))
        and (filters.method in (None, one.evidence.method))
        and (filters.since is None or record.time >= filters.since)
        and (filters.until is None or record.time < filters.until)
    )


@pytest.mark.parametrize(
    "filters",
    [
        NOTHING,
        Filters(vendor="adpix"),
        Filters(category=Category.HEALTH),
        Filters(site="meteo.example"),
        Filters(host="sync.adpix.test"),
        Filters(party=Party.FIRST),
        Filters(method=Method.PROFILE),
        Filters(since=MIDNIGHT),
        Filters(until=MIDNIGHT),
        Filters(vendor="metrica", category=Category.SEARCH_QUERY, site="voyages.example"),
        Filters(vendor="adpix", site="banque.example"),
        Filters(vendor="nobody"),
    ],
    ids=str,
)
def test_filters_let_through_what_they_name_and_nothing_else(
    filters: Filters, session: Session, records: list[Record]
) -> None:
    expected = sum(meets(filters, record, one) for record in records for one in record.disclosures)
    assert times(filters, session) == expected


def test_a_manner_can_be_asked_for(session: Session) -> None:
    found = entries(session, Filters(manner=Manner.PREMATURE))
    assert {entry.vendor_slug for entry in found} == {"replay"}


@pytest.mark.parametrize(
    ("text", "vendors"),
    [
        ("ADPIX", {"adpix"}),
        ("rec.replay", {"replay"}),
        ("forum-sante", {"forum-sante.example", "metrica", "adpix", "swiftfiles"}),
        ("events[3]", {"replay"}),
        ("card number", {"boutique"}),
        ("@m", set()),
        ("100%", set()),
        ("_", set()),
    ],
)
def test_text_is_looked_for_in_names_and_paths(text: str, vendors: set[str], session: Session) -> None:
    assert {entry.vendor_slug for entry in entries(session, Filters(text=text), limit=10_000)} == vendors


def test_without_filters_there_are_no_conditions() -> None:
    assert of_disclosures(NOTHING) == []
