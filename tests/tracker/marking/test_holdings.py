"""What companies have, in a file of the home."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builders import disks
from tracker.keys import KEY_BYTES, Keys
from tracker.marking import holdings
from tracker.marking.holdings import Held
from tracker.settings import Settings
from tracker.taxonomy import Category

DAY = datetime(2026, 3, 2, 23, tzinfo=UTC)
ROWS = [("adpix", "client_id", 3, DAY), ("adpix", "language", 1, DAY), ("boutique.test", "email_address", 2, DAY)]


@pytest.fixture
def home(settings: Settings) -> Settings:
    settings.home.mkdir(parents=True, exist_ok=True)
    return settings


def test_what_was_written_is_read(home: Settings, keys: Keys) -> None:
    holdings.write(home, keys, ROWS)
    assert holdings.read(home, keys) == {
        "adpix": (Held(Category.CLIENT_ID, 3, "2026-03-02"), Held(Category.LANGUAGE, 1, "2026-03-02")),
        "boutique.test": (Held(Category.EMAIL_ADDRESS, 2, "2026-03-02"),),
    }
    assert b"adpix" not in home.mark_file.read_bytes()
    assert home.mark_file.stat().st_mode & 0o777 == 0o600


def test_without_a_file_nothing_is_known(home: Settings, keys: Keys) -> None:
    assert holdings.read(home, keys) is None
    holdings.write(home, keys, ROWS)
    assert holdings.read(home, Keys(b"\x02" * KEY_BYTES)) is None
    holdings.erase(home)
    holdings.erase(home)
    assert not home.mark_file.exists()


def test_what_cannot_be_written_leaves_no_draft(home: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", disks.full)
    with pytest.raises(OSError, match="No space"):
        holdings.write(home, keys, ROWS)
    assert not [path for path in home.home.iterdir() if path.name.startswith("mark.")]
