"""What only the person can remove."""

from pathlib import Path

import pytest

from tests.builders.installations import with_authority, with_certificate
from tracker.settings import Settings
from tracker.uninstalling.remains import forget_registration, remains


@pytest.fixture(autouse=True)
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder."""
    monkeypatch.setenv("HOME", str(tmp_path / "person"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "person"))
    return tmp_path / "person"


@pytest.mark.parametrize("words", ["certificate", "proxy", "tunnel", "exports", "backups", "swap", "pip uninstall"])
def test_each_kind_is_told(words: str, settings: Settings) -> None:
    assert any(words in line for line in remains(settings))


def test_a_store_that_knows_the_authority_is_named(settings: Settings, person: Path) -> None:
    database = person / ".mozilla" / "firefox" / "x1" / "cert9.db"
    assert not any("cert9.db" in line for line in remains(settings))
    with_certificate(database, with_authority(settings))
    assert any(str(database) in line for line in remains(settings))


def test_mitmproxys_own_folder_is_named_where_there_is_one(settings: Settings, person: Path) -> None:
    assert not any(".mitmproxy" in line for line in remains(settings))
    (person / ".mitmproxy").mkdir(parents=True)
    assert any(str(person / ".mitmproxy") in line for line in remains(settings))


def test_where_nothing_is_registered_nothing_is_taken_back(settings: Settings) -> None:
    forget_registration()
    assert not settings.home.exists()
