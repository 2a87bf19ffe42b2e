"""A HAR's lists, cut into their elements."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.importers import json_stream
from tracker.importers.json_stream import DamagedError, elements

documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def read(data: bytes | str) -> list[tuple[str, Any]]:
    raw = data.encode() if isinstance(data, str) else data
    return [(element.name, json.loads(element.data)) for element in elements(io.BytesIO(raw))]


@given(
    st.lists(st.dictionaries(st.text(), documents, max_size=4) | st.lists(documents, max_size=3), max_size=5),
    st.lists(st.dictionaries(st.text(), documents, max_size=3), max_size=3),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_all_elements_come_in_the_document_s_order(
    entries: list[Any], pages: list[Any], indent: int | None, pages_last: bool
) -> None:
    lists = [("pages", pages), ("entries", entries)]
    ordered = lists[::-1] if pages_last else lists
    log = {"version": "1.2", "creator": {"name": "entries", "list": [1, {"entries": []}]}} | dict(ordered)
    wanted = [(name, item) for name, items in ordered for item in items]
    assert read(json.dumps({"log": log}, indent=indent, ensure_ascii=False)) == wanted


@given(st.data())
def test_blocks_of_any_size_give_the_same(data: st.DataObject) -> None:
    entries = [{"a": 'x"\\{[', "b": [[{}], "]"]}, {"c": "y" * 50}]
    text = json.dumps({"log": {"entries": entries}})
    size = data.draw(st.integers(1, len(text)))
    before = json_stream._BLOCK
    try:
        json_stream._BLOCK = size
        assert read(text) == [("entries", entry) for entry in entries]
    finally:
        json_stream._BLOCK = before


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{"log": {"entries": [null, 3, "a", {}, [1]]}}', [None, 3, "a", {}, [1]]),
        ('{"log": {"entries": []}}', []),
        ('{"log": {"entries": {}, "pages": 3}}', []),
        ('{"x": {"entries": [{}]}, "log": {}}', []),
        ('{"log": [{"entries": [{}]}]}', []),
        ("{}", []),
        ("[]", []),
        ('{"log": {"entries": [{}]}} behind }', [{}]),
    ],
)
def test_only_the_lists_of_the_log_count(text: str, wanted: list[Any]) -> None:
    assert [item for _, item in read(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "{",
        '{"log": {"entries": [{"a": "b',
        '{"log": {"entries": [{}',
        '{"log": {"entries": [{}}',
        "no JSON at all",
    ],
)
def test_where_the_file_breaks_off_it_says_so(text: str) -> None:
    with pytest.raises(DamagedError):
        read(text)


def test_what_stands_before_the_damage_is_given() -> None:
    found = elements(io.BytesIO(b'{"log": {"entries": [{"a": 1}, {"b": 2}, {"c"'))
    assert [json.loads(next(found).data) for _ in range(2)] == [{"a": 1}, {"b": 2}]
    with pytest.raises(DamagedError):
        next(found)


def test_an_element_that_is_no_json_spoils_only_itself() -> None:
    data = b'{"log": {"entries": [{"a": 1}, {"b": \xff\x01 nonsense}, {"c": 3}]}}'
    first, second, third = elements(io.BytesIO(data))
    assert (json.loads(first.data), json.loads(third.data)) == ({"a": 1}, {"c": 3})
    assert second.data == b'{"b": \xff\x01 nonsense}'


def test_nesting_of_any_depth_is_only_counted() -> None:
    deep = b"[" * 50_000 + b"]" * 50_000
    assert len(list(elements(io.BytesIO(b'{"log": {"entries": [' + deep + b", {}]}}")))) == 2


def test_an_element_larger_than_memory_should_hold_is_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "MAX_ELEMENT", 1000)
    monkeypatch.setattr(json_stream, "_BLOCK", 100)
    with pytest.raises(DamagedError):
        read(json.dumps({"log": {"entries": [{"a": "x" * 5000}]}}))
