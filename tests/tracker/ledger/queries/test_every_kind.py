from collections import defaultdict
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_disclosure, a_record, an_evidence
from tests.tracker.ledger.queries.test_reached import SCOPES, STRETCHES, left
from tracker.disclosure import Manner, Party, Record
from tracker.ledger.facts import THIRD
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import every_kind as module
from tracker.ledger.queries.every_bearer import Had
from tracker.ledger.queries.every_kind import EveryKind, Kind
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

MAIL, CITY = Category.EMAIL_ADDRESS, Category.CITY
DAY = timedelta(days=1)


def a_record_of(kind: Category, host: str = "px.adpix.test", days: int = 0, value: str = "marie") -> Record:
    return a_record(a_disclosure(kind, value, Manner.RELAYED), host=host, time=NOON + days * DAY)


def kinds(ledger: Ledger, every: EveryKind, scope: Scope = EVERYTHING, vendor: str | None = None) -> list[Kind]:
    with ledger.reading() as session:
        return every.kinds(session, scope, vendor)


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_kinds_count_those_that_have_any_of_them(
    scope: Scope, session: Session, records: list[Record], asked: list[str]
) -> None:
    expected: dict[Category, set[str]] = defaultdict(set)
    for vendor, one in left(records, scope):
        expected[one.category].add(vendor)
    found = EveryKind().kinds(session, scope)
    assert len(asked) == 2
    assert {one.category: one.vendors for one in found} == {kind: len(vendors) for kind, vendors in expected.items()}
    assert found == sorted(found)


def test_what_was_taken_too_early_is_counted(session: Session) -> None:
    (mail,) = EveryKind().kinds(session, Scope(category=MAIL))
    assert (mail.vendors, mail.third_parties, mail.early) == (3, 2, 1)


def test_one_company_is_asked_for_what_it_has(session: Session, asked: list[str]) -> None:
    every = EveryKind()
    found = {one.category: one.vendors for one in every.kinds(session, EVERYTHING, "replay")}
    assert len(asked) == 3
    assert found.keys() == {
        Category.EMAIL_ADDRESS, Category.LANGUAGE, Category.PAGE_VISITED, Category.SCREEN_SIZE, Category.USER_AGENT
    }  # fmt: skip
    assert found[MAIL] == 3  # of all, not of that one
    assert [one.category for one in every.kinds(session, Scope(category=MAIL), "replay")] == [MAIL]
    assert every.kinds(session, Scope(category=Category.RELIGION), "replay") == []
    assert every.kinds(session, EVERYTHING, "nobody") == []


def test_unknown_pages_are_a_party_of_their_own(any_ledger: Ledger) -> None:
    fill(any_ledger, [a_record(site=None), a_record(host="px.adpix.test")])
    (mail,) = kinds(any_ledger, EveryKind(), Scope(party=Party.UNKNOWN))
    assert (mail.vendors, mail.third_parties) == (1, 0)


@STRETCHES
def test_a_stretch_begins_with_its_first_moment(
    since: datetime | None, until: datetime | None, expected: int, any_ledger: Ledger
) -> None:
    fill(any_ledger, [a_record(a_disclosure(evidence=an_evidence()))])
    assert len(kinds(any_ledger, EveryKind(), Scope(since, until))) == expected


def test_who_asks_again_is_told_what_has_changed(any_ledger: Ledger, statements: list[str]) -> None:
    every, lately = EveryKind(), Scope(since=NOON + DAY)
    fill(any_ledger, [a_record_of(MAIL)])
    assert kinds(any_ledger, every) == [Kind(MAIL, 1, 1, 0, NOON, NOON)]
    assert kinds(any_ledger, every, lately) == []
    statements.clear()
    assert kinds(any_ledger, every) == [Kind(MAIL, 1, 1, 0, NOON, NOON)]
    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 1
    fill(any_ledger, [a_record_of(CITY, "collect.metrica.test"), a_record_of(MAIL, days=3, value="paul")])
    fill(any_ledger, [a_record_of(MAIL, "collect.metrica.test", days=2)])
    later = [Kind(CITY, 1, 1, 0, NOON, NOON), Kind(MAIL, 2, 2, 0, NOON, NOON + 3 * DAY)]
    assert kinds(any_ledger, every) == later == kinds(any_ledger, EveryKind())
    assert kinds(any_ledger, every, lately) == kinds(any_ledger, EveryKind(), lately)
    assert [one.vendors for one in kinds(any_ledger, every, lately)] == [2]


def test_what_a_slower_request_sees_is_never_laid_beside_what_is_newer(any_ledger: Ledger) -> None:
    every = EveryKind()
    fill(any_ledger, [a_record_of(MAIL)])
    with any_ledger.reading() as slow:
        assert len(every.kinds(slow)) == 1
        fill(any_ledger, [a_record_of(CITY)])
        assert len(kinds(any_ledger, every)) == 2
        assert len(every.kinds(slow)) == 2


def test_what_was_forgotten_is_not_counted(any_ledger: Ledger) -> None:
    every = EveryKind()
    fill(any_ledger, [a_record_of(MAIL), a_record_of(MAIL, "collect.metrica.test"), a_record_of(CITY)])
    assert [one.vendors for one in kinds(any_ledger, every)] == [1, 2]
    forget(any_ledger, vendor="adpix")
    assert [(one.category, one.vendors) for one in kinds(any_ledger, every)] == [(MAIL, 1)]


def test_only_a_few_scopes_are_kept(any_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PARTS", 2)
    every, scopes = EveryKind(), [Scope(since=NOON - days * DAY) for days in range(4)]
    fill(any_ledger, [a_record_of(MAIL)])
    assert [len(kinds(any_ledger, every, scope)) for scope in scopes] == [1, 1, 1, 1]
    assert list(every._image._parts) == scopes[-2:]


had = st.none() | st.builds(Had, st.integers(0, 127), st.integers(0, 9), st.integers(10, 19))


@given(st.lists(st.tuples(st.integers(0, 2), had), min_size=1))
def test_a_sum_is_that_of_who_has_it_now(changes: list[tuple[int, Had | None]]) -> None:
    of, now = module._Sum(), dict[int, Had]()
    for vendor, one in changes:
        if one != now.get(vendor):
            of.put(vendor, now.pop(vendor, None), one)
            now |= {} if one is None else {vendor: one}
        if now:
            assert of.ends() == (min(held.first for held in now.values()), max(held.last for held in now.values()))
    assert of.having == now
    assert of.third == sum(held.facts & THIRD > 0 for held in now.values())
    assert of.early == sum(held.facts & module._EARLY > 0 for held in now.values())
