"""Which files are captures."""

import gzip
import json
import os
import sys
from pathlib import Path

import pytest

from tests.builders.captures import a_har, a_har_file, an_entry
from tracker.errors import UnreadableInputError
from tracker.importers import captures
from tracker.importers.captures import Found, Kind, Unreadable, find, find_some, kind_of, reader

HAR = json.dumps(a_har(an_entry())).encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (HAR, Kind.HAR),
        (b"\xef\xbb\xbf\n  " + HAR, Kind.HAR),
        (gzip.compress(HAR, mtime=0), Kind.HAR),
        (b'{"a": {"b": 1}, "log": {"entries": []}}', Kind.HAR),
        (HAR[:40], Kind.HAR),
        (b"2155:7:version;2:21#", Kind.FLOWS),
        (gzip.compress(b"2155:7:version;2:21#", mtime=0), Kind.FLOWS),
        (b"", None),
        (b"{}", None),
        (b'{"log": "warn"}', None),
        (b'{"catalog": {"version": 1}}', None),
        (b"[1, 2]", None),
        (b"12:30 lunch", None),
        (b"\x1f\x8bnot packed at all", None),
        (b"\x89PNG\r\n", None),
    ],
)
def test_formats_are_known_by_content(tmp_path: Path, data: bytes, kind: Kind | None) -> None:
    (tmp_path / "x.bin").write_bytes(data)
    assert kind_of(tmp_path / "x.bin") is kind


def test_folders_are_walked_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2", "b/1", "a", "c"):
        a_har_file(tmp_path / name, an_entry())
    (tmp_path / "notes.txt").write_text("notes")
    found = find([tmp_path])
    assert [capture.source for capture in found.captures] == [str(tmp_path / name) for name in ("a", "b/1", "b/2", "c")]
    assert found.skipped == 1
    assert all(capture.size == capture.path.stat().st_size for capture in found.captures)


def test_files_come_in_the_order_given_and_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.har", "b.har"):
        a_har_file(tmp_path / name, an_entry())
    monkeypatch.chdir(tmp_path)
    assert [capture.source for capture in find([Path("b.har"), Path("a.har")]).captures] == ["b.har", "a.har"]


def test_a_named_file_that_is_no_capture_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    with pytest.raises(UnreadableInputError, match=r"notes\.txt: neither a HAR file nor a mitmproxy flow file"):
        find([tmp_path / "notes.txt"])


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="no such file"):
        find([tmp_path / "none"])


def test_a_file_that_cannot_be_read_is_an_error_by_name_and_told_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    a_har_file(tmp_path / "a.har", an_entry())
    monkeypatch.setattr(captures, "open_capture", refuse)
    with pytest.raises(UnreadableInputError, match="Permission denied"):
        find([tmp_path / "a.har"])
    assert find([tmp_path]) == Found(
        [], 0, (Unreadable(str(tmp_path / "a.har"), "cannot be read (Permission denied)"),)
    )


def test_a_folder_without_any_capture_is_an_error_where_some_are_needed(tmp_path: Path) -> None:
    assert find([tmp_path]) == Found([], 0)
    with pytest.raises(UnreadableInputError, match="no HAR files or mitmproxy flow files in"):
        find_some([tmp_path])
    a_har_file(tmp_path / "a.har", an_entry())
    assert len(find_some([tmp_path]).captures) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names in Unicode only")
def test_a_name_that_is_no_unicode_is_shown_as_far_as_it_can_be(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.har"))
    a_har_file(path, an_entry())
    (capture,) = find([tmp_path]).captures
    assert capture.source.endswith("caf\ufffd.har")
    assert capture.path == path


@pytest.mark.parametrize("kind", Kind)
def test_every_format_has_a_reader(kind: Kind, tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert all(entry.request is None for entry in reader(kind)(tmp_path / "empty", None))


@pytest.mark.parametrize(
    ("name", "data", "is_told"),
    [
        ("a.har", b"", True),
        ("a.HAR", b"[]", True),
        ("a.har.gz", gzip.compress(b"no", mtime=0), True),
        ("a.flows", b"no", True),
        ("a.mitm", b"no", True),
        ("a.har.txt", b"no", False),
        ("notes.txt", b"no", False),
        ("har", b"no", False),
    ],
)
def test_what_is_named_like_a_capture_in_a_folder_and_is_none_is_told(
    tmp_path: Path, name: str, data: bytes, is_told: bool
) -> None:
    (tmp_path / name).write_bytes(data)
    told = (Unreadable(str(tmp_path / name), "neither a HAR file nor a mitmproxy flow file"),)
    assert find([tmp_path]) == (Found([], 0, told) if is_told else Found([], 1))


def test_of_several_named_files_those_that_are_none_are_told_where_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    paths = [tmp_path / "notes.txt", a_har_file(tmp_path / "a.har", an_entry()), tmp_path / "none"]
    found = find_some(paths, is_lenient=True)
    assert [capture.source for capture in found.captures] == [str(tmp_path / "a.har")]
    assert found.unreadable == (
        Unreadable(str(tmp_path / "notes.txt"), "neither a HAR file nor a mitmproxy flow file"),
        Unreadable(str(tmp_path / "none"), "no such file or folder"),
    )
    with pytest.raises(UnreadableInputError, match=r"notes\.txt: neither"):
        find_some(paths[:1], is_lenient=True)
