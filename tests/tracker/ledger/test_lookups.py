from sqlalchemy import select

from tracker.ledger import models as m
from tracker.ledger.bulk import insert_rows
from tracker.ledger.lookups import reserved_ids, rows_among
from tracker.ledger.opening import Ledger

_SITE = m.Site.__table__


def test_many_keys_are_asked_for_in_parts(any_ledger: Ledger, statements: list[str]) -> None:
    with any_ledger.session() as session:
        insert_rows(session, _SITE, [(number, f"s{number}.test") for number in range(1, 2501)])
        statements.clear()
        names = [f"s{number}.test" for number in range(1, 3001)]
        found = dict(rows_among(session, select(m.Site.domain, m.Site.id), m.Site.domain, names))
    assert len(statements) == 3
    assert found == {f"s{number}.test": number for number in range(1, 2501)}


def test_reserved_ids_are_free_and_follow_one_another(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        first = reserved_ids(session, _SITE, 3)
        insert_rows(session, _SITE, [(id_, f"s{id_}.test") for id_ in first])
        second = reserved_ids(session, _SITE, 2)
    assert [*first, *second] == [1, 2, 3, 4, 5]


def test_no_ids_are_no_question(ledger: Ledger, statements: list[str]) -> None:
    with ledger.session() as session:
        assert list(reserved_ids(session, _SITE, 0)) == []
    assert statements == []
