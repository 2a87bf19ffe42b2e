import json
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from mitmproxy.http import HTTPFlow
from mitmproxy.io import FlowReader

from tests.builders.records import NOON
from tests.builders.rows import a_row
from tracker.exporters.har import encoded
from tracker.importers.captures import Kind, kind_of
from tracker.importers.har import read_har
from tracker.rows import Row

ROWS = [
    a_row(),
    a_row(location="header", path="user-agent", preview="Mo•••"),
    a_row(entry=8, location="form", path="email", http_method="POST", site=None),
    a_row(entry=9, location="websocket", scheme="wss"),
    a_row(entry=10, location="cookie", site="other.example"),
]

Shape = dict[str, Any]
_PAIR: Shape = {"name": str, "value": str}
SHAPES: dict[str, Shape] = {  # the fields that HAR 1.2 asks for, and their types
    "log": {"version": str, "creator": {"name": str, "version": str}, "entries": list, "pages": list},
    "page": {"startedDateTime": str, "id": str, "title": str, "pageTimings": {}},
    "entry": {
        "startedDateTime": str,
        "time": int,
        "request": {"method": str, "url": str, "httpVersion": str, "cookies": [_PAIR], "headers": [_PAIR],
                    "queryString": [_PAIR], "headersSize": int, "bodySize": int},
        "response": {"status": int, "statusText": str, "httpVersion": str, "cookies": [_PAIR], "headers": [_PAIR],
                     "content": {"size": int, "mimeType": str}, "redirectURL": str, "headersSize": int,
                     "bodySize": int},
        "cache": {},
        "timings": {"send": int, "wait": int, "receive": int},
    },
    "postData": {"mimeType": str},
}  # fmt: skip


def violations(value: Any, shape: Any, place: str = "") -> list[str]:
    """Where a value is not of that shape."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [place]
        return [fault for one in value for fault in violations(one, shape[0], f"{place}[]")]
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [place]
        return [fault for key, inner in shape.items() for fault in violations(value.get(key), inner, f"{place}.{key}")]
    return [] if isinstance(value, shape) else [place]


def log_of(*rows: Row) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(b"".join(encoded(rows)))["log"]
    return log


@pytest.mark.parametrize("rows", [ROWS, []], ids=["some", "none"])
def test_it_has_the_structure_of_har(rows: list[Row]) -> None:
    log = log_of(*rows)
    assert violations(log, SHAPES["log"]) == []
    assert violations(log["entries"], [SHAPES["entry"]]) == []
    assert violations(log["pages"], [SHAPES["page"]]) == []
    bodies = [entry["request"]["postData"] for entry in log["entries"] if "postData" in entry["request"]]
    assert violations(bodies, [SHAPES["postData"]]) == []
    assert {entry.get("pageref") for entry in log["entries"]} - {None} == {page["id"] for page in log["pages"]}


def test_the_check_of_the_structure_sees_what_is_missing() -> None:
    assert violations({"version": 1, "creator": {}}, SHAPES["log"]) == [
        ".version", ".creator.name", ".creator.version", ".entries", ".pages",
    ]  # fmt: skip


def test_a_reader_of_har_reads_it_without_faults(tmp_path: Path) -> None:
    path = tmp_path / "a.har"
    path.write_bytes(b"".join(encoded(ROWS)))
    assert kind_of(path) is Kind.HAR
    entries = list(read_har(path))
    assert [entry.fault for entry in entries] == [None] * 5  # four requests, and a message
    requests = [entry.request for entry in entries if entry.request]
    assert [request.host for request in requests] == ["px.adpix.test"] * 5
    assert {request.time for request in requests} == {NOON}
    assert (requests[0].header("user-agent"), requests[1].method) == ("Mo•••", "POST")
    assert (requests[1].body or b"").startswith(b"email=m%E2%80%A2")
    assert requests[3].is_websocket
    assert requests[4].header("cookie") == "em=m•••@m•••"


def test_mitmproxy_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "a.har"
    path.write_bytes(b"".join(encoded(ROWS)))
    with path.open("rb") as file:
        flows = [flow for flow in FlowReader(file).stream() if isinstance(flow, HTTPFlow)]
    assert [flow.request.host for flow in flows] == ["px.adpix.test"] * 4
    assert [flow.request.method for flow in flows] == ["GET", "POST", "GET", "GET"]
    assert flows[0].request.query["em"] == "m•••@m•••"
    assert flows[0].request.headers["user-agent"] == "Mo•••"
    assert flows[0].request.timestamp_start == NOON.timestamp()
    assert flows[0].response is None or flows[0].response.status_code == 0


def test_what_else_is_known_stands_in_a_field_of_ours() -> None:
    first, *_ = log_of(*ROWS)["entries"]
    assert [one["path"] for one in first["_tracker"]] == ["em", "user-agent"]
    assert list(first["_tracker"][0]) == list(Row._fields)


@pytest.mark.parametrize("host", ["a b", "x[y", "\r\nevil", "a/b?c#d", "пример.test", "a:b"])
def test_no_host_makes_a_fault(tmp_path: Path, host: str) -> None:
    path = tmp_path / "a.har"
    path.write_bytes(b"".join(encoded([a_row(host=host, path="\x00\ud800", site="s\r\n")])))
    (entry,) = read_har(path)
    assert (entry.fault, entry.request is not None) == (None, True)


def test_requests_of_several_captures_are_told_apart() -> None:
    assert len(log_of(a_row(source="a.har", entry=0), a_row(source="b.har", entry=0))["entries"]) == 2


def test_it_is_written_as_it_comes() -> None:
    stream = encoded(a_row(entry=number) for number in count())  # without end
    start, *entries = islice(stream, 4)
    assert start.startswith(b'{"log":')
    assert [json.loads(entry.lstrip(b",\n"))["_tracker"][0]["entry"] for entry in entries] == [0, 1, 2]
