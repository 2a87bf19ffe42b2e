from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, fill, vendor_of
from tests.builders.records import NOON, a_disclosure, a_record, an_evidence
from tracker.disclosure import Disclosure, Manner, Party, Record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import reached
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

WEEK = LAST - timedelta(days=7)
EARLY = WEEK - timedelta(days=20)
SCOPES = {
    "everything": EVERYTHING,
    "a week": Scope(since=WEEK),
    "long ago": Scope(until=EARLY),
    "third parties": Scope(party=Party.THIRD),
    "sites": Scope(party=Party.FIRST),
    "relayed": Scope(manner=Manner.RELAYED),
    "relayed to third parties": Scope(party=Party.THIRD, manner=Manner.RELAYED),
    "mails of a week": Scope(since=WEEK, category=Category.EMAIL_ADDRESS),
    "pages to third parties": Scope(category=Category.PAGE_VISITED, party=Party.THIRD),
}
STRETCHES = pytest.mark.parametrize(
    ("since", "until", "expected"),
    [(NOON, None, 1), (None, NOON, 0), (None, NOON + timedelta(seconds=1), 1), (NOON + timedelta(seconds=1), None, 0)],
)
"""Of what left at noon, how many are within: a stretch has its first moment, and not its last."""


def left(records: list[Record], scope: Scope) -> list[tuple[str, Disclosure]]:
    """To whom what went within a scope. What was taken early is not told here: recording finds it out."""
    return [
        (vendor_of(record.host), one)
        for record in records
        for one in record.disclosures
        if (scope.since is None or record.time >= scope.since)
        and (scope.until is None or record.time < scope.until)
        and (scope.party is None or record.party is scope.party)
        and (scope.manner is None or one.manner is scope.manner)
        and (scope.category is None or one.category is scope.category)
    ]


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_values_count_those_that_have_them(
    scope: Scope, session: Session, records: list[Record], asked: list[str]
) -> None:
    expected: dict[tuple[Category, str, str], set[str]] = defaultdict(set)
    for vendor, one in left(records, scope):
        expected[one.category, one.preview, one.fingerprint].add(vendor)
    kinds = [*Category] if scope.category is None else [scope.category]
    found = reached.counted(session, reached.foremost(session, scope, kinds, 1000), scope)
    assert len(asked) <= 2
    told = sorted((one.category, one.preview, one.vendors) for one in found)
    assert told == sorted((category, shown, len(vendors)) for (category, shown, _), vendors in expected.items())
    assert all(one.vendors for one in found)


def test_what_was_taken_too_early_is_counted(session: Session) -> None:
    (value,) = reached.of_kind(session, Scope(category=Category.EMAIL_ADDRESS))
    assert (value.vendors, value.third_parties, value.early, value.place) == (3, 2, 1, 3)
    assert reached.reach(session, value.id) == (3, 2, 1)
    assert reached.reach(session, value.id, Scope(party=Party.FIRST)) == (1, 0, 0)
    assert reached.reach(session, value.id, Scope(until=EARLY - timedelta(days=300))) == (0, 0, 0)


def test_one_company_is_asked_for_what_it_has(session: Session) -> None:
    pages = reached.of_kind(session, Scope(category=Category.PAGE_VISITED), vendor="replay")
    assert {one.preview.partition("/")[0] for one in pages} == {"boutique.example"}
    assert reached.foremost(session, EVERYTHING, []) == []


def test_a_kind_goes_on_behind_its_last_value(session: Session) -> None:
    pages = Scope(category=Category.PAGE_VISITED)
    every = reached.of_kind(session, pages)
    first = reached.of_kind(session, pages, None, 20)
    rest = reached.of_kind(session, pages, (first[-1].place, first[-1].id))
    assert [*first, *rest] == every
    assert [one.place for one in every] == sorted((one.place for one in every), reverse=True)


def test_who_has_a_value_is_told_with_how_third_parties_first(session: Session, asked: list[str]) -> None:
    (mail,) = reached.of_kind(session, Scope(category=Category.EMAIL_ADDRESS))
    asked.clear()
    found = reached.bearers(session, mail.id)
    assert len(asked) == 1
    assert [one.slug for one in found] == ["replay", "adpix", "boutique"]
    assert found[0].how.manners == (Manner.RELAYED, Manner.PREMATURE)
    assert [one.slug for one in reached.bearers(session, mail.id, Scope(party=Party.FIRST))] == ["boutique"]
    assert len(reached.bearers(session, mail.id, limit=1)) == 1


def test_who_has_any_of_a_kind_is_told_who_took_it_early_first(session: Session, asked: list[str]) -> None:
    mails = Scope(category=Category.EMAIL_ADDRESS)
    asked.clear()
    found = reached.havers(session, mails)
    assert len(asked) == 1
    assert [one.slug for one in found] == ["replay", "adpix", "boutique"]
    assert Manner.PREMATURE in found[0].how.manners
    assert [one.name for one in reached.havers(session, mails._replace(party=Party.FIRST))] == ["La Boutique"]
    assert len(reached.havers(session, mails, limit=1)) == 1
    assert reached.havers(session, Scope(category=Category.RELIGION)) == []


def test_unknown_pages_are_a_party_of_their_own(any_ledger: Ledger) -> None:
    fill(any_ledger, [a_record(site=None), a_record(host="px.adpix.test")])
    with any_ledger.reading() as session:
        scope = Scope(party=Party.UNKNOWN)
        (value,) = reached.counted(session, reached.foremost(session, scope, [Category.EMAIL_ADDRESS]), scope)
        assert value.vendors == 1
        assert reached.reach(session, value.id) == (2, 1, 0)


@pytest.mark.parametrize(
    ("text", "scope", "slugs"),
    [
        ("PIX", EVERYTHING, ["adpix"]),
        ("a%", EVERYTHING, []),
        ("boutique", EVERYTHING, ["boutique"]),
        ("boutique", Scope(party=Party.THIRD), []),
    ],
)
def test_companies_are_found_by_their_names(text: str, scope: Scope, slugs: list[str], session: Session) -> None:
    assert [slug for slug, _ in reached.companies_named(session, text, scope)] == slugs


def test_a_company_is_told_by_its_name(session: Session) -> None:
    assert reached.name_of(session, "adpix") == "Adpix"
    assert reached.name_of(session, "nobody") is None


def test_values_are_counted_by_kind(session: Session) -> None:
    assert reached.values_of(session)[Category.PAGE_VISITED] == 57


@STRETCHES
def test_a_stretch_begins_with_its_first_moment(
    since: datetime | None, until: datetime | None, expected: int, any_ledger: Ledger
) -> None:
    fill(any_ledger, [a_record(a_disclosure(evidence=an_evidence()))])
    with any_ledger.reading() as session:
        assert len(reached.foremost(session, Scope(since, until), [Category.EMAIL_ADDRESS])) == expected
