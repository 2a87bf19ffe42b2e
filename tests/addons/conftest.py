"""The addon, ready for tests of its hooks."""

from collections.abc import Iterator

import pytest

from addons import capture as module
from tests.builders.capturing import Bench, Keeper
from tracker.settings import Settings


@pytest.fixture
def bench(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    monkeypatch.setattr(module, "KeeperProcess", Keeper)
    made = Bench(settings)
    yield made
    made.addon.done()
