"""The lock between processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.locks import Lock


def test_only_one_holds_the_lock(tmp_path: Path) -> None:
    one, other = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert one.acquire()
    assert one.acquire()
    assert not other.acquire()
    one.release()
    one.release()
    assert other.acquire()
    assert (one.is_held, other.is_held) == (False, True)


def test_who_waits_gets_it_as_soon_as_it_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert one.acquire_within(0)
    assert not other.acquire_within(0)
    monkeypatch.setattr("time.sleep", lambda _: one.release())
    assert other.acquire_within(9)
    assert other.is_held


def test_the_context_gives_the_lock_back(tmp_path: Path) -> None:
    with Lock(tmp_path / "lock") as lock:
        assert lock.acquire()
    assert Lock(tmp_path / "lock").acquire()


def run(folder: Path, script: str) -> int:
    """Return the exit status of a process that has a lock of that folder at hand."""
    start = "import os, sys, pathlib; from tracker.locks import Lock; lock = Lock(pathlib.Path(sys.argv[1]));"
    return subprocess.run([sys.executable, "-c", start + script, str(folder / "lock")], check=False).returncode


def test_the_lock_of_a_process_that_ended_is_free(tmp_path: Path) -> None:
    run(tmp_path, "lock.acquire(); os._exit(9)")
    assert Lock(tmp_path / "lock").acquire()


def test_another_process_holds_it(tmp_path: Path) -> None:
    Lock(tmp_path / "other").acquire()
    lock = Lock(tmp_path / "lock")
    lock.acquire()
    assert run(tmp_path, "sys.exit(lock.acquire())") == 0
    lock.release()
    assert run(tmp_path, "sys.exit(lock.acquire())") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_lock_on_a_file_that_was_removed_meanwhile_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, opened = tmp_path / "lock", os.open
    losses = ["gone", "replaced"]

    def lose(*arguments: object) -> int:
        descriptor = opened(*arguments)  # type: ignore[arg-type]
        if losses:
            path.unlink()
            if losses.pop() == "replaced":
                path.touch()
        return descriptor

    monkeypatch.setattr(os, "open", lose)
    lock = Lock(path)
    assert lock.acquire()
    assert not losses
    assert not Lock(path).acquire()


def test_the_holder_removes_the_file(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "lock")
    lock.acquire()
    lock.remove()
    assert not lock.is_held
    assert not (tmp_path / "lock").exists()


def test_a_lock_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Lock(tmp_path / "nowhere" / "lock").acquire()
