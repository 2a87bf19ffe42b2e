"""mitmproxy's flow files, whole and broken."""

import gzip
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mitmproxy import flow
from mitmproxy.http import HTTPFlow, Response
from mitmproxy.io import FlowWriter, tnetstring
from mitmproxy.test import tflow

from addons.flowfiles import read_flows
from tracker.importers.captures import Kind, kind_of
from tracker.importers.entries import BREAKS_OFF, MAX_HTML, Entry


def a_flow(url: str = "https://shop.test/a?b=c", **changes: Any) -> HTTPFlow:
    made = tflow.tflow(resp=changes.pop("resp", True), ws=changes.pop("ws", False))
    made.request.url = url
    for name, value in changes.items():
        setattr(made.request, name, value)
    return made


def answered(content: bytes, content_type: str, coding: str) -> Response:
    made = Response.make(200, b"", {"content-type": content_type})
    made.headers["content-encoding"] = coding
    made.raw_content = content
    return made


def dumped(*flows: flow.Flow) -> bytes:
    out = io.BytesIO()
    for one in flows:
        FlowWriter(out).add(one)
    return out.getvalue()


def written(folder: Path, data: bytes) -> Path:
    (folder / "flows").write_bytes(data)
    return folder / "flows"


def read(folder: Path, *flows: flow.Flow) -> list[Entry]:
    return list(read_flows(written(folder, dumped(*flows))))


def faults(entries: Iterable[Entry]) -> list[tuple[int, str]]:
    return [(entry.position, entry.fault) for entry in entries if entry.fault]


def test_a_flow_is_read_as_a_request(tmp_path: Path) -> None:
    sent = a_flow(method="post", content=b"email=x", timestamp_start=1767323045.5)
    (entry,) = read(tmp_path, sent)
    request = entry.request
    assert request is not None
    assert (request.method, request.scheme, request.host, request.port) == ("POST", "https", "shop.test", 443)
    assert (request.target, request.body, request.body_size) == ("/a?b=c", b"email=x", 7)
    assert request.time.timestamp() == 1767323045.5
    assert request.header("header") == "qvalue"


def test_its_format_is_recognised(tmp_path: Path) -> None:
    assert kind_of(written(tmp_path, dumped(a_flow()))) is Kind.FLOWS


def test_packed_files_are_read_too(tmp_path: Path) -> None:
    assert len(list(read_flows(written(tmp_path, gzip.compress(dumped(a_flow(), a_flow())))))) == 2


def test_outgoing_messages_have_their_handshake_s_position(tmp_path: Path) -> None:
    found = read(tmp_path, a_flow(), a_flow("https://chat.test/socket", ws=True), a_flow())
    assert [entry.position for entry in found] == [0, 1, 1, 1, 2]
    message = found[2].request
    assert message is not None
    assert message.is_websocket
    assert (message.host, message.body) == ("chat.test", b"hello binary")


def test_text_messages_of_old_versions_are_bytes_like_all_others(tmp_path: Path) -> None:
    sent = a_flow(ws=True)
    assert sent.websocket is not None
    state = sent.get_state()
    state["websocket"]["messages"][0] = (1, True, "Bonjour é", 1.0, False, False)
    (_, message, _) = read_flows(written(tmp_path, tnetstring.dumps(state)))
    assert message.request is not None
    assert message.request.body == "Bonjour é".encode()


def test_what_holds_no_request_still_counts(tmp_path: Path) -> None:
    found = read(tmp_path, tflow.ttcpflow(), tflow.tdnsflow(), a_flow(method="CONNECT"), a_flow())
    assert [entry.request is None for entry in found] == [True, True, True, False]
    assert faults(found) == []
    assert found[3].position == 3


def test_a_flow_without_an_answer_is_a_request_all_the_same(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, a_flow(resp=False))
    assert entry.request is not None
    assert (entry.set_cookies, entry.page_html) == ((), None)


def test_the_answer_s_cookies_and_page_are_kept(tmp_path: Path) -> None:
    sent = a_flow()
    sent.response = answered(gzip.compress(b"<form>", mtime=0), "text/html", "gzip")
    sent.response.headers.set_all("set-cookie", ["a=1; Max-Age=60", "nonsense"])
    (entry,) = read(tmp_path, sent)
    assert [(cookie.name, cookie.domain, cookie.lifetime) for cookie in entry.set_cookies] == [("a", "shop.test", 60.0)]
    assert entry.page_html == b"<form>"


@pytest.mark.parametrize(
    ("content", "content_type", "coding"),
    [
        (b"", "text/html", ""),
        (b"p {}", "text/css", ""),
        (b"x" * (MAX_HTML + 1), "text/html", ""),
        (b"nonsense", "text/html", "gzip"),
        (b"nonsense", "text/html", "unheard-of"),
    ],
)
def test_other_answers_are_no_pages(tmp_path: Path, content: bytes, content_type: str, coding: str) -> None:
    sent = a_flow()
    sent.response = answered(content, content_type, coding)
    (entry,) = read(tmp_path, sent)
    assert entry.page_html is None


def test_an_old_flow_whose_request_kept_no_host_went_where_its_connection_went(tmp_path: Path) -> None:
    sent = a_flow()
    sent.request.host, sent.request.port = "unknown", 80
    sent.server_conn.address = ("chat.test", 8080)
    (entry,) = read(tmp_path, sent)
    assert entry.request is not None
    assert (entry.request.host, entry.request.port) == ("chat.test", 8080)


def test_a_broken_flow_spoils_no_other(tmp_path: Path) -> None:
    good = dumped(a_flow())
    broken = tnetstring.dumps({"version": 21, "type": "http", "request": "nonsense"})
    unknown = tnetstring.dumps({"version": 999, "type": "http"})
    found = list(read_flows(written(tmp_path, good + broken + tnetstring.dumps("text") + unknown + good)))
    assert [entry.position for entry in found] == [0, 1, 2, 3, 4]
    assert faults(found) == [
        (1, "not a flow"),
        (2, "not a flow"),
        (3, "written by a version of mitmproxy that this one does not read"),
    ]


def test_a_file_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    data = dumped(a_flow(), a_flow())
    found = list(read_flows(written(tmp_path, data[:-20])))
    assert [entry.request is not None for entry in found] == [True, False]
    assert faults(found) == [(1, BREAKS_OFF)]


def test_a_packed_file_that_is_damaged_gives_what_it_has(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(dumped(a_flow())))
    packed[100:140] = b"\xff" * 40
    assert faults(read_flows(written(tmp_path, bytes(packed)))) == [(0, BREAKS_OFF)]


def test_progress_reaches_the_size_of_the_file(tmp_path: Path) -> None:
    path, seen = written(tmp_path, dumped(*[a_flow() for _ in range(100)])), list[int]()
    assert len(list(read_flows(path, seen.append))) == 100
    assert sum(seen) == path.stat().st_size


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_no_damage_makes_it_raise(tmp_path: Path, data: st.DataObject) -> None:
    flows = bytearray(dumped(a_flow(), a_flow()))
    for _ in range(data.draw(st.integers(1, 6))):
        flows[data.draw(st.integers(0, len(flows) - 1))] = data.draw(st.integers(0, 255))
    entries = list(read_flows(written(tmp_path, bytes(flows))))
    assert all(entry.position >= 0 for entry in entries)
