"""Archives of strangers."""

import gzip
import tarfile
from pathlib import Path

import pytest

from tests.builders.upstream import archive
from tracker.upstream import archives
from tracker.upstream.source import UpstreamError


def packed(folder: Path, content: bytes) -> Path:
    path = folder / "data.tar.gz"
    path.write_bytes(content)
    return path


def link(name: str, kind: bytes) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, "/etc/passwd"
    return entry


def test_files_come_with_their_folder_and_name(tmp_path: Path) -> None:
    path = packed(tmp_path, archive({"data-master/companies/adpix.json": {}, "data-master/README.md": b"x"}))
    assert list(archives.members(path, ".json")) == [archives.Member("companies", "adpix.json", b"{}")]


def test_links_devices_and_paths_that_lead_out_are_passed_over(tmp_path: Path) -> None:
    hostile = {"../../etc/evil.json": {}, "data/../../evil.json": {}, "evil.json": {}, "data/big.json": b"x" * 600_000}
    links = (
        link("data/a.json", tarfile.SYMTYPE),
        link("data/b.json", tarfile.LNKTYPE),
        link("data/c.json", tarfile.CHRTYPE),
    )
    path = packed(tmp_path, archive(hostile, *links))
    assert list(archives.members(path, ".json")) == []
    assert [found.name for found in tmp_path.iterdir()] == ["data.tar.gz"]


def test_a_bomb_is_left_before_it_is_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path, archive({"data/bomb.bin": b"\0" * 5_000_000}))
    assert path.stat().st_size < 10_000
    with pytest.raises(UpstreamError, match="unpacks to too much"):
        list(archives.members(path, ".json", unpacked=1_000_000))


def test_there_are_only_so_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    path = packed(tmp_path, archive({f"data/{number}.json": {} for number in range(3)}))
    with pytest.raises(UpstreamError, match="more than 2 files"):
        list(archives.members(path, ".json"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 a zip",
        gzip.compress(b"no archive at all" * 100, mtime=0),
        archive({f"data/{number}.json": {"a": str(number**9)} for number in range(99)})[:-200],
    ],
    ids=["empty", "another kind", "not a tar", "cut off"],
)
def test_what_is_no_whole_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UpstreamError, match="no whole archive"):
        list(archives.members(packed(tmp_path, content), ".json"))
