import pytest

from tests.builders.fields import a_field
from tests.builders.requests import a_request
from tracker.detection.fields import Fields, Payload
from tracker.detection.indicators.layout import Kind, Layout, Piece, pieces_of
from tracker.disclosure import BlindSpot
from tracker.traffic import Field, Location


def test_every_part_is_found_again() -> None:
    valued = [a_field("zoé\udc80", "a"), a_field("2", "b", Location.QUERY)]
    named = [a_field("3", "longname", Location.COOKIE)]
    payloads = (Payload(Location.BODY, "$", b"\x00\n\xff"), Payload(Location.BODY, "$", b"more"))
    layout = Layout(valued, named, pieces_of(a_request(body=b"x"), Fields(tuple(valued), payloads)))
    texts = [b"zo\xc3\xa9\xed\xb2\x80", b"2", b"longname", b"\x00\n\xff", b"more"]
    for text in texts:
        start = layout.data.index(text)
        part = layout.part(start, start + len(text))
        assert part is not None
        assert layout.data[part.start : part.end] == text


def test_what_crosses_parts_lies_in_none() -> None:
    layout = Layout([a_field("ab"), a_field("cd")], [], [])
    start = layout.data.index(b"b\nc")
    assert layout.part(start, start + 3) is None
    assert layout.part(0, 1) is None


@pytest.mark.parametrize(
    ("location", "side"),
    [
        (Location.QUERY, "url"),
        (Location.PATH, "url"),
        (Location.HEADER, "headers"),
        (Location.COOKIE, "headers"),
        (Location.JSON, "body"),
        (Location.WEBSOCKET, "body"),
    ],
)
def test_a_part_has_a_side(location: Location, side: str) -> None:
    layout = Layout([Field(location, "a", "a", "value")], [], [])
    part = layout.part(1, 6)
    assert part is not None
    assert part.side == side


@pytest.mark.parametrize(
    ("body", "headers", "kinds"),
    [
        (None, {}, []),
        (b"a=1", {}, []),
        ("é".encode(), {}, []),
        (b"\xe9\xff", {}, [Kind.PAYLOAD]),
        (b"\x1f\x8b\xff", {"Content-Encoding": "gzip"}, []),
    ],
)
def test_a_body_that_is_no_text_is_searched_as_it_travelled(
    body: bytes | None, headers: dict[str, str], kinds: list[Kind]
) -> None:
    request = a_request(body=body, headers=headers)
    assert [piece.kind for piece in pieces_of(request, Fields((a_field("x"),)))] == kinds


def test_where_something_could_not_be_read_all_that_travelled_is_searched() -> None:
    request = a_request("https://shop.test/a?b", body=b"body")
    pieces = pieces_of(request, Fields((a_field("x"),), (), (BlindSpot("oversized"),)))
    assert [(piece.location, piece.data) for piece in pieces] == [
        (Location.PATH, b"/a"),
        (Location.QUERY, b"b"),
        (Location.BODY, b"body"),
    ]
    assert {piece.kind for piece in pieces} == {Kind.RAW}
    assert [piece.data for piece in pieces_of(a_request(), Fields())] == [b"/", b"", b""]


def test_a_piece_shows_nothing_of_its_bytes() -> None:
    assert repr(Piece(Kind.RAW, Location.BODY, "a", b"secret")) == "Piece(RAW, body, 'a', 6 bytes)"
