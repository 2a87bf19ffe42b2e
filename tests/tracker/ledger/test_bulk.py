from sqlalchemy import bindparam, update

from tests.builders.records import a_record
from tests.builders.written import rows, written
from tracker.ledger import models as m
from tracker.ledger.bulk import insert_rows, run, upserting
from tracker.ledger.opening import Ledger

_TABLE = m.Setting.__table__
_CHANGE = update(_TABLE).where(_TABLE.c.name == bindparam("its_name")).values(value=bindparam("new_value"))


def test_rows_have_the_columns_in_their_order(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        insert_rows(session, _TABLE, [("a", "1"), ("b", "2")])
    assert rows(any_ledger, m.Setting.name, m.Setting.value) == [("a", "1"), ("b", "2")]


def test_values_go_where_their_names_are_whatever_the_order(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        insert_rows(session, _TABLE, [("a", "1"), ("b", "2")])
        run(session, _CHANGE, ("its_name", "new_value"), [("a", "3")])
        run(session, _CHANGE, ("new_value", "its_name"), [("4", "b")])
    assert rows(any_ledger, m.Setting.name, m.Setting.value) == [("a", "3"), ("b", "4")]


def test_no_rows_are_no_statement(ledger: Ledger, statements: list[str]) -> None:
    with ledger.session() as session:
        insert_rows(session, _TABLE, [])
    assert statements == []


def test_an_upsert_speaks_the_database_at_hand(any_ledger: Ledger) -> None:
    written(any_ledger, a_record())
    with any_ledger.session() as session:
        statement = upserting(any_ledger.engine.dialect.name, _TABLE).on_conflict_do_nothing()
        for _ in range(2):
            run(session, statement, ("name", "value"), [("a", "1")])
    assert ("a",) in rows(any_ledger, m.Setting.name)
