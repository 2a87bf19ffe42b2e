import pytest

from tests.tracker.detection.bodies.test_msgpack import MAIL
from tests.tracker.detection.bodies.test_protobuf import PERSON, field
from tracker.detection.bodies.binary_document import binary_document, is_declared_binary
from tracker.detection.place import Place
from tracker.traffic import Location

PLACE = Place(Location.BODY)
MSGPACK, CBOR = b"\x81" + MAIL, bytes.fromhex("a165656d61696c6f6d61726965406d61696c2e74657374")


def fields(data: bytes, media: str = "") -> dict[str, str] | None:
    document = binary_document(data, media, PLACE, 100)
    return None if document is None else {field.path: field.value for field in document.parsed.fields}


@pytest.mark.parametrize(
    ("media", "answer"),
    [
        ("application/x-protobuf", True),
        ("application/grpc-web+proto", True),
        ("application/vnd.msgpack", True),
        ("application/cbor", True),
        ("application/json", False),
        ("", False),
    ],
)
def test_a_content_type_may_name_a_format(media: str, *, answer: bool) -> None:
    assert is_declared_binary(media) is answer


@pytest.mark.parametrize(
    ("data", "media", "expected"),
    [
        (PERSON, "application/x-protobuf", {"1": "marie@mail.test", "2": "33639981234"}),
        (PERSON, "application/octet-stream", {"1": "marie@mail.test", "2": "33639981234"}),
        (field(1, field(2, b"marie@mail.test")), "", {"1.2": "marie@mail.test"}),
        (MSGPACK, "", {"email": "marie@mail.test"}),
        (MSGPACK, "application/msgpack", {"email": "marie@mail.test"}),
        (CBOR, "", {"email": "marie@mail.test"}),
        (CBOR, "application/cbor", {"email": "marie@mail.test"}),
    ],
)
def test_the_format_is_told_by_its_name_or_by_the_bytes(data: bytes, media: str, expected: dict[str, str]) -> None:
    assert fields(data, media) == expected


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (PERSON, "image/png"),
        (MSGPACK, "application/cbor"),
        (b"\x80", ""),
        (b"\xff" * 30, ""),
        (field(1, b"a" * (1 << 18)), ""),
        (b"\xff" * 30, "application/x-protobuf"),
    ],
)
def test_other_bodies_are_not_told(data: bytes, media: str) -> None:
    assert fields(data, media) is None


def test_what_is_declared_says_so() -> None:
    declared = binary_document(MSGPACK, "application/msgpack", PLACE, 9)
    guessed = binary_document(MSGPACK, "", PLACE, 9)
    assert declared is not None
    assert guessed is not None
    assert (declared.is_declared, guessed.is_declared) == (True, False)
