"""HAR files, whole and broken."""

import gzip
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.captures import a_har, a_har_file, an_entry
from tracker.importers.entries import BREAKS_OFF, Entry
from tracker.importers.har import read_har

PAGE = {"id": "p", "title": "https://shop.test/"}


def written(folder: Path, document: Any) -> Path:
    path = folder / "a.har"
    path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
    return path


def faults(entries: Iterable[Entry]) -> list[tuple[int, str]]:
    return [(entry.position, entry.fault) for entry in entries if entry.fault]


def test_a_request_is_read_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    path = a_har_file(
        tmp_path / "a.har",
        an_entry(
            "https://px.adpix.test/i?u=1", "POST", {"Accept": "*/*"}, "email=x",
            answer={"Set-Cookie": "uid=1"}, html="<form>", page="p",
        ),
        pages=[PAGE],
    )  # fmt: skip
    (entry,) = read_har(path)
    assert entry.position == 0
    assert entry.fault is None
    assert entry.page_html == b"<form>"
    assert [cookie.name for cookie in entry.set_cookies] == ["uid"]
    request = entry.request
    assert request is not None
    assert (request.method, request.host, request.target, request.body) == (
        "POST",
        "px.adpix.test",
        "/i?u=1",
        b"email=x",
    )
    assert request.page == "https://shop.test/"
    assert request.time == datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)


@pytest.mark.parametrize("pages_last", [False, True])
def test_pages_may_stand_before_or_behind_the_entries(tmp_path: Path, pages_last: bool) -> None:
    har = a_har(an_entry("https://cdn.test/", page="p"), pages=[PAGE], pages_last=pages_last)
    (entry,) = read_har(written(tmp_path, har))
    assert entry.request is not None
    assert entry.request.page == "https://shop.test/"


@pytest.mark.parametrize("packed", [False, True])
def test_packed_files_say_the_same(tmp_path: Path, packed: bool) -> None:
    path = a_har_file(tmp_path / "a.har", an_entry(), an_entry("https://b.test/"), packed=packed)
    assert [entry.request.host for entry in read_har(path) if entry.request] == ["shop.test", "b.test"]


def test_messages_have_their_handshake_s_position(tmp_path: Path) -> None:
    messages = [{"type": "send", "data": "a"}, {"type": "receive", "data": "b"}, {"type": "send", "data": "c"}]
    path = a_har_file(
        tmp_path / "a.har", an_entry(), an_entry("wss://chat.test/", _webSocketMessages=messages), an_entry()
    )
    found = list(read_har(path))
    assert [entry.position for entry in found] == [0, 1, 1, 1, 2]
    assert [entry.request.body for entry in found if entry.request] == [None, None, b"a", b"c", None]


def test_broken_entries_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = a_har_file(tmp_path / "a.har", an_entry(), None, {}, an_entry("nonsense"), an_entry())
    found = list(read_har(path))
    assert faults(found) == [
        (1, "cannot be read as an entry"),
        (2, "has no request"),
        (3, "has an address that cannot be read"),
    ]
    assert [entry.position for entry in found if entry.request] == [0, 4]


def test_what_never_left_is_neither_a_request_nor_a_fault(tmp_path: Path) -> None:
    (entry,) = read_har(a_har_file(tmp_path / "a.har", an_entry("data:,x")))
    assert entry == Entry(0, None)


def test_an_entry_without_a_time_has_the_one_of_the_entry_before(tmp_path: Path) -> None:
    late = an_entry(startedDateTime="2026-05-05T05:05:05Z")
    path = a_har_file(tmp_path / "a.har", an_entry(startedDateTime=None), late, an_entry(startedDateTime="soon"))
    found = list(read_har(path))
    times = [(entry.request.time, entry.is_dated) for entry in found if entry.request]
    time = datetime(2026, 5, 5, 5, 5, 5, tzinfo=UTC)
    assert times[1:] == [(time, True), (time, False)]
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    assert times[0] == (written, False)


@pytest.mark.parametrize(("page", "is_told"), [("p", True), ("other", False), (None, False), (7, False)])
def test_the_first_entry_without_a_time_has_its_pages(tmp_path: Path, page: Any, is_told: bool) -> None:
    pages: list[dict[str, Any]] = [PAGE | {"startedDateTime": "2026-05-05T05:05:05Z"}, {"id": 7}]
    (entry,) = read_har(a_har_file(tmp_path / "a.har", an_entry(startedDateTime="", pageref=page), pages=pages))
    assert not entry.is_dated
    assert entry.request is not None
    assert (entry.request.time == datetime(2026, 5, 5, 5, 5, 5, tzinfo=UTC)) is is_told


def test_what_never_left_needs_no_time(tmp_path: Path) -> None:
    (entry,) = read_har(a_har_file(tmp_path / "a.har", an_entry("data:,x", startedDateTime=None)))
    assert (entry.request, entry.fault) == (None, None)


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        (b'{"request": {"url": "https://b.test/", "x": "\xff"}}', None),
        (b'{"request": {"url": "https://b.test/", "x": "\\ud800"}}', None),
        (b'{"request": {"url": "https://b.test/"}, "x": NaN}', None),
        (b'{"request": {"url": "https://b.test/"}, "x": 1e999}', None),
        (b'{"request": }', "cannot be read as an entry"),
        (b"[" * 9000 + b"]" * 9000, "cannot be read as an entry"),
        (b'{"a":' * 200_000 + b"1" + b"}" * 200_000, "cannot be read as an entry"),
    ],
    ids=["no UTF-8", "half pair", "NaN", "too large", "no JSON", "deep", "deeper"],
)
def test_what_stands_in_one_entry_spoils_no_other(tmp_path: Path, inside: bytes, fault: str | None) -> None:
    entry = json.dumps(an_entry()).encode()
    inside = inside.replace(b'{"request": {', b'{"startedDateTime": "2026-01-02T03:04:05Z", "request": {')
    found = list(read_har(written(tmp_path, b'{"log": {"entries": [' + entry + b"," + inside + b"," + entry + b"]}}")))
    assert [item.position for item in found] == [0, 1, 2]
    assert [item.fault for item in found] == [None, fault, None]


def test_a_file_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    data = json.dumps(a_har(*[an_entry() for _ in range(10)])).encode()
    found = list(read_har(written(tmp_path, data[: len(data) // 2])))
    assert len([entry for entry in found if entry.request]) == len(found) - 1 >= 4
    assert faults(found) == [(len(found) - 1, BREAKS_OFF)]


def test_a_packed_file_that_is_damaged_gives_what_it_has(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(json.dumps(a_har(an_entry())).encode()))
    packed[40] ^= 0xFF
    assert faults(read_har(written(tmp_path, bytes(packed)))) == [(0, BREAKS_OFF)]


def test_damage_behind_the_entries_is_told_once(tmp_path: Path) -> None:
    har = json.dumps(a_har(an_entry(page="p"), pages=[PAGE, PAGE], pages_last=True)).encode()
    found = list(read_har(written(tmp_path, har[:-10])))
    assert faults(found) == [(1, BREAKS_OFF)]
    assert found[0].request is not None
    assert found[0].request.page == "https://shop.test/"


def test_progress_reaches_the_size_of_the_file(tmp_path: Path) -> None:
    path = a_har_file(tmp_path / "a.har", *[an_entry() for _ in range(2000)])
    read: list[int] = []
    assert len(list(read_har(path, read.append))) == 2000
    assert sum(read) == path.stat().st_size


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_makes_it_raise(tmp_path: Path, data: st.DataObject) -> None:
    har = bytearray(json.dumps(a_har(an_entry(page="p"), an_entry(), pages=[PAGE])).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        har[data.draw(st.integers(0, len(har) - 1))] = data.draw(st.sampled_from(b'{}[]",:\\x7\xff'))
    entries = list(read_har(written(tmp_path, bytes(har))))
    assert all(entry.position >= 0 for entry in entries)
