"""WebSocket messages out of HAR entries."""

import base64
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.builders.requests import TIME, a_request
from tracker.importers.har_messages import sent

HANDSHAKE = a_request("https://chat.test/socket", headers={"Origin": "https://shop.test"})


def messages(*given: Any) -> list[Any]:
    return list(sent({"_webSocketMessages": list(given)}, HANDSHAKE))


def test_only_what_was_sent_is_a_request() -> None:
    (found,) = messages(
        {"type": "send", "time": 1767323046.5, "opcode": 1, "data": "Bonjour é"},
        {"type": "receive", "time": 1767323046.6, "opcode": 1, "data": "Hello"},
    )
    assert found.is_websocket
    assert found.body == "Bonjour é".encode()
    assert found.body_size == len(found.body)
    assert found.time == datetime.fromtimestamp(1767323046.5, UTC)
    assert (found.host, found.target, found.headers) == (HANDSHAKE.host, HANDSHAKE.target, HANDSHAKE.headers)


@pytest.mark.parametrize(
    ("opcode", "data", "body"),
    [
        (2, base64.b64encode(b"\0\xff").decode(), b"\0\xff"),
        (2, "not base64", b"not base64"),
        (1, "AAA=", b"AAA="),
        (1, None, b""),
    ],
)
def test_binary_messages_are_unpacked(opcode: int, data: Any, body: bytes) -> None:
    (found,) = messages({"type": "send", "opcode": opcode, "data": data})
    assert found.body == body


@pytest.mark.parametrize("time", [None, "soon", float("inf"), float("nan"), 1e300])
def test_a_message_without_a_time_has_the_handshake_s(time: Any) -> None:
    (found,) = messages({"type": "send", "time": time, "data": "x"})
    assert found.time == TIME


@pytest.mark.parametrize("given", [7, {}, {"type": "send"}])
def test_what_is_no_list_of_messages_holds_none(given: Any) -> None:
    assert list(sent({"_webSocketMessages": given}, HANDSHAKE)) == []
    assert messages(7, {}) == []
