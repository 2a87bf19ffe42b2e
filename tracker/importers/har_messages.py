"""WebSocket messages that the browser sent, as Chromium and mitmproxy write them: `_webSocketMessages` of an entry."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tracker.importers.har_bodies import encoded
from tracker.traffic import Request

_BINARY = 2  # RFC 6455 section 5.2: the opcode of binary frames, whose data is written as base64


def sent(entry: dict[str, Any], handshake: Request) -> Iterator[Request]:
    """Yield the messages that were sent; what cannot be read as one is left out."""
    messages = entry.get("_webSocketMessages")
    for message in messages if isinstance(messages, list) else ():
        if isinstance(message, dict) and message.get("type") in ("send", "request"):
            data = _data(message)
            time = _time(message.get("time"), handshake.time)
            yield replace(handshake, time=time, body=data, body_size=len(data), is_websocket=True)


def _data(message: dict[str, Any]) -> bytes:
    text = message.get("data")
    if not isinstance(text, str):
        return b""
    if message.get("opcode") == _BINARY:
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            pass  # an older Chromium: text whatever the opcode
    return encoded(text)


def _time(seconds: object, otherwise: datetime) -> datetime:
    if not isinstance(seconds, int | float):
        return otherwise
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return otherwise
