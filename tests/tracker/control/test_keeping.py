import multiprocessing
import os
import stat
import sys
import time
from pathlib import Path
from typing import Any

import orjson
import pytest

from tracker import files
from tracker.control import WATCHING, Control, ControlWatch, change, keeping, load
from tracker.control.document import to_bytes
from tracker.control.keeping import broken_of, copy_of, look
from tracker.errors import ConfigurationError, LedgerError
from tracker.keys import Keys
from tracker.rules import Action, Rule
from tracker.sealing import seal, unseal
from tracker.settings import Settings


def private(site: str) -> Any:
    return lambda control: control._replace(private_sites=control.private_sites | {site})


def same(control: Control) -> Control:
    return control


def test_who_decided_nothing_has_no_file(settings: Settings, keys: Keys) -> None:
    assert load(settings, keys) == WATCHING
    assert change(settings, keys, same) == WATCHING
    assert not settings.control_file.exists()


def test_what_was_decided_is_kept(settings: Settings, keys: Keys) -> None:
    changed = change(settings, keys, private("shop.test"))
    assert changed.private_sites == {"shop.test"}
    assert load(settings, keys) == changed
    assert change(settings, keys, private("mail.test")).private_sites == {"shop.test", "mail.test"}


def test_the_secret_is_made_once(settings: Settings, keys: Keys) -> None:
    secret = change(settings, keys, private("shop.test")).secret
    assert len(secret) == 32
    assert change(settings, keys, private("mail.test")).secret == secret


def test_the_files_are_sealed_and_their_owners_alone(settings: Settings, keys: Keys) -> None:
    change(settings, keys, private("shop.test"))
    for path in (settings.control_file, copy_of(settings)):
        assert b"shop" not in path.read_bytes()
        if sys.platform != "win32":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {path.name for path in settings.home.iterdir()} <= {"control.sealed", "control.sealed.last", "control.lock"}


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 300, None], ids=["empty", "short", "garbage", "gone"])
def test_a_damaged_file_gives_way_to_its_copy_and_is_kept(settings: Settings, keys: Keys, damage: bytes | None) -> None:
    good = change(settings, keys, private("shop.test"))
    if damage is None:
        settings.control_file.unlink()
    else:
        settings.control_file.write_bytes(damage)
    kept = look(settings, keys)
    assert kept.control == load(settings, keys) == good
    assert "control.sealed is damaged or gone: its last good copy is used" in kept.fault
    assert "\n" not in kept.fault
    changed = change(settings, keys, private("mail.test"))
    assert changed.private_sites == {"shop.test", "mail.test"}
    assert look(settings, keys).fault == ""
    assert broken_of(settings).exists() is (damage is not None)
    assert damage is None or broken_of(settings).read_bytes() == damage


def test_a_damaged_file_is_mended_by_a_change_that_changes_nothing(settings: Settings, keys: Keys) -> None:
    good = change(settings, keys, private("shop.test"))
    settings.control_file.write_bytes(b"")
    assert change(settings, keys, same) == good
    assert look(settings, keys).fault == ""


def test_a_damaged_copy_does_not_matter(settings: Settings, keys: Keys) -> None:
    good = change(settings, keys, private("shop.test"))
    copy_of(settings).write_bytes(b"")
    assert look(settings, keys)[:2] == (good, "")


def test_without_a_good_copy_one_clear_line_is_said(settings: Settings, keys: Keys) -> None:
    change(settings, keys, private("shop.test"))
    settings.control_file.write_bytes(b"x")
    copy_of(settings).write_bytes(b"x")
    words = r"control\.sealed: your rules cannot be read .* to begin with no rules$"
    with pytest.raises(LedgerError, match=words):
        load(settings, keys)
    with pytest.raises(LedgerError, match=words):
        change(settings, keys, same)
    settings.control_file.unlink()
    copy_of(settings).unlink()
    assert load(settings, keys) == WATCHING


def test_another_installations_key_opens_nothing(settings: Settings, keys: Keys) -> None:
    change(settings, keys, private("shop.test"))
    with pytest.raises(LedgerError, match="under another key"):
        load(settings, Keys(b"o" * 32))


def test_a_later_versions_file_is_left_alone(settings: Settings, keys: Keys) -> None:
    change(settings, keys, private("shop.test"))
    document = orjson.loads(to_bytes(WATCHING)) | {"version": 2}
    sealed = seal(keys.control, orjson.dumps(document), b"control 1")
    settings.control_file.write_bytes(sealed)
    with pytest.raises(LedgerError, match="later version of Tracker; update it"):
        change(settings, keys, private("mail.test"))
    assert settings.control_file.read_bytes() == sealed


def test_what_a_later_version_wrote_is_kept_in_the_file(settings: Settings, keys: Keys) -> None:
    change(settings, keys, private("shop.test"))
    document = orjson.loads(to_bytes(WATCHING)) | {"weather": "fine"}
    settings.control_file.write_bytes(seal(keys.control, orjson.dumps(document), b"control 1"))
    change(settings, keys, private("mail.test"))
    kept = orjson.loads(unseal(keys.control, settings.control_file.read_bytes(), b"control 1"))
    assert (kept["weather"], kept["private_sites"]) == ("fine", ["mail.test"])


def test_too_much_is_refused_and_changes_nothing(settings: Settings, keys: Keys) -> None:
    many = tuple(Rule(str(number), Action.WARN) for number in range(501))
    with pytest.raises(ConfigurationError, match="500 rules"):
        change(settings, keys, lambda control: control._replace(rules=many))
    assert load(settings, keys) == WATCHING


def _many_changes(settings: Settings, keys: Keys, name: str) -> None:
    for number in range(15):
        change(settings, keys, private(f"{name}{number}.test"))


def test_two_processes_that_change_at_once_lose_nothing(settings: Settings, keys: Keys) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_many_changes, args=(settings, keys, name)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert load(settings, keys).private_sites == {f"{name}{n}.test" for name in "ab" for n in range(15)}


def test_a_full_disk_is_said_in_one_line_and_changes_nothing(
    settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = change(settings, keys, private("shop.test"))
    before = {path.name for path in settings.home.iterdir()}
    real = os.fsync
    calls: list[int] = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LedgerError, match=r"written there \(No space left on device\); nothing was changed"):
        change(settings, keys, private("mail.test"))
    assert look(settings, keys)[:2] == (good, "")
    assert {path.name for path in settings.home.iterdir()} == before


def test_a_home_that_is_read_only_is_said(settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(LedgerError, match=r"control\.lock: your rules cannot be written there \(Permission denied\)"):
        change(settings, keys, private("shop.test"))


def test_a_file_that_may_not_be_read_is_said(settings: Settings, keys: Keys) -> None:
    settings.control_file.mkdir(parents=True)
    with pytest.raises(LedgerError, match=r"your rules cannot be read .*give yourself the right"):
        load(settings, keys)


def test_a_writer_that_never_ends_is_said(settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.home.mkdir()
    monkeypatch.setattr(files, "PATIENCE", 0.0)
    held = files.writing(settings.home / "control.lock", "it")
    with held, pytest.raises(LedgerError, match="for long; end it"):
        change(settings, keys, private("shop.test"))


def test_a_watch_tells_of_what_is_new(settings: Settings, keys: Keys) -> None:
    watch = ControlWatch(settings, keys)
    assert watch.attempt() is None
    changed = change(settings, keys, private("shop.test"))
    assert watch.attempt() == changed
    assert watch.attempt() is None
    assert ControlWatch(settings, keys).attempt() == changed


def test_a_watch_tells_that_nothing_is_decided_any_more(settings: Settings, keys: Keys) -> None:
    watch = ControlWatch(settings, keys)
    change(settings, keys, private("shop.test"))
    watch.attempt()
    settings.control_file.unlink()
    copy_of(settings).unlink()
    assert watch.attempt() == WATCHING


def test_a_watch_uses_the_copy_and_says_so(settings: Settings, keys: Keys) -> None:
    good = change(settings, keys, private("shop.test"))
    settings.control_file.write_bytes(b"x")
    watch = ControlWatch(settings, keys)
    assert watch.attempt() == good
    assert "last good copy" in watch.fault


def test_a_watch_says_once_what_is_wrong_and_tries_again_later(
    settings: Settings, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    good = change(settings, keys, private("shop.test"))
    sealed = settings.control_file.read_bytes()
    watch = ControlWatch(settings, keys)
    watch.attempt()
    settings.control_file.write_bytes(b"x")
    copy_of(settings).write_bytes(b"x")
    with pytest.raises(LedgerError, match="cannot be read"):
        watch.attempt()
    assert watch.attempt() is None
    assert watch.is_lost
    assert "cannot be read" in watch.fault
    copy_of(settings).write_bytes(sealed)
    now[0] += keeping.RETRY
    assert watch.attempt() is None  # what held before holds on
    assert not watch.is_lost
    assert load(settings, keys) == good
    assert "last good copy" in watch.fault
