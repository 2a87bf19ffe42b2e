import base64
import gzip
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.bodies.protobuf import protobuf_document

MAIL = b"marie@mail.test"


def varint(number: int) -> bytes:
    digits = b""
    while number >= 0x80:
        digits += bytes([number & 0x7F | 0x80])
        number >>= 7
    return digits + bytes([number])


def field(number: int, value: bytes | int) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def framed(message: bytes, flags: int = 0) -> bytes:
    return bytes([flags]) + len(message).to_bytes(4) + message


PERSON = field(1, MAIL) + field(2, 33639981234) + field(3, 7)
TRAILER = framed(b"grpc-status:0\r\n", 0x80)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PERSON, [{"1": "marie@mail.test", "2": 33639981234, "3": ""}]),
        (field(1, field(4, PERSON)), [{"1": {"4": {"1": "marie@mail.test", "2": 33639981234, "3": ""}}}]),
        (field(7, b"one") + field(7, MAIL) + field(7, b"x"), [{"7": ["one", "marie@mail.test", "x"]}]),
        (b"\x0d\0\0\0\0\x11" + bytes(8) + field(3, MAIL), [{"1": "", "2": "", "3": "marie@mail.test"}]),
        (field(1, b"\x00\xff\xfe") + field(2, MAIL), [{"1": "", "2": "marie@mail.test"}]),
        (field(1, gzip.compress(MAIL, mtime=0)), [{"1": "marie@mail.test"}]),
        (field(1, b"\nmarie@mail.test"), [{"1": "\nmarie@mail.test"}]),
        (framed(PERSON), [{"1": "marie@mail.test", "2": 33639981234, "3": ""}]),
        (framed(field(1, MAIL)) + framed(field(1, b"four")) + TRAILER, [{"1": "marie@mail.test"}, {"1": "four"}]),
        (framed(gzip.compress(field(1, MAIL), mtime=0), 1), [{"1": "marie@mail.test"}]),
        (base64.b64encode(framed(field(1, MAIL))), [{"1": "marie@mail.test"}]),
    ],
)
def test_messages_are_read_without_their_schema(data: bytes, expected: list[dict[str, Any]]) -> None:
    assert protobuf_document(data) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x0a",
        field(1, 5),
        field(1, b"abc"),
        PERSON[:-1],
        PERSON + b"\x0b",
        PERSON + b"\x00",
        field(5000, MAIL),
        field(1, MAIL) + b"\x08" + b"\xff" * 12,
        framed(PERSON, 9),
        framed(b"not gzip", 1),
        framed(PERSON)[:-1],
        b"text, and not base64!",
    ],
)
def test_other_bytes_are_no_messages(data: bytes) -> None:
    assert protobuf_document(data) is None


def test_depth_and_number_are_bounded() -> None:
    data = field(1, MAIL)
    for _ in range(60):
        data = field(1, data)
    assert protobuf_document(data) is None
    assert protobuf_document(field(1, b"a") * 30_000) is None


def test_packed_messages_become_no_more_than_a_body_may() -> None:
    bomb = framed(gzip.compress(field(1, b"a" * (1 << 18))), 1)
    messages = protobuf_document(framed(field(1, MAIL)) + bomb * 9)
    assert messages
    assert messages[0] == {"1": MAIL.decode()}
    assert sum(len(message.get("1", "")) for message in messages) < 1 << 20


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    found = protobuf_document(data)
    assert found is None or all(isinstance(message, dict) for message in found)


@given(st.text(st.characters(categories=["L", "N"]), min_size=4, max_size=40), st.integers(1, 1000))
def test_what_is_written_is_read(text: str, number: int) -> None:
    assert protobuf_document(field(number, text.encode())) == [{str(number): text}]
