"""Companies for which an alias is lacking."""

from datetime import timedelta

import pytest

from tests.builders.records import NOON
from tests.builders.rulings import a_ruled, a_ruling, noted
from tracker.control import Aliasing, AliasService, Control
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.unaliased import unaliased
from tracker.rules import Action, Rule
from tracker.rulings import NO_ALIAS, Outcome

RULES = (Rule("r1", Action.ALIAS),)
WITHOUT = a_ruling(action=Action.ALIAS, outcome=Outcome.STRIPPED, reason=NO_ALIAS)
GIVEN = a_ruling(action=Action.ALIAS, outcome=Outcome.ALIASED)
SERVICE = AliasService("relay", "made-up-key")


@pytest.fixture
def filled(any_ledger: Ledger) -> Ledger:
    noted(any_ledger, a_ruled(WITHOUT), a_ruled(WITHOUT), a_ruled(GIVEN, host="c.metrica.test", time=NOON))
    noted(any_ledger, a_ruled(a_ruling(), host="px.other.test"), a_ruled(WITHOUT, time=NOON - timedelta(days=9)))
    return any_ledger


@pytest.mark.parametrize(
    ("aliasing", "expected"),
    [
        (Aliasing(), ["adpix", "metrica"]),
        (Aliasing(known=(("adpix", "a@b.test"),)), ["metrica"]),
        (Aliasing(address="marie@mail.test"), []),
        (Aliasing(domain="marie.test"), []),
        (Aliasing(address="marie@mail.test", service=SERVICE), ["adpix", "metrica"]),
        (Aliasing("marie@mail.test", "", (("metrica", "a@b.test"),), SERVICE), ["adpix"]),
    ],
    ids=["nothing", "known", "mailbox", "domain", "service", "service and known"],
)
def test_companies_without_an_alias_of_their_own_are_named(
    filled: Ledger, aliasing: Aliasing, expected: list[str]
) -> None:
    with filled.reading() as session:
        found = unaliased(session, Control(RULES, aliasing=aliasing), NOON - timedelta(days=1))
    assert sorted(one.slug for one in found) == expected


def test_how_often_and_when_is_told(filled: Ledger, statements: list[str]) -> None:
    with filled.reading() as session:
        statements.clear()
        found = {one.slug: one for one in unaliased(session, Control(RULES), NOON - timedelta(days=1))}
    assert len(statements) == 1
    assert (found["adpix"].times, found["adpix"].last) == (2, NOON)


def test_where_no_rule_gives_aliases_nobody_lacks_one(filled: Ledger) -> None:
    with filled.reading() as session:
        for rules in ((), (Rule("r1", Action.ALIAS, is_on=False),), (Rule("r1", Action.MASK),)):
            assert unaliased(session, Control(rules), NOON - timedelta(days=99)) == []
