from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import fill
from tests.builders.records import NOON, a_disclosure, a_record
from tests.tracker.ledger.queries.test_reached import SCOPES
from tracker.disclosure import Manner, Party, Record
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.queries import every_bearer as module
from tracker.ledger.queries.every_bearer import EveryBearer
from tracker.ledger.queries.reached import counted, foremost
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

MAIL = Category.EMAIL_ADDRESS


def a_mail(host: str = "px.adpix.test", days: int = 0, value: str = "marie") -> Record:
    return a_record(a_disclosure(MAIL, value, Manner.RELAYED), host=host, time=NOON + timedelta(days=days))


def having(ledger: Ledger, every: EveryBearer, scope: Scope = EVERYTHING) -> list[int]:
    with ledger.reading() as session:
        data = {one.id: one.category for one in foremost(session, EVERYTHING, [MAIL], 10)}
        return sorted(every.numbers(session, data, scope).values())


@pytest.mark.parametrize("scope", [*SCOPES.values(), Scope(party=Party.UNKNOWN)], ids=[*SCOPES, "unknown"])
def test_numbers_are_those_that_the_sums_have(scope: Scope, session: Session, asked: list[str]) -> None:
    scope, kinds = scope._replace(category=None), [*Category]
    found = foremost(session, scope, kinds, 5)
    expected = counted(session, found, scope)
    asked.clear()
    assert counted(session, found, scope, EveryBearer().numbers) == expected
    assert EveryBearer().numbers(session, {one.id: one.category for one in found}, scope) == {
        one.id: one.vendors for one in expected
    }
    assert len(asked) <= 4


def test_who_asks_again_is_told_what_has_changed(any_ledger: Ledger, statements: list[str]) -> None:
    every = EveryBearer()
    fill(any_ledger, [a_mail(), a_mail("collect.metrica.test", value="paul")])
    assert having(any_ledger, every) == [1, 1]
    statements.clear()
    assert having(any_ledger, every) == [1, 1]
    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 2
    fill(any_ledger, [a_mail("collect.metrica.test", days=2), a_mail(value="anna")])
    assert having(any_ledger, every) == [1, 1, 2]
    assert having(any_ledger, every, Scope(since=NOON + timedelta(days=1))) == [0, 0, 1]


def test_what_was_forgotten_is_not_counted(any_ledger: Ledger) -> None:
    every = EveryBearer()
    fill(any_ledger, [a_mail(), a_mail("collect.metrica.test")])
    assert having(any_ledger, every) == [2]
    forget(any_ledger, vendor="metrica")
    assert having(any_ledger, every) == [1]


def test_what_a_slower_request_sees_is_never_laid_beside_what_is_newer(any_ledger: Ledger) -> None:
    every = EveryBearer()
    fill(any_ledger, [a_mail(), a_mail(value="paul")])
    with any_ledger.reading() as slow:
        (paul, marie) = foremost(slow, EVERYTHING, [MAIL], 10)
        fill(any_ledger, [a_mail("collect.metrica.test", days=1), a_mail("collect.metrica.test", 1, "paul")])
        with any_ledger.reading() as quick:
            assert every.numbers(quick, {marie.id: MAIL}, EVERYTHING) == {marie.id: 2}
        assert every.numbers(slow, {marie.id: MAIL}, EVERYTHING) == {marie.id: 2}
        assert every.numbers(slow, {paul.id: MAIL}, EVERYTHING) == {paul.id: 1}
    assert having(any_ledger, every) == [2, 2]


def test_only_so_many_are_kept(any_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    every = EveryBearer()
    fill(any_ledger, [a_mail(value=str(number)) for number in range(4)])
    with any_ledger.reading() as session:
        data = [one.id for one in foremost(session, EVERYTHING, [MAIL], 10)]
        for key in data:
            assert every.numbers(session, {key: MAIL}, EVERYTHING) == {key: 1}
        assert list(every._having) == data[-2:]
        assert len(every.numbers(session, dict.fromkeys(data, MAIL), EVERYTHING)) == 4
