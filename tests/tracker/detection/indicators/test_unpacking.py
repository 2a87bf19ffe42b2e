import zlib

from hypothesis import given
from hypothesis import strategies as st

from tests.builders.fields import a_field
from tracker.detection.indicators.unpacking import packed_fields, packed_payloads
from tracker.detection.place import Payload
from tracker.traffic import Location

PACKED = "FYUwhgdgdAJgrgBwPYQC4GoIgO4GcACAxknAE6kCWIANlCAB5gC2C1IQA"


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data, wbits=-15)


def test_what_lies_packed_in_a_value_is_a_field_of_its_own() -> None:
    [field] = packed_fields(
        [
            a_field(PACKED),
            a_field("short"),
            a_field("no words packed, just text!"),
            a_field("Q" * 20),
            a_field("A few words of a text"),
        ]
    )
    assert (field.value, field.encoding) == ("jean.dupont+news@courriel.example", ("lzstring",))


def test_a_body_in_raw_deflate_is_opened() -> None:
    [payload] = packed_payloads([Payload(Location.BODY, "$", raw_deflate(b"marie@mail.test"))])
    assert (payload.data, payload.encoding) == (b"marie@mail.test", ("deflate",))


def test_other_bodies_are_left_alone() -> None:
    bodies = [b"\xff\xfe\xfd", b"", raw_deflate(b"marie@mail.test" * 9)[:-3], raw_deflate(b"")]
    assert not list(packed_payloads(Payload(Location.BODY, "$", body) for body in bodies))


def test_a_bomb_is_opened_in_part() -> None:
    [payload] = packed_payloads([Payload(Location.BODY, "$", raw_deflate(bytes(5 << 20)))])
    assert len(payload.data) == 1 << 20


@given(st.text(), st.binary())
def test_whatever_comes_is_opened_or_left(text: str, data: bytes) -> None:
    assert all(isinstance(one.value, str) for one in packed_fields([a_field(text)]))
    assert all(isinstance(one.data, bytes) for one in packed_payloads([Payload(Location.BODY, "$", data)]))
