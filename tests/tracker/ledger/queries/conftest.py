"""The made-up world, in a ledger that the tests of questions share and only read."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import a_world, a_world_ledger
from tracker.disclosure import Record
from tracker.ledger.opening import Ledger


@pytest.fixture(scope="session")
def records() -> list[Record]:
    return list(a_world())


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, records: list[Record]) -> Iterator[Ledger]:
    with a_world_ledger(tmp_path_factory.mktemp("world"), records) as ledger:
        yield ledger


@pytest.fixture(params=["sqlcipher", "postgresql"])
def any_world(request: pytest.FixtureRequest) -> Ledger:
    """The same in each database in turn: only read, too."""
    opened: Ledger = request.getfixturevalue("world" if request.param == "sqlcipher" else "postgresql_world")
    return opened


@pytest.fixture
def session(world: Ledger) -> Iterator[Session]:
    with world.reading() as opened:
        yield opened


@pytest.fixture
def asked(session: Session, statements: list[str]) -> list[str]:
    """The statements that were executed since the session began."""
    statements.clear()
    return statements
