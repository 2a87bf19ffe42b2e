"""The made-up world for programs that have the token."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.builders.dashboards import a_dashboard
from tests.builders.readers import Reader
from tracker.ledger.api_token import renew
from tracker.ledger.opening import Ledger


@pytest.fixture(scope="session")
def api_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("api")


@pytest.fixture(scope="session")
def token(world: Ledger) -> str:
    with world.session() as session:
        return renew(session)


@pytest.fixture(scope="session")
def api(world: Ledger, api_home: Path) -> Iterator[Flask]:
    """The dashboard over the made-up world, for tests that only read."""
    with a_dashboard(world, api_home) as made:
        yield made


@pytest.fixture
def reader(api: Flask, token: str) -> Reader:
    """A program that has the token."""
    return Reader(api, token)


@pytest.fixture
def empty_reader(ledger: Ledger, empty_app: Flask) -> Reader:
    """A program that reads a ledger without content."""
    with ledger.session() as session:
        return Reader(empty_app, renew(session))
