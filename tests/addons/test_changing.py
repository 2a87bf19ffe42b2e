"""What was rewritten goes into mitmproxy's flow, and nothing else changes."""

from dataclasses import replace
from typing import Any

import pytest

from addons.changing import change, cut
from addons.flows import to_request
from tests.builders.flows import a_flow
from tracker.traffic import Request

HEADERS = ((b"Content-Type", b"text/plain"), (b"X-Name", b"caf\xe9"), (b"x-TWICE", b"1"), (b"X-Twice", b"2"))


def changed(flow: Any, **news: Any) -> Request:
    before = to_request(flow)
    change(flow.request, before, replace(before, **news))
    return to_request(flow)


def test_nothing_changes_where_nothing_did() -> None:
    flow = a_flow(headers=HEADERS)
    before = flow.get_state()
    changed(flow)
    assert flow.get_state() == before


def test_a_body_brings_its_length_along() -> None:
    flow = a_flow()
    changed(flow, body=b"email=x")
    assert flow.request.data.content == b"email=x"
    assert flow.request.headers["content-length"] == "7"
    changed(flow, body=None)
    assert (flow.request.data.content, flow.request.headers["content-length"]) == (b"", "0")


def test_a_body_of_no_declared_length_gets_none() -> None:
    flow = a_flow(version="HTTP/2.0")
    changed(flow, body=b"email=x")
    assert "content-length" not in flow.request.headers


def test_headers_that_stay_keep_their_bytes_and_case() -> None:
    flow = a_flow(headers=HEADERS)
    before = flow.request.data.headers.fields
    kept = tuple(pair for pair in to_request(flow).headers if pair[0] != "Content-Type")
    changed(flow, headers=kept)
    assert flow.request.data.headers.fields == tuple(pair for pair in before if pair[0] != b"Content-Type")


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        (b"a=\xe9; b=1", "a=\xe9", b"a=\xe9"),
        ("a=é; b=1".encode(), "a=é", "a=é".encode()),
        (b"a=\xe9; b=1", "a=\u20ac", "a=\u20ac".encode()),
    ],
)
def test_a_header_is_written_as_it_was_read(value: bytes, text: str, expected: bytes) -> None:
    flow = a_flow(headers=((b"cOOkie", value),))
    headers = tuple((name, text if name == "cOOkie" else said) for name, said in to_request(flow).headers)
    changed(flow, headers=headers)
    assert (b"cOOkie", expected) in flow.request.data.headers.fields


def test_a_header_of_a_new_name_is_written() -> None:
    flow = a_flow()
    changed(flow, headers=(*to_request(flow).headers, ("X-New", "1")))
    assert flow.request.data.headers.fields[-1] == (b"X-New", b"1")


@pytest.mark.parametrize("path", [b"/a?b=1", b"/caf\xe9?b=1", "/café?b=1".encode()])
def test_a_target_is_written_as_it_was_read(path: bytes) -> None:
    flow = a_flow()
    flow.request.data.path = path
    changed(flow, target=to_request(flow).target.partition("?")[0])
    assert flow.request.data.path == path.partition(b"?")[0]


class Handler:
    def __init__(self, flow: Any, *, is_open: bool = True) -> None:
        self.client, self.transports = flow.client_conn, {flow.server_conn: 1} if is_open else {}
        self.closed: list[Any] = []

    def close_connection(self, server: Any) -> None:
        self.closed.append(server)


def test_a_connection_to_a_server_is_ended_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    flow, other = a_flow(), a_flow()
    handlers = [Handler(other), Handler(flow, is_open=False), Handler(flow)]
    servers = type("Servers", (), {"connections": dict(enumerate(handlers))})
    master = type("Master", (), {"addons": {"proxyserver": servers}})
    monkeypatch.setattr("addons.changing.ctx.master", master, raising=False)
    cut(flow)
    assert [handler.closed for handler in handlers] == [[], [], [flow.server_conn]]


def test_without_servers_nothing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addons.changing.ctx.master", type("Master", (), {"addons": {}}), raising=False)
    flow = a_flow()
    cut(flow)
    assert flow.error is None
