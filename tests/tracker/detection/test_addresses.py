from base64 import urlsafe_b64encode
from gzip import compress
from json import dumps
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.addresses import gather_address
from tracker.detection.gathering import Gathering
from tracker.detection.limits import MAX_FIELDS, MAX_NESTED_TEXT
from tracker.disclosure import BlindSpot
from tracker.traffic import Field, Location

DIGEST = "3c547db27cf9dd35ea33a126ce6d61b4"
PACKED = "Kx+9/Qw3ZrT0aBcD5eFgH7iJ8kLmN/oP1q=="


def fields(target: str) -> list[Field]:
    gathering = Gathering()
    gather_address(target, gathering)
    return gathering.fields


def shown(target: str) -> list[tuple[str, str, str]]:
    return [(field.path, field.name, field.value) for field in fields(target)]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/q?email=marie%40mail.test&x=1#y=2", [("email", "email", "marie@mail.test"), ("x", "x", "1")]),
        ("/q?", []),
        ("/?marie%40mail.test", [("$", "", "marie@mail.test")]),
        ("/q?a=1;b=2", [("a", "a", "1"), ("b", "b", "2")]),
        ("*", []),
        ("", []),
        ("/user/8842913/orders", [("[1]", "user", "8842913")]),
        ("/unsubscribe/marie%40mail.test", [("[1]", "unsubscribe", "marie@mail.test")]),
        (f"/c/2973/m/{DIGEST}", [("[3]", "m", DIGEST)]),
        (f"/p/{quote(PACKED, safe='')}", [("[1]", "p", PACKED)]),
        (f"/12/{DIGEST}", [("[1]", "", DIGEST)]),
        ("/tag;src=12345;u1=;u2=abc", [("src", "src", "12345"), ("u2", "u2", "abc")]),
        ("/email=marie@mail.test/x", [("email", "email", "marie@mail.test")]),
        ("/ibs:dpid=11&dpuuid=12345", [("ibs:dpid", "ibs:dpid", "11"), ("dpuuid", "dpuuid", "12345")]),
        ("/email=/12345", [("[1]", "", "12345")]),
        ("/=marie@mail.test", [("", "", "marie@mail.test")]),
        ("http://shop.test/user/12345?a=1", [("[1]", "user", "12345"), ("a", "a", "1")]),
    ],
)
def test_queries_and_telling_segments_are_fields(target: str, expected: list[tuple[str, str, str]]) -> None:
    assert shown(target) == expected


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/static/main.3f2a1b99.js",
        "/lib/jquery@3.7.1/jquery.min.js".replace("@", "-"),
        "/2024/05/17/a-long-and-winding-headline-about-shoes",
        "/IMG_12345678.png",
        "/api/v2/list",
        "/tags/red+shoes+and+blue+shoes",
        "/a%5Cb",
    ],
)
def test_ordinary_paths_say_nothing(target: str) -> None:
    assert not fields(target)


def test_what_is_nested_in_a_path_is_unfolded() -> None:
    found = fields("/t/eyJlbWFpbCI6Im1hcmllQG1haWwudGVzdCJ9")
    assert [(field.path, field.value) for field in found[2:]] == [("[1].email", "marie@mail.test")]
    assert all(field.location is Location.PATH for field in found)


def test_long_paths_are_read_too() -> None:
    assert fields("/x" * 40 + "/" + "12345" * 300)[0].path == "[40]"


def test_too_many_fields_are_a_blind_spot() -> None:
    gathering = Gathering()
    gather_address("/?" + "&".join(f"q{n}={n}" for n in range(MAX_FIELDS + 10)), gathering)
    assert len(gathering.fields) == MAX_FIELDS
    assert [spot.reason for spot in gathering.blind_spots] == ["oversized"]
    assert isinstance(gathering.blind_spots[0], BlindSpot)


@given(st.text(alphabet="/?&=;@%41a[]\ud800é#.", max_size=80))
def test_reading_never_raises(target: str) -> None:
    assert isinstance(fields(target), list)


def test_the_text_that_segments_pack_is_bounded_together() -> None:
    text = "the same words again and again " * 400
    segments = [urlsafe_b64encode(compress(f"{number} {text}".encode())).decode() for number in range(90)]
    rows = "/".join(urlsafe_b64encode(dumps([segment] * 60).encode()).decode() for segment in segments)
    assert 0 < sum(len(field.value) for field in fields(f"/{rows}") if field.encoding) < 2 * MAX_NESTED_TEXT


@pytest.mark.parametrize("segment", ["marie&#64;mail.test", "marie\\u0040mail.test"])
def test_a_segment_with_references_or_escapes_is_opened(segment: str) -> None:
    assert shown(f"/u/{quote(segment, safe='')}") == [("[1]", "u", segment), ("[1]", "u", "marie@mail.test")]
