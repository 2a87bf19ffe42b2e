"""Small files on their way: whole, their owner's alone, and gone when they are taken."""

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from tests.builders import disks
from tracker.errors import LedgerError
from tracker.ledger.parcels import Parcels


@pytest.fixture
def parcels(tmp_path: Path) -> Parcels:
    return Parcels(tmp_path / "home" / "way", ".thing")


def test_they_come_in_the_order_of_their_writing(parcels: Parcels) -> None:
    assert not parcels.are_waiting()
    assert parcels.paths() == []
    for content in (b"1", b"2"):
        parcels.write(content)
    assert parcels.are_waiting()
    assert [path.read_bytes() for path in parcels.paths()] == [b"1", b"2"]
    parcels.remove(parcels.paths()[:1])
    assert [path.read_bytes() for path in parcels.paths()] == [b"2"]


def test_what_cannot_be_opened_holds_nothing_and_what_is_gone_is_left_out(parcels: Parcels) -> None:
    def opened(content: bytes) -> tuple[int, ...]:
        if content == b"gone":
            raise FileNotFoundError
        return tuple(map(int, content.split()))

    for content in (b"1 2", b"torn", b"gone", b"3"):
        parcels.write(content)
    assert [found for _, found in parcels.read(opened)] == [(1, 2), (), (3,)]


def test_an_error_names_the_folder(parcels: Parcels) -> None:
    with pytest.raises(LedgerError, match=r"way: cannot be read or emptied \(Permission denied\)"), parcels.explained():
        raise PermissionError(13, "Permission denied", "1.thing")


@pytest.mark.skipif(sys.platform == "win32", reason="has no modes")
def test_nobody_else_reads_them(parcels: Parcels) -> None:
    parcels.write(b"1")
    (path,) = parcels.paths()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_write_that_fails_leaves_nothing(parcels: Parcels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", disks.full)
    with pytest.raises(OSError, match="No space"):
        parcels.write(b"1")
    assert list(parcels.folder.iterdir()) == []


def test_what_was_begun_and_never_finished_goes_with_the_rest(parcels: Parcels) -> None:
    parcels.write(b"1")
    old, new = parcels.folder / "a.draft", parcels.folder / "b.draft"
    old.touch()
    new.touch()
    os.utime(old, (time.time() - 3600,) * 2)
    parcels.remove(parcels.paths())
    assert list(parcels.folder.iterdir()) == [new]
    parcels.write(b"2")
    parcels.discard()
    assert list(parcels.folder.iterdir()) == []
