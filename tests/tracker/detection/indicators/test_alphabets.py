import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.indicators.alphabets import (
    base58,
    in_base32,
    in_base58,
    in_base64,
    in_base85,
    in_hex,
    in_numbers,
)

DATA = st.binary(min_size=11, max_size=30)
AROUND = st.binary(max_size=6)


@given(before=AROUND, data=DATA, after=AROUND)
def test_whatever_stands_around_the_bytes_one_alignment_is_found(before: bytes, data: bytes, after: bytes) -> None:
    whole = before + data + after
    assert any(pattern.data in base64.b64encode(whole) for pattern in in_base64(data))
    assert any(pattern.data in base64.urlsafe_b64encode(whole) for pattern in in_base64(data))
    assert any(pattern.data in base64.b32encode(whole) for pattern in in_base32(data))
    assert any(pattern.data in base64.b32hexencode(whole) for pattern in in_base32(data))
    assert any(pattern.data in base64.b85encode(whole) for pattern in in_base85(data))


def test_base58_is_as_in_its_draft() -> None:
    [pattern] = in_base58(b"Hello World!")
    assert pattern.data == base58(b"Hello World!") == b"2NEpo7TZRRrLZSi2U"


def test_z85_is_as_in_its_specification() -> None:
    data = bytes.fromhex("864fd26fb559f75b")
    assert b"HelloWorld" in [pattern.data for pattern in in_base85(data)]


def test_few_bytes_are_not_looked_for_in_base85() -> None:
    assert not list(in_base85(b"abcdefg"))


@pytest.mark.parametrize("text", ["6d61", "6d 61", "6d:61", "6d-61", "6d,61", "6d\\x61", "6d0x61", "6d, 0x61"])
def test_hexadecimal_digits_stand_close_or_apart(text: str) -> None:
    assert text.encode() in [pattern.data for pattern in in_hex(b"ma")]


@pytest.mark.parametrize("text", ["109,97", "109, 97", "109 97", "109-97", "0110110101100001", "01101101 01100001"])
def test_bytes_are_written_as_numbers(text: str) -> None:
    assert text.encode() in [pattern.data for pattern in in_numbers(b"ma")]


def test_percent_encoded_base64_is_looked_for_in_either_case() -> None:
    found = [pattern.data for pattern in in_base64(b"\xfb\xff\xbf\xfb\xff\xbf") if pattern.encoding[0] == "urlencode"]
    assert b"%2b%2f%2b%2f%2b%2f%2b%2f" in [data.lower() for data in found]
