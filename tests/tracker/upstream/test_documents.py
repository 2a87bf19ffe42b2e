"""Files of a source as documents."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.upstream import documents
from tracker.upstream.source import UpstreamError


def a_file(folder: Path, content: bytes) -> Path:
    path = folder / "sites.json"
    path.write_bytes(content)
    return path


def test_whole_json_is_read(tmp_path: Path) -> None:
    assert documents.json_of(a_file(tmp_path, b'[{"a": 1}]')) == [{"a": 1}]


@pytest.mark.parametrize(
    "content",
    [b'[{"a": 1}', b"", b"<html>", b"[" * 100_000 + b"]" * 100_000, b'["\xff\xfe"]', b'["\\ud800"]'],
    ids=["cut off", "empty", "a web page", "too deep", "not UTF-8", "half a character"],
)
def test_broken_json_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UpstreamError, match=r"sites\.json is no whole JSON"):
        documents.json_of(a_file(tmp_path, content))


def test_text_is_utf_8_without_its_mark(tmp_path: Path) -> None:
    assert documents.text_of(a_file(tmp_path, "\ufeffé".encode())) == "é"
    with pytest.raises(UpstreamError, match="not UTF-8"):
        documents.text_of(a_file(tmp_path, b"ab\xff"))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: documents.object_in([]),
        lambda: documents.object_in({}, "companies"),
        lambda: documents.object_in({"companies": []}, "companies"),
        lambda: documents.object_in([], "companies"),
        lambda: documents.objects_of({}),
    ],
    ids=["a list", "no key", "a list under the key", "a key of a list", "an object"],
)
def test_another_shape_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(UpstreamError, match="its format has changed"):
        wrong()


def test_what_has_another_type_is_passed_over() -> None:
    assert list(documents.objects_of([{}, 1, None])) == [{}]
    assert list(documents.named_objects({"a": {}, "b": "true"})) == [("a", {})]
    assert documents.strings(["a", 1, None]) == ["a"]
    assert documents.strings("a") == []


def test_equal_files_have_equal_names(tmp_path: Path) -> None:
    first = documents.digest(a_file(tmp_path, b"a"))
    assert documents.digest(a_file(tmp_path, b"a")) == first
    assert documents.digest(a_file(tmp_path, b"b")) != first
