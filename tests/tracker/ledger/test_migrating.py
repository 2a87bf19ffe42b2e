import threading
from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

import migrations
from tests.builders.ledgers import fill
from tests.builders.lessons import a_lesson
from tests.builders.records import MAIL, a_record
from tests.builders.rulings import a_ruled, noted
from tests.builders.written import assert_sums_are_right, rows, written
from tracker import files
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.ledger import models as m
from tracker.ledger import profiles
from tracker.ledger.engines import engine_of
from tracker.ledger.learnt import learn
from tracker.ledger.migrating import alembic_configuration, bring_up_to_date, migrate, unbound, version_of
from tracker.ledger.models import Model, Request, RulingTally
from tracker.ledger.opening import Ledger
from tracker.profile import Value
from tracker.settings import Settings
from tracker.taxonomy import Category


@pytest.fixture(params=["sqlcipher", "postgresql"])
def empty(request: pytest.FixtureRequest, settings: Settings, keys: Keys) -> Iterator[tuple[Engine, Settings]]:
    """A database without a schema, in each database in turn."""
    address = None if request.param == "sqlcipher" else request.getfixturevalue("postgresql_url")
    here = Settings(settings.home, address)
    engine = engine_of(here, keys)
    yield engine, here
    engine.dispose()


def differences(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Model.metadata))


def test_the_newest_version_is_the_one_that_opening_looks_for() -> None:
    script = ScriptDirectory.from_config(alembic_configuration())
    assert script.get_current_head() == migrations.HEAD


def test_models_and_migrations_agree(any_ledger: Ledger) -> None:
    assert differences(any_ledger.engine) == []


def test_every_migration_goes_both_ways(empty: tuple[Engine, Settings]) -> None:
    engine, settings = empty
    revisions = [script.revision for script in ScriptDirectory.from_config(alembic_configuration()).walk_revisions()]
    bring_up_to_date(engine, settings)
    for revision in (*revisions[1:], "base"):
        migrate(engine, revision)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    for revision in reversed(revisions):
        migrate(engine, revision)
        assert version_of(engine) == revision
    assert differences(engine) == []


def test_going_down_with_data_in_it_works_too(any_ledger: Ledger) -> None:
    written(any_ledger, a_record())
    migrate(any_ledger.engine, "base")
    assert inspect(any_ledger.engine).get_table_names() == ["alembic_version"]


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004", "0005"])
def test_a_ledger_of_any_version_with_data_in_it_learns_what_rules_did(any_ledger: Ledger, version: str) -> None:
    written(any_ledger, a_record(id="before"))
    migrate(any_ledger.engine, version)
    migrate(any_ledger.engine, "head")
    written(any_ledger, a_record(id="after"))
    assert noted(any_ledger, a_ruled(), a_ruled(host="www.shop.example")) == 2
    assert rows(any_ledger, Request.uid) == [("after",), ("before",)]
    assert rows(any_ledger, RulingTally.times) == [(1,), (1,)]
    assert_sums_are_right(any_ledger)


@pytest.mark.parametrize("version", ["0001", "0002", "0003", "0004", "0005"])
def test_two_months_in_a_ledger_of_any_version_are_all_there_afterwards(any_ledger: Ledger, version: str) -> None:
    fill(any_ledger)
    before = _told(any_ledger)
    assert len(before[0]) > 100
    migrate(any_ledger.engine, version)
    assert version_of(any_ledger.engine) == version
    migrate(any_ledger.engine, "head")
    assert _told(any_ledger) == before
    assert differences(any_ledger.engine) == []
    assert_sums_are_right(any_ledger)


def _told(ledger: Ledger) -> tuple[list[Any], ...]:
    """What left, where, and how it was found."""
    row, sums = m.Disclosure, m.Exposure
    return (
        rows(
            ledger, row.id, row.request_id, row.datum_id, row.evidence_id, row.time, row.category, row.manner, row.count
        ),
        rows(ledger, m.Request.id, m.Request.uid, m.Request.time),
        rows(ledger, m.Host.id, m.Host.name),
        rows(ledger, m.Datum.id, m.Datum.category, m.Datum.preview),
        rows(ledger, sums.host_id, sums.datum_id, sums.site_id, sums.manner, sums.first, sums.last, sums.count),
    )


def test_a_profile_of_before_is_the_persons_own_and_going_down_leaves_it(any_ledger: Ledger, keys: Keys) -> None:
    own, given = Value(Category.EMAIL_ADDRESS, MAIL), a_lesson("+33 6 39 98 12 34", Category.PHONE_NUMBER)
    with any_ledger.session() as session:
        profiles.add(session, keys, own)
        learn(session, keys, [given])
    migrate(any_ledger.engine, "0001")
    with any_ledger.engine.connect() as connection:
        assert connection.execute(text("SELECT id, preview FROM profile_value")).all() == [(1, "m•••@m•••")]
    migrate(any_ledger.engine, "0002")
    with any_ledger.reading() as session:
        (one,) = profiles.listed(session)
        assert (one.origin, one.used) == ("", one.added)
        assert profiles.load(session, keys).values == (own,)
    with Session(any_ledger.engine) as session, session.begin():  # as a program of then
        learn(session, keys, [given])
        assert profiles.remove(session, 1)


def test_two_that_come_at_once_make_one_schema(empty: tuple[Engine, Settings], keys: Keys) -> None:
    _, settings = empty
    failures: list[BaseException] = []

    def _open() -> None:
        engine = engine_of(settings, keys)
        try:
            bring_up_to_date(engine, settings)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test is to show it
            failures.append(error)
        finally:
            engine.dispose()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracker.ledger.migrating.migrate", _slowly)
        threads = [threading.Thread(target=_open) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []
    assert len(_calls) == 1
    _calls.clear()


_calls: list[str] = []


def _slowly(engine: Engine, target: str) -> None:
    _calls.append(target)
    migrate(engine, target)


def test_a_failed_migration_leaves_the_ledger_as_it_was(
    empty: tuple[Engine, Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, settings = empty

    def _fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", _fail)
        with pytest.raises(RuntimeError):
            bring_up_to_date(engine, settings)
    assert version_of(engine) is None
    assert inspect(engine).get_table_names() in ([], ["alembic_version"])
    bring_up_to_date(engine, settings)
    assert version_of(engine) == migrations.HEAD


def test_a_program_that_was_updated_while_it_ran_does_not_bring_the_ledger_beyond_its_own_version(
    ledger: Ledger, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies on the disk knows later versions than what runs."""
    monkeypatch.setattr(migrations, "HEAD", "0005")
    with pytest.raises(LedgerError, match=r"newer Tracker \(schema 0007\)"):
        bring_up_to_date(ledger.engine, settings)
    migrate(ledger.engine, "0003")
    bring_up_to_date(ledger.engine, settings)
    assert version_of(ledger.engine) == "0005"


def test_foreign_keys_are_followed_again_afterwards(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        with unbound(connection):
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 0
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_migration_that_does_not_end_is_said(settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.ledger.locking.BUSY_SECONDS", 0.05)
    settings.home.mkdir()
    held = files.writing(settings.home / "ledger.lock", "it")
    with held, pytest.raises(LedgerError, match="another process migrates"):
        bring_up_to_date(engine_of(settings, keys), settings)


@pytest.mark.parametrize(
    ("large", "is_terminal", "is_told"), [(0, True, True), (0, False, False), (1 << 40, True, False)]
)
def test_who_waits_at_a_terminal_is_told_that_a_large_ledger_takes_a_while(
    large: int,
    is_terminal: bool,
    is_told: bool,
    ledger: Ledger,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    migrate(ledger.engine, "0003")
    monkeypatch.setattr("tracker.ledger.migrating._LARGE", large)
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_terminal)
    bring_up_to_date(ledger.engine, settings)
    assert ("brought up to date" in capsys.readouterr().err) is is_told
