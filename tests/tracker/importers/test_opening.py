"""Capture files, packed or not, as bytes."""

import gzip
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importers.opening import open_capture

DATA = b"abc" * 100_000


def content(path: Path) -> bytes:
    with open_capture(path) as file:
        return file.read()


@pytest.mark.parametrize(
    "packed",
    [
        DATA,
        b"\xef\xbb\xbf" + DATA,
        gzip.compress(DATA, mtime=0),
        gzip.compress(b"\xef\xbb\xbf" + DATA, mtime=0),
        gzip.compress(DATA[:1000], mtime=0) + gzip.compress(DATA[1000:], mtime=0),
        gzip.compress(DATA, mtime=0) + b"\0" * 512,
        zlib.compress(DATA, 1),
        zlib.compress(DATA, 9),
    ],
    ids=["plain", "with mark", "gzip", "gzip with mark", "two members", "padded", "zlib fast", "zlib best"],
)
def test_the_content_is_the_same_however_it_is_packed(tmp_path: Path, packed: bytes) -> None:
    (tmp_path / "file").write_bytes(packed)
    assert content(tmp_path / "file") == DATA


@given(st.binary(max_size=2000), st.integers(0, 9))
def test_whatever_was_packed_comes_out(data: bytes, level: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(gzip.compress(data, level, mtime=0))
        assert content(path) == data.removeprefix(b"\xef\xbb\xbf")


def test_a_packed_file_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    import random

    noise = random.Random(7).randbytes(300_000)
    (tmp_path / "file").write_bytes(gzip.compress(noise, mtime=0)[:200_000])
    found = content(tmp_path / "file")
    assert 100_000 < len(found) < 200_000
    assert noise.startswith(found)


def test_a_damaged_packed_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\x1f\x8b" + b"nonsense" * 100)
    with pytest.raises(zlib.error):
        content(tmp_path / "file")


@pytest.mark.parametrize("data", [b"", b"x", b"\x1f", b"{}"])
def test_short_files_are_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file").write_bytes(data)
    assert content(tmp_path / "file") == data


@pytest.mark.parametrize("packed", [DATA, gzip.compress(DATA, mtime=0)], ids=["plain", "packed"])
def test_progress_counts_the_bytes_on_the_disk(tmp_path: Path, packed: bytes) -> None:
    (tmp_path / "file").write_bytes(packed)
    read: list[int] = []
    with open_capture(tmp_path / "file", read.append) as file:
        while file.read(10_000):
            pass
    assert sum(read) == len(packed)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_capture(tmp_path / "none")


def test_a_file_whose_start_is_damaged_is_closed_again(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\x78\x9c" + b"\xff" * 100)
    with pytest.raises(zlib.error):
        open_capture(tmp_path / "file")
