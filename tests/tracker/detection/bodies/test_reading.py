import gzip
import zlib

import pytest

from tracker.detection.bodies.reading import FORM, Kind, Reading, kind_of, read
from tracker.detection.limits import MAX_VALUE
from tracker.disclosure import BlindSpot
from tracker.traffic import Location

JSON = "application/json"


def read_as(body: bytes, content_type: str = "") -> Reading:
    return read(body, kind_of(content_type), None, 1000)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Application/JSON; charset=utf-8", Kind(JSON, "utf-8")),
        ('multipart/form-data; boundary="a b"', Kind("multipart/form-data", "", "a b")),
        ("multipart/form-data; Boundary=B0; charset=x", Kind("multipart/form-data", "x", "B0")),
        (";;;=/,é", Kind()),
        ("", Kind()),
    ],
)
def test_content_types_say_what_they_say(header: str, kind: Kind) -> None:
    assert kind_of(header) == kind


@pytest.mark.parametrize("content_type", ["", JSON, FORM, "text/plain;charset=UTF-8", "multipart/form-data"])
@pytest.mark.parametrize(
    ("body", "location", "path"),
    [
        (b'{"email":"marie@mail.test"}', Location.JSON, "email"),
        (b"v=2&email=marie%40mail.test", Location.FORM, "email"),
        (b"<u><email>marie@mail.test</email></u>", Location.BODY, "u.email"),
        (
            b'--B\r\nContent-Disposition: form-data; name="email"\r\n\r\nmarie@mail.test\r\n--B--',
            Location.MULTIPART,
            "email",
        ),
        (b"marie@mail.test", Location.BODY, "$"),
    ],
)
def test_a_body_is_what_it_is_whatever_it_is_called(
    body: bytes, content_type: str, location: Location, path: str
) -> None:
    reading = read_as(body, content_type)
    field = reading.fields[-1]
    assert (field.location, field.path, field.value) == (location, path, "marie@mail.test")
    assert not reading.blind_spots


def test_a_form_is_read_in_its_charset() -> None:
    reading = read_as(b"nom=Andr\xe9&ville=N%EEmes", FORM + "; charset=ISO-8859-1")
    assert [field.value for field in reading.fields] == ["André", "Nîmes"]


def test_what_is_called_a_form_is_read_as_one() -> None:
    assert read_as(b"a b=1", FORM).fields[0].path == "a b"
    assert read_as(b"a b=1", "text/plain").fields[0].path == "$"


def test_graphql_may_be_sent_bare() -> None:
    reading = read_as(b'mutation { login(email: "marie@mail.test") { id } }', "application/graphql")
    assert reading.fields[0].path == "query.email"


@pytest.mark.parametrize(("step", "coder"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_compression_that_nobody_declared_is_a_step(step: str, coder: object) -> None:
    assert callable(coder)
    (field,) = read_as(coder(b'{"a":"1"}')).fields
    assert (field.path, field.encoding) == ("a", (step,))


def test_bare_deflate_is_tried_for_binary_bodies() -> None:
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = machine.compress(b'{"email":"marie@mail.test"}' * 3) + machine.flush()
    assert read_as(body).fields[0].encoding == ("deflate-raw",)


def test_binary_bodies_are_blind_spots_and_payloads() -> None:
    body = b"\x0a\x0fmarie@mail.test\x10\x96\x01\0\0\0"
    reading = read_as(body, "application/x-protobuf")
    assert not reading.fields
    assert reading.payloads[0].data == body
    assert reading.blind_spots == (BlindSpot("binary", len(body)),)


def test_broken_documents_are_payloads_too() -> None:
    reading = read_as(b'{"a":"1","b', JSON)
    assert [field.path for field in reading.fields] == ["a"]
    assert reading.payloads[0].location is Location.JSON
    assert reading.blind_spots == (BlindSpot("undecodable", None),)


def test_a_document_too_deep_is_a_payload() -> None:
    reading = read_as(b"[" * 200 + b"]" * 200, JSON)
    assert reading.payloads[0].location is Location.BODY
    assert reading.blind_spots == (BlindSpot("oversized", None),)


def test_long_text_is_a_payload_too() -> None:
    reading = read_as(b"word " * MAX_VALUE)
    assert len(reading.fields[0].value) == MAX_VALUE
    assert len(reading.payloads[0].data) == 5 * MAX_VALUE
    assert reading.blind_spots == (BlindSpot("oversized", 4 * MAX_VALUE),)


def test_blank_text_is_nothing() -> None:
    assert read_as(b" \r\n") == Reading([])


def part(file_name: str, content: bytes) -> bytes:
    head = f'--B\r\nContent-Disposition: form-data; name="f"; filename="{file_name}"\r\n\r\n'
    return head.encode() + content + b"\r\n"


def test_files_of_text_are_payloads_and_others_blind_spots() -> None:
    body = part("a.txt", b"marie@mail.test") + part("b.png", bytes(range(99))) + b"--B--"
    reading = read_as(body, "multipart/form-data; boundary=B")
    assert [payload.data for payload in reading.payloads] == [b"marie@mail.test"]
    assert reading.blind_spots == (BlindSpot("file", 99),)


def test_a_form_of_too_many_parts_says_so() -> None:
    body = b'--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 20
    assert read(body, Kind("multipart/form-data", "", "B"), None, 5).blind_spots == (BlindSpot("oversized", None),)


def test_a_message_has_one_location() -> None:
    for body in (b'{"a":"1"}', b"a=1&b=2", b"hello there", b"\0\1\2\3\4"):
        reading = read(body, Kind(), Location.WEBSOCKET, 10)
        places = [field.location for field in reading.fields] + [payload.location for payload in reading.payloads]
        assert set(places) == {Location.WEBSOCKET}


MSGPACK = b"\x81\xa5email\xafmarie@mail.test"


def test_a_declared_binary_document_is_read_without_a_blind_spot() -> None:
    reading = read_as(MSGPACK, "application/msgpack")
    assert [(field.location, field.path, field.value) for field in reading.fields] == [
        (Location.BODY, "email", "marie@mail.test")
    ]
    assert (len(reading.payloads), reading.blind_spots) == (1, ())


def test_a_guessed_binary_document_leaves_a_blind_spot() -> None:
    reading = read_as(MSGPACK, "application/octet-stream")
    assert [field.value for field in reading.fields] == ["marie@mail.test"]
    assert reading.blind_spots == (BlindSpot("binary", len(MSGPACK)),)


def test_too_large_a_binary_document_says_so() -> None:
    body = b"\xdc\x05\x00" + b"\xa4abcd" * 0x500
    reading = read_as(body, "application/msgpack")
    assert len(reading.fields) == 1000
    assert [spot.reason for spot in reading.blind_spots] == ["oversized"]


def test_text_that_is_called_binary_is_read_as_text() -> None:
    reading = read_as(b"email=marie%40mail.test&x=1", "application/x-protobuf")
    assert [field.path for field in reading.fields] == ["email", "x"]
