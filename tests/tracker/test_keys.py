import os
import stat
import sys
from pathlib import Path
from typing import Any

import keyring
import keyring.backend
import pytest

from tracker.errors import LedgerError
from tracker.keys import Keys, forget, kept, load_or_create
from tracker.settings import KeyStore, Settings


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring as macOS or Windows have it."""

    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def memory_keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    monkeypatch.setattr(keyring, "get_password", backend.get_password)
    monkeypatch.setattr(keyring, "set_password", backend.set_password)
    monkeypatch.setattr(keyring, "delete_password", backend.delete_password)
    return backend


def test_the_first_call_makes_the_key_and_later_calls_give_the_same(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "home")
    assert load_or_create(settings).secret == load_or_create(settings).secret
    assert len(settings.key_file.read_bytes()) == 32


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_the_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    load_or_create(Settings(tmp_path))
    assert stat.S_IMODE(os.stat(tmp_path / "key").st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["key"]


def test_each_purpose_has_a_key_of_its_own() -> None:
    keys = Keys(bytes(32))
    made = [keys.ledger, keys.journal, keys.fingerprint, keys.profile, keys.control, keys.dashboard]
    assert len(set(made)) == 6
    assert {len(key) for key in made} == {32}


def test_keys_are_never_shown() -> None:
    assert repr(Keys(b"s" * 32)) == "Keys(…)"


def test_a_key_of_the_wrong_size_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(LedgerError, match="32 bytes, not 5"):
        load_or_create(Settings(tmp_path))


def test_a_key_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "key").mkdir()
    with pytest.raises(LedgerError, match="cannot be read"):
        load_or_create(Settings(tmp_path))


def test_a_home_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="cannot be"):
        load_or_create(Settings(tmp_path / "file" / "home"))


def test_a_folder_without_hard_links_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*paths: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert load_or_create(Settings(tmp_path)).secret == load_or_create(Settings(tmp_path)).secret


def test_of_two_that_start_at_once_the_first_key_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def late(source: Any, target: Any) -> None:
        Path(target).write_bytes(b"f" * 32)
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    assert load_or_create(Settings(tmp_path)).secret == b"f" * 32


def test_the_keyring_keeps_the_key_when_asked_to(tmp_path: Path, memory_keyring: MemoryKeyring) -> None:
    settings = Settings(tmp_path, key_store="keyring")
    assert load_or_create(settings).secret == load_or_create(settings).secret
    assert not settings.key_file.exists()
    assert len(memory_keyring.kept) == 1


def test_a_keyring_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: str) -> str:
        raise RuntimeError("locked")

    monkeypatch.setattr(keyring, "get_password", locked)
    with pytest.raises(LedgerError, match="locked"):
        load_or_create(Settings(tmp_path, key_store="keyring"))


def test_a_keyring_with_a_wrong_key_is_said(tmp_path: Path, memory_keyring: MemoryKeyring) -> None:
    memory_keyring.kept["tracker-ledger", str(tmp_path)] = "00ff"
    with pytest.raises(LedgerError, match="32 bytes, not 2"):
        load_or_create(Settings(tmp_path, key_store="keyring"))


@pytest.mark.parametrize(
    ("module", "uses"),
    [("keyring.backends.macOS", True), ("keyring.backends.Windows", True), ("keyring.backends.SecretService", False)],
)
def test_a_keyring_that_may_ask_is_used_only_on_request(
    tmp_path: Path, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch, module: str, uses: bool
) -> None:
    monkeypatch.setattr(MemoryKeyring, "__module__", module)
    load_or_create(Settings(tmp_path, home_is_default=True))
    assert bool(memory_keyring.kept) is uses


def test_without_a_keyring_a_file_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("no backend")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    load_or_create(Settings(tmp_path, home_is_default=True))
    assert (tmp_path / "key").exists()


def test_an_existing_key_file_is_used_even_where_there_is_a_keyring(
    tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    (tmp_path / "key").write_bytes(b"k" * 32)
    assert load_or_create(Settings(tmp_path, key_store="keyring")).secret == b"k" * 32
    assert not memory_keyring.kept


def test_a_home_that_was_moved_away_from_its_key_in_the_keyring_says_what_to_do(
    tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    before, after = (Settings(tmp_path / name, key_store="keyring") for name in ("before", "after"))
    before.home.mkdir()
    secret = load_or_create(before).secret
    before.ledger_file.touch()
    before.home.rename(after.home)
    with pytest.raises(LedgerError, match="where this folder lay elsewhere, put it back there"):
        load_or_create(after)
    after.home.rename(before.home)
    assert load_or_create(before).secret == secret
    assert len(memory_keyring.kept) == 1


@pytest.mark.parametrize("key_store", ["file", "keyring"])
def test_no_key_is_made_beside_a_ledger_that_it_cannot_open(
    tmp_path: Path, memory_keyring: MemoryKeyring, key_store: KeyStore
) -> None:
    settings = Settings(tmp_path, key_store=key_store)
    settings.ledger_file.touch()
    with pytest.raises(LedgerError, match=r"key is gone; restore it from a backup, or move the ledger away"):
        load_or_create(settings)
    assert not settings.key_file.exists()
    assert not memory_keyring.kept
    settings.ledger_file.unlink()
    load_or_create(settings)
    settings.ledger_file.touch()
    assert len(load_or_create(settings).secret) == 32


@pytest.mark.parametrize("key_store", ["file", "keyring"])
def test_keys_that_are_kept_are_found_and_none_is_made(
    key_store: KeyStore, tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    settings = Settings(tmp_path, key_store=key_store)
    assert kept(settings) is None
    assert kept(settings) is None
    assert not settings.key_file.exists()
    assert load_or_create(settings) == kept(settings)


def test_the_keyring_lets_go_of_the_key_once(tmp_path: Path, memory_keyring: MemoryKeyring) -> None:
    settings = Settings(tmp_path, key_store="keyring")
    load_or_create(settings)
    load_or_create(Settings(tmp_path / "another", key_store="keyring"))
    assert forget(settings)
    assert list(memory_keyring.kept) == [("tracker-ledger", str(tmp_path / "another"))]
    assert not forget(settings)


def test_a_keyring_that_may_ask_is_not_asked_for_what_it_never_got(
    tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    load_or_create(Settings(tmp_path, key_store="keyring"))
    assert not forget(Settings(tmp_path))
    assert memory_keyring.kept


@pytest.mark.parametrize("name", ["set_password", "delete_password"])
def test_a_keyring_that_refuses_is_said(
    name: str, tmp_path: Path, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: str) -> str:
        raise RuntimeError("locked")

    settings = Settings(tmp_path, key_store="keyring")
    if name == "delete_password":
        load_or_create(settings)
    monkeypatch.setattr(keyring, name, locked)
    with pytest.raises(LedgerError, match=r"the keyring does not .* \(locked\); unlock it"):
        (forget if name == "delete_password" else load_or_create)(settings)
