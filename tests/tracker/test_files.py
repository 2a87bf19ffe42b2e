import os
from pathlib import Path

import pytest

from tests.builders import disks
from tracker import files
from tracker.errors import LedgerError


def test_a_file_is_written_for_its_owner_alone_in_a_folder_that_is_made(tmp_path: Path) -> None:
    path = tmp_path / "home" / "some.sealed"
    files.replace(path, b"one")
    files.replace(path, b"two", is_synced=True)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_what_was_there_stays_whole_where_it_cannot_be_written(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "some.sealed"
    files.replace(path, b"one")
    monkeypatch.setattr(os, step, disks.full)
    with pytest.raises(OSError, match="No space"):
        files.replace(path, b"two", is_synced=True)
    assert [file.name for file in tmp_path.iterdir()] == ["some.sealed"]
    assert path.read_bytes() == b"one"


def test_a_draft_that_is_not_put_in_its_place_is_gone(tmp_path: Path) -> None:
    with files.drafted(tmp_path / "some.sealed", b"one") as draft:
        assert draft.read_bytes() == b"one"
    assert not list(tmp_path.iterdir())


def test_a_file_is_in_another_state_once_it_is_written_or_another_one(tmp_path: Path) -> None:
    path = tmp_path / "some.sealed"
    states = [files.state_of(path)]
    for data in (b"one", b"three"):
        files.replace(path, data)
        states.append(files.state_of(path))
    path.write_bytes(b"in its place")
    states.append(files.state_of(path))
    assert len(set(states)) == 4
    assert states[0] is None
    assert files.state_of(path) == states[-1]


def test_who_writes_holds_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "home" / "some.lock"
    second = files.writing(lock, "your rules", patience=0)
    with files.writing(lock, "your rules"), pytest.raises(LedgerError, match="writes your rules for long; end it"):
        second.__enter__()
    with files.writing(lock, "your rules", patience=0):
        assert lock.stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    with pytest.raises(LedgerError) as caught, files.writing(lock, "your rules"):
        disks.full()
    assert str(caught.value) == (
        f"{lock}: your rules cannot be written there (No space left on device); nothing was changed"
    )
    with files.writing(lock, "your rules", patience=0):
        assert lock.exists()


def test_what_is_said_inside_stays_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"^damaged$"), files.writing(tmp_path / "some.lock", "your rules"):
        raise LedgerError("damaged")
