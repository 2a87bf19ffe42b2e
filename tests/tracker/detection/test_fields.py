import gzip
import json
import random
from urllib.parse import quote

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.requests import a_request
from tracker.detection.fields import Fields, fields_of
from tracker.detection.limits import MAX_BODY, MAX_FIELDS
from tracker.disclosure import BlindSpot
from tracker.traffic import Location, Request

ADDRESS = "marie@mail.test"
BODY = json.dumps({"email": ADDRESS}).encode()
NOISE = random.Random(1).randbytes(MAX_BODY * 3 // 4).hex().encode()


def paths(request: Request) -> list[tuple[str, str]]:
    return [(field.location, field.path) for field in fields_of(request).fields]


def test_all_parts_of_a_request_are_read() -> None:
    request = a_request(
        f"https://shop.test/user/12345?dl={quote('https://x.test/?email=marie%40mail.test', safe='')}",
        headers={"Cookie": "sid=1", "X-App": "a"},
        body=BODY,
    )
    assert paths(request) == [
        ("path", "[1]"),
        ("query", "dl"),
        ("query", "dl.email"),
        ("cookie", "sid"),
        ("header", "x-app"),
        ("json", "email"),
    ]


def test_reading_changes_nothing() -> None:
    request = a_request(body=b"a=%zz&b=\xff", headers={"Content-Encoding": "gzip"})
    before = (request.body, request.target, request.headers)
    fields_of(request)
    assert (request.body, request.target, request.headers) == before


@pytest.mark.parametrize(
    ("codings", "body"),
    [("gzip", gzip.compress(BODY, mtime=0)), ("br, gzip", gzip.compress(brotli.compress(BODY), mtime=0))],
)
def test_content_codings_are_undone_and_are_no_steps(codings: str, body: bytes) -> None:
    read = fields_of(a_request(body=body, headers={"Content-Encoding": codings}))
    assert [(field.path, field.value, field.encoding) for field in read.fields] == [("email", ADDRESS, ())]
    assert not read.blind_spots


@pytest.mark.parametrize("codings", ["gzip", "x-own", ", ".join(["gzip"] * 20)])
def test_what_says_gzip_and_is_text_is_read(codings: str) -> None:
    read = fields_of(a_request(body=BODY, headers={"Content-Encoding": codings}))
    assert read.fields[0].value == ADDRESS
    assert not read.blind_spots


@pytest.mark.parametrize(
    ("request_", "spot"),
    [
        (a_request(body=bytes(range(256)), headers={"Content-Encoding": "x-own"}), BlindSpot("undecodable", 256)),
        (
            a_request(body=b"\x1f\x8bjunkjunk", headers={"Content-Encoding": "gzip"}),
            BlindSpot("undecodable", 10),
        ),
        (a_request(body=bytes(range(256))), BlindSpot("binary", 256)),
        (a_request(body=b"a=1", body_size=10), BlindSpot("partial-body", 7)),
        (a_request(body=b"a=1&b=" + b"x" * MAX_BODY), BlindSpot("oversized", 6)),
        (
            a_request(body=gzip.compress(BODY * 50, mtime=0)[:-20], headers={"Content-Encoding": "gzip"}),
            BlindSpot("undecodable", len(gzip.compress(BODY * 50, mtime=0)) - 20),
        ),
        (
            a_request(body=gzip.compress(b"a=" + NOISE, 1, mtime=0), headers={"Content-Encoding": "gzip"}),
            BlindSpot("oversized"),
        ),
    ],
)
def test_what_cannot_be_read_is_a_blind_spot(request_: Request, spot: BlindSpot) -> None:
    assert spot in fields_of(request_).blind_spots


def test_the_rest_of_a_partial_body_is_not_called_undecodable_too() -> None:
    body = gzip.compress(BODY * 50, mtime=0)[:-20]
    request = a_request(body=body, body_size=len(body) + 20, headers={"Content-Encoding": "gzip"})
    assert BlindSpot("partial-body", 20) in fields_of(request).blind_spots


def test_of_a_message_only_the_message_is_read() -> None:
    request = a_request("wss://chat.test/ws?room=1", headers={"Cookie": "a=1"}, body=BODY, is_websocket=True)
    assert paths(request) == [(Location.WEBSOCKET, "email")]


def test_a_request_without_anything_has_no_fields() -> None:
    assert fields_of(a_request()) == Fields()
    assert fields_of(a_request(body=b"")) == Fields()


def test_values_are_not_in_the_repr() -> None:
    assert "marie" not in repr(fields_of(a_request(body=BODY)))


def test_fields_are_bounded() -> None:
    body = "&".join(f"f{n}=%7B%22a%22%3A{n}%7D" for n in range(5000))
    read = fields_of(a_request("https://shop.test/?" + body, body=body))
    assert len(read.fields) == MAX_FIELDS
    assert [spot.reason for spot in read.blind_spots] == ["oversized"]


headers = st.lists(
    st.tuples(st.sampled_from(["Content-Type", "Content-Encoding", "Cookie", "Referer", "X-A"]), st.text(max_size=30)),
    max_size=4,
)


@given(st.binary(max_size=200), headers, st.text(max_size=40), st.booleans())
def test_reading_never_raises(body: bytes, pairs: list[tuple[str, str]], target: str, is_websocket: bool) -> None:
    request = a_request(body=body, headers=pairs, is_websocket=is_websocket)
    assert isinstance(fields_of(request), Fields)
    assert isinstance(fields_of(a_request("https://shop.test/" + target.replace("#", ""), headers=pairs)), Fields)


kinds = st.sampled_from(
    ["application/json", "text/plain;charset=utf-16", "multipart/form-data; boundary=B", "text/xml"]
)


@given(st.binary(max_size=60), kinds, st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br"]))
def test_reading_coded_rubbish_never_raises(body: bytes, kind: str, codings: str) -> None:
    request = a_request(body=body, content_type=kind, headers={"Content-Encoding": codings})
    assert isinstance(fields_of(request), Fields)
