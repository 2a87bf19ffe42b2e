"""The made-up world on a dashboard, shared by the tests that only look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import a_world, a_world_ledger, fill
from tracker.ledger.opening import Ledger


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with a_world_ledger(tmp_path_factory.mktemp("world"), a_world()) as ledger:
        yield ledger


@pytest.fixture
def app(world: Ledger, tmp_path: Path) -> Iterator[Flask]:
    """The dashboard over the made-up world."""
    with a_dashboard(world, tmp_path) as made:
        yield made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that was let in."""
    return signed_in(app)


@pytest.fixture
def recorded(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser on some days of the world that may be written to."""
    fill(ledger, a_world(days=3))
    with a_dashboard(ledger, tmp_path) as made:
        yield signed_in(made)


@pytest.fixture
def empty_app(ledger: Ledger, tmp_path: Path) -> Iterator[Flask]:
    """The dashboard over a ledger without content, at a home of its own: a key lets in once."""
    home = tmp_path / "empty"
    home.mkdir()
    with a_dashboard(ledger, home) as made:
        yield made


@pytest.fixture
def empty_client(empty_app: Flask) -> FlaskClient:
    return signed_in(empty_app)
