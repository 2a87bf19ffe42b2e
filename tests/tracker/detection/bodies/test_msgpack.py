import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.bodies.msgpack import msgpack_document


def text(value: str) -> bytes:
    data = value.encode()
    return (bytes([0xA0 | len(data)]) if len(data) < 32 else b"\xda" + len(data).to_bytes(2)) + data


MAIL = text("email") + text("marie@mail.test")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x81" + MAIL, {"email": "marie@mail.test"}),
        (b"\xde\x00\x01" + MAIL, {"email": "marie@mail.test"}),
        (b"\x92\x81" + MAIL + b"\x07", [{"email": "marie@mail.test"}, 7]),
        (b"\xdc\x00\x02\xc0\xc3", [None, True]),
        (b"\x93\xff\xd1\xff\x00\xcd\x01\x00", [-1, -256, 256]),
        (b"\x92\xca" + struct.pack(">f", 1.5) + b"\xcb" + struct.pack(">d", 2.25), [1.5, 2.25]),
        (b"\x92\xd9\x02ab\xc4\x03abc", ["ab", "abc"]),
        (b"\x92\xd4\x01a\xc7\x02\x05ab", ["a", "ab"]),
        (b"\x81\x07\x08", {"7": 8}),
    ],
)
def test_maps_and_lists_are_read(data: bytes, expected: Any) -> None:
    assert msgpack_document(data) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x07",
        b"\xa1a",
        b"\x81" + MAIL + b"\x00",
        b"\x82" + MAIL,
        b"\x91\xc1",
        b"\x91\xa1\xff",
        b"\x91" * 40 + b"\x01",
    ],
)
def test_other_bytes_are_no_document(data: bytes) -> None:
    assert msgpack_document(data) is None


def test_maps_as_keys_of_maps_do_not_grow_without_end() -> None:
    data = b"\x81" * 30 + b"\xa1x" + bytes(30)
    assert msgpack_document(data) is None


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    assert isinstance(msgpack_document(data), dict | list | None)


@given(st.dictionaries(st.text(max_size=50), st.text(max_size=50), max_size=15))
def test_what_is_written_is_read(document: dict[str, str]) -> None:
    data = bytes([0x80 | len(document)]) + b"".join(text(key) + text(value) for key, value in document.items())
    assert msgpack_document(data) == document
