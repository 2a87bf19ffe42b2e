"""Bytes are those that mitmproxy sends, in their order; a head that has its body at hand goes with it."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mitmproxy import http
from mitmproxy.options import Options
from mitmproxy.proxy import commands
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layers.http import _events as events
from mitmproxy.proxy.layers.http._http1 import Http1Client, Http1Connection, Http1Server
from mitmproxy.test import tflow

from addons.joining import LARGEST, joining

_CHUNKED, _SIZED = {"transfer-encoding": "chunked"}, {"x": "y"}


def _to_client() -> Http1Server:
    context = Context(tflow.tclient_conn(), Options())
    connection = Http1Server(context)
    connection.request = _request(None)
    return connection


def _to_server() -> Http1Client:
    return Http1Client(Context(tflow.tclient_conn(), Options()))


def _request(content: bytes | None, headers: dict[str, str] = _SIZED, *, stream: Any = False) -> http.Request:
    request = http.Request.make("POST", "http://shop.example/", b"")
    request.headers.update(headers)
    request.data.content, request.stream = content, stream
    return request


def _response(content: bytes | None, headers: dict[str, str] = _SIZED, *, stream: Any = False) -> http.Response:
    response = http.Response.make(200, b"", headers)
    response.data.content, response.stream = content, stream
    return response


def _sent(connection: Http1Connection, send: Callable[..., Any], told: list[Any]) -> list[list[commands.Command]]:
    """What each event has it send."""
    return [list(send(connection, event)) for event in told]


def _data(sent: list[list[commands.Command]]) -> list[bytes]:
    return [command.data for some in sent for command in some if isinstance(command, commands.SendData)]


def _others(sent: list[list[commands.Command]]) -> list[type]:
    return [type(command) for some in sent for command in some if not isinstance(command, commands.SendData)]


def test_a_whole_answer_leaves_in_one_piece() -> None:
    told = [
        events.ResponseHeaders(1, _response(b"hello")),
        events.ResponseData(1, b"hello"),
        events.ResponseEndOfMessage(1),
    ]
    sent = _sent(_to_client(), joining(Http1Server.send), told)
    assert _data(sent) == [b"HTTP/1.1 200 OK\r\nx: y\r\ncontent-length: 0\r\n\r\nhello"]
    assert [len(some) for some in sent][:2] == [0, 1]


def test_a_whole_request_leaves_in_one_piece() -> None:
    told = [
        events.RequestHeaders(1, _request(b"a=1"), False),
        events.RequestData(1, b"a=1"),
        events.RequestEndOfMessage(1),
    ]
    (data,) = _data(_sent(_to_server(), joining(Http1Client.send), told))
    assert data.startswith(b"POST / HTTP/1.1\r\n")
    assert data.endswith(b"\r\n\r\na=1")


@pytest.mark.parametrize(
    ("message", "ends"),
    [
        (_response(None), False),
        (_response(b""), False),
        (_response(b"hello", stream=True), False),
        (_response(b"hello", stream=lambda data: data), False),
        (_response(b"hello"), True),
        (_response(bytes(LARGEST + 1)), False),
    ],
    ids=["body to come", "no body", "streamed", "streamed through", "at its end", "large"],
)
def test_a_head_that_no_body_follows_at_once_does_not_wait(message: http.Response, *, ends: bool) -> None:
    (sent,) = _sent(_to_client(), joining(Http1Server.send), [events.ResponseHeaders(1, message, ends)])
    assert len(_data([sent])) == 1


def test_a_head_goes_before_whatever_comes_in_place_of_its_body() -> None:
    connection, send = _to_client(), joining(Http1Server.send)
    told = [
        events.ResponseHeaders(1, _response(b"hello")),
        events.ResponseProtocolError(1, "killed", events.ErrorCode.KILL),
    ]
    sent = _sent(connection, send, told)
    assert [type(command) for command in sent[1]] == [commands.SendData, commands.CloseConnection]
    assert _data(sent)[0].startswith(b"HTTP/1.1 200 OK")


def test_a_head_goes_alone_where_what_follows_sends_nothing() -> None:
    connection = _to_client()
    told = [events.ResponseHeaders(1, _response(b"hello")), events.ResponseData(1, b"")]
    sent = _sent(connection, joining(Http1Server.send), told)
    assert [len(some) for some in sent] == [0, 1]


def test_what_a_changed_connection_sends_besides_the_head_is_not_held() -> None:
    def wordy(connection: Any, _: Any) -> Any:
        yield commands.SendData(connection.conn, b"1")
        yield commands.SendData(connection.conn, b"2")

    sent = _sent(_to_client(), joining(wordy), [events.ResponseHeaders(1, _response(b"hello"))])
    assert _data(sent) == [b"1", b"2"]


_PARTS = st.lists(st.binary(max_size=5), max_size=3)
_STREAMS = st.sampled_from([False, False, True])


@given(st.one_of(st.none(), st.binary(max_size=5)), st.booleans(), _STREAMS, _PARTS, st.booleans(), st.booleans())
def test_the_bytes_are_those_that_mitmproxy_sends(
    content: bytes | None,
    is_chunked: bool,
    stream: bool,
    parts: list[bytes],
    ends: bool,
    is_answer: bool,
) -> None:
    headers = _CHUNKED if is_chunked else {"content-length": str(sum(map(len, parts)))}
    made = []
    for change in (lambda own: own, joining):
        told: list[Any]
        if is_answer:
            told = [events.ResponseHeaders(1, _response(content, headers, stream=stream), ends)]
            told += [events.ResponseData(1, part) for part in parts]
            told += [events.ResponseEndOfMessage(1)]
            sent = _sent(_to_client(), change(Http1Server.send), told)
        else:
            told = [events.RequestHeaders(1, _request(content, headers, stream=stream), ends)]
            told += [events.RequestData(1, part) for part in parts]
            told += [events.RequestEndOfMessage(1)]
            sent = _sent(_to_server(), change(Http1Client.send), told)
        made.append((b"".join(_data(sent)), _others(sent)))
    assert made[0] == made[1]
