"""What deserves attention in a ledger."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST, a_catalogue, a_world, fill
from tests.builders.records import MAIL, a_disclosure, a_record
from tracker.attention import Item, Kind, Reach, about, reason
from tracker.disclosure import BlindSpot
from tracker.keys import Keys
from tracker.ledger import noticing, profiles
from tracker.ledger.noticing import Notice, Sources, Trouble, notice, reach_of
from tracker.ledger.opening import Ledger
from tracker.ledger.rating import Rated
from tracker.ledger.visits import note_visit
from tracker.profile import Value
from tracker.settings import Settings
from tracker.taxonomy import Category
from tracker.vendors import Facts


def noticed(ledger: Ledger, since: datetime | None = None, trouble: Trouble = Trouble()) -> Notice:  # noqa: B008
    with ledger.reading() as session:
        return notice(session, since, trouble, Sources(a_catalogue), LAST)


def kinds(found: Notice) -> list[Kind]:
    return [item.kind for item in found.items]


def the(kind: Kind, found: Notice) -> Item:
    return next(item for item in found.items if item.kind is kind)


@pytest.fixture
def world(any_ledger: Ledger, keys: Keys) -> Ledger:
    fill(any_ledger)
    with any_ledger.session() as session:
        row = profiles.row_of(keys, Value(Category.EMAIL_ADDRESS, MAIL), a_disclosure().fingerprint, LAST)
        session.add(row)
    return any_ledger


def test_the_made_up_world_has_what_it_was_made_with(world: Ledger) -> None:
    found = noticed(world)
    assert kinds(found) == [Kind.SPECIAL, Kind.DECLARED, Kind.SHARED]
    assert reason(the(Kind.SPECIAL, found)).startswith(
        "Data about your health went to Metrica while you were on forum-sante.example. The page passed it on"
    )
    assert {vendor.slug for vendor in the(Kind.DECLARED, found).vendors} == {"adpix", "replay"}
    assert "Some of it left before you submitted it." in reason(the(Kind.DECLARED, found))
    assert found.visit is None
    assert not found.news


def test_a_period_leaves_out_what_was_before_it(world: Ledger) -> None:
    assert Kind.SPECIAL not in kinds(noticed(world, LAST - timedelta(days=1)))
    assert Kind.DECLARED in kinds(noticed(world, LAST - timedelta(days=1)))


def test_an_empty_ledger_has_nothing(any_ledger: Ledger) -> None:
    assert noticed(any_ledger) == Notice([], None, noticed(any_ledger).news)


def test_what_is_new_is_told_since_the_last_visit(ledger: Ledger) -> None:
    fill(ledger, [a_record(time=LAST - timedelta(hours=5))])
    with ledger.session() as session:
        note_visit(session, LAST - timedelta(hours=4))
    fill(ledger, [a_record(host="px.adpix.test", time=LAST - timedelta(hours=1))])
    found = noticed(ledger)
    assert found.visit
    assert [vendor.slug for vendor in found.news.vendors] == ["adpix"]


def test_what_runs_wrong_is_told(ledger: Ledger) -> None:
    item = the(Kind.FAULT, noticed(ledger, trouble=Trouble(("the disk is full",), 3)))
    assert reason(item).startswith("the disk is full. 3 requests are not safely recorded.")
    assert not noticed(ledger, trouble=Trouble()).items


@pytest.mark.parametrize(
    ("before", "since", "is_told"), [(10, 5, False), (100, 21, False), (100, 25, True), (0, 20, True)]
)
def test_blind_spots_that_grew_are_told(ledger: Ledger, before: int, since: int, is_told: bool) -> None:
    def spots(count: int) -> list[BlindSpot]:
        return [BlindSpot("binary")] * count

    if before:
        fill(ledger, [a_record(blind_spots=tuple(spots(before)))])
    with ledger.session() as session:
        note_visit(session, LAST - timedelta(hours=4))
    fill(ledger, [a_record(blind_spots=tuple(spots(since)))])
    found = noticed(ledger)
    assert (Kind.UNSEEN in kinds(found)) is is_told
    if is_told:
        assert f"from {before} to {before + since} times" in reason(the(Kind.UNSEEN, found))


def test_passwords_that_are_used_again_or_weak_are_told(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    from tracker.ledger.queries.passwords import Used

    used = [
        Used("a.example", "a", "A", "A", 3, LAST, LAST, 1),
        Used("b.example", "b", "B", "A", 3, LAST, LAST, 2),
        Used("c.example", "c", "C", "", 1, LAST, LAST, 1),
    ]
    monkeypatch.setattr(noticing, "passwords", lambda _session: used)
    found = noticed(ledger)
    assert kinds(found) == [Kind.SAME_PASSWORD, Kind.WEAK_PASSWORD]
    assert the(Kind.SAME_PASSWORD, found).sites == ("a.example", "b.example")
    assert the(Kind.WEAK_PASSWORD, found).sites == ("c.example",)


@pytest.fixture
def shared_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    from tests.builders.ledgers import a_world_ledger

    with a_world_ledger(tmp_path_factory.mktemp("noticing"), a_world(days=6)) as ledger:
        yield ledger


def test_a_new_company_of_high_risk_is_told_with_the_first_reason(shared_world: Ledger) -> None:
    item = the(Kind.RISKY, noticed(shared_world))
    assert item.vendors
    assert item.details
    assert item.details[0] in reason(item)


def test_its_statements_are_few_and_few_companies_are_rated(shared_world: Ledger, statements: list[str]) -> None:
    asked: list[str] = []

    def rate(_session: Session, slugs: list[str]) -> list[Rated]:
        asked.extend(slugs)
        return []

    with shared_world.reading() as session:
        statements.clear()
        notice(session, sources=Sources(a_catalogue, rate), now=LAST)
        assert len(statements) <= 12
    assert 0 < len(asked) <= 10


def test_no_value_is_in_what_is_told(shared_world: Ledger) -> None:
    found = noticed(shared_world)
    said = " ".join([repr(found), *(reason(item) + about(item) for item in found.items)])
    for value in (MAIL, "migraine", "Dupont", "4242", "not-a-secret"):
        assert value not in said


def test_how_a_company_can_be_reached_is_the_catalogues_word(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {
        "a": Facts(privacy_contact="dpo@a.test", privacy_page="https://a.test/p"),
        "b": Facts(privacy_page="https://b.test/p"),
    }
    monkeypatch.setattr(noticing, "builtin_facts", lambda: facts)
    assert reach_of("a") == Reach("dpo@a.test")
    assert reach_of("b") == Reach("https://b.test/p")
    assert reach_of("nobody") == Reach()


def test_now_is_now_where_nothing_else_is_said(ledger: Ledger) -> None:
    fill(ledger, [a_record(host="px.adpix.test", time=datetime.now(UTC))])

    def asked(session: Session) -> Notice:
        return notice(session, sources=Sources(a_catalogue))

    with ledger.reading() as session:
        assert asked(session).visit is None
