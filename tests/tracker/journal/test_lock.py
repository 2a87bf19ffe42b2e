"""The lock between processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.journal import Lock


def test_only_one_holds_the_lock(tmp_path: Path) -> None:
    one, other = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert one.acquire()
    assert one.acquire()
    assert not other.acquire()
    one.release()
    one.release()
    assert other.acquire()
    assert (one.is_held, other.is_held) == (False, True)


def test_the_context_gives_the_lock_back(tmp_path: Path) -> None:
    with Lock(tmp_path / "lock") as lock:
        assert lock.acquire()
    assert Lock(tmp_path / "lock").acquire()


def test_the_lock_of_a_process_that_ended_is_free(tmp_path: Path) -> None:
    script = "import os, sys, pathlib; from tracker.journal import Lock; Lock(pathlib.Path(sys.argv[1])).acquire(); os._exit(9)"
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "lock")], check=False)
    assert Lock(tmp_path / "lock").acquire()


def test_another_process_holds_it(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "lock")
    lock.acquire()
    script = (
        "import sys, pathlib; from tracker.journal import Lock; sys.exit(Lock(pathlib.Path(sys.argv[1])).acquire())"
    )
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path / "lock")], check=False).returncode == 0


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
