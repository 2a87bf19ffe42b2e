import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.fields import a_field
from tests.builders.requests import a_request
from tests.tracker.detection.test_lzstring import Packer
from tracker.detection.fields import fields_of
from tracker.detection.indicators import Indicators
from tracker.detection.indicators.unpacking import packed_fields, packed_payloads
from tracker.detection.place import Payload
from tracker.profile import Profile, Value
from tracker.taxonomy import Category
from tracker.traffic import Location

ADDRESS = b"marie@mail.test"
SPACED = "FYUwhgdgdAJgrgBwPYQC4AYACBjJcBO AliADZQgAeYAtgqSEA"  # whose plus was read as a space


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data, wbits=-15)


def test_what_lies_packed_in_a_value_is_a_field_of_its_own() -> None:
    [field] = packed_fields(
        [
            a_field(SPACED),
            a_field("short"),
            a_field("no words packed, just text!"),
            a_field("Q" * 20),
            a_field("A few words of a text"),
        ]
    )
    assert (field.value, field.encoding) == ("jean.dupont0@courriel.example", ("lzstring",))


@pytest.mark.parametrize(
    ("body", "step"),
    [
        (raw_deflate(ADDRESS), "deflate"),
        (brotli.compress(ADDRESS), "br"),
        (brotli.compress(ADDRESS * 9, lgwin=24), "br"),
    ],
)
def test_a_body_without_a_mark_is_opened(body: bytes, step: str) -> None:
    [payload] = packed_payloads([Payload(Location.BODY, "$", body)])
    assert (payload.data[: len(ADDRESS)], payload.encoding) == (ADDRESS, (step,))


def test_a_body_in_lz_string_is_opened() -> None:
    bits = Packer().pack(ADDRESS.decode())
    bits += "0" * (-len(bits) % 16)
    body = int(bits, 2).to_bytes(len(bits) // 8)
    [payload] = packed_payloads([Payload(Location.BODY, "$", body)])
    assert (payload.data, payload.encoding) == (ADDRESS, ("lzstring",))


def test_other_bodies_are_left_alone() -> None:
    bodies = [b"\xff\xfe\xfd", b"", raw_deflate(ADDRESS * 9)[:-3], raw_deflate(b""), b"\x0b\x0b\x0b\x0b"]
    assert not list(packed_payloads(Payload(Location.BODY, "$", body) for body in bodies))


def test_a_bomb_is_opened_in_part() -> None:
    [payload] = packed_payloads([Payload(Location.BODY, "$", raw_deflate(bytes(5 << 20)))])
    assert len(payload.data) == 1 << 20


@given(st.text(), st.binary())
def test_whatever_comes_is_opened_or_left(text: str, data: bytes) -> None:
    assert all(isinstance(one.value, str) for one in packed_fields([a_field(text)]))
    assert all(isinstance(one.data, bytes) for one in packed_payloads([Payload(Location.BODY, "$", data)]))


def test_text_that_may_be_packed_is_told_apart() -> None:
    packed = "FYUwhgdgdAJgrgBwPYQC4AYACBjJcBO+AliADZQgAeYAtgqSEA"
    indicators = Indicators(Profile((Value(Category.EMAIL_ADDRESS, "jean.dupont0@courriel.example"),)))
    request = a_request(f"https://ads.test/?d={packed}")
    [finding] = indicators.search(fields_of(request), request)
    assert finding.evidence.encoding == ("lzstring",)
    for _ in range(2):
        request = a_request(f"https://ads.test/?d={packed[:-9]}")
        assert not indicators.search(fields_of(request), request)
