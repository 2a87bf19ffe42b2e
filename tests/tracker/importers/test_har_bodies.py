"""Bodies out of what HAR files say of them."""

import base64
import gzip
import json
import zlib
from typing import Any

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tracker.importers.har_bodies import Body, body_of, encoded, is_coded

FORM = "application/x-www-form-urlencoded"
TEXT = b"email=marie.dupont%40mail.example"
DEFLATED = zlib.compressobj(wbits=-15)


def body(post: Any, content_type: str = "", coding: str = "", **request: Any) -> Body:
    return body_of({"postData": post} | request, content_type, coding)


def params(*pairs: tuple[str, Any]) -> dict[str, Any]:
    return {"params": [{"name": name, "value": value} for name, value in pairs]}


@pytest.mark.parametrize(
    ("post", "data"),
    [
        ({"text": "a=b"}, b"a=b"),
        ({"text": "é"}, "é".encode()),
        ({"text": "a\ud800"}, b"a\xed\xa0\x80"),
        ({"text": base64.b64encode(b"\0\xff").decode(), "encoding": "base64"}, b"\0\xff"),
        ({"text": "not base64!", "encoding": "base64"}, b"not base64!"),
        ({"text": "", **params(("a", "b c"), ("d", "é"))}, b"a=b+c&d=%C3%A9"),
        ({"text": "wins=1", **params(("a", "b"))}, b"wins=1"),
        (params(("a", None), ("n", 7)), b"a=&n=7"),
        ({"text": ""}, None),
        ({"text": None}, None),
        ({"text": 7, "params": 7}, None),
        ({"params": [7, {"value": "x"}, {"name": 3}]}, None),
        ({}, None),
        (None, None),
        ("text", None),
    ],
)
def test_the_body_is_as_near_to_what_travelled_as_the_file_allows(post: Any, data: bytes | None) -> None:
    assert body(post, FORM).data == data


def test_json_taken_apart_is_put_together() -> None:
    assert json.loads(body(params(("a", 1), ("b", {"c": [True]})), "application/json").data or b"") == {
        "a": 1, "b": {"c": [True]}
    }  # fmt: skip
    listed = {"mimeType": "application/json", **params(("0", "x"), ("1", {"y": 2}))}
    assert json.loads(body(listed).data or b"") == ["x", {"y": 2}]


def test_a_multipart_form_is_put_together() -> None:
    post = {
        "params": [
            {"name": 'na"me\r\n', "value": "Marie"},
            {"name": "file", "fileName": "cv.txt", "contentType": "text/plain", "value": "text"},
        ]
    }
    assert body(post, "multipart/form-data; boundary=XX").data == (
        b'--XX\r\nContent-Disposition: form-data; name="na%22me%0D%0A"\r\n\r\nMarie\r\n'
        b'--XX\r\nContent-Disposition: form-data; name="file"; filename="cv.txt"\r\nContent-Type: text/plain\r\n\r\n'
        b"text\r\n--XX--\r\n"
    )


def test_a_multipart_form_without_a_boundary_is_written_as_a_plain_one() -> None:
    assert body(params(("a", "b")), "multipart/form-data").data == b"a=b"


CODED = {
    "gzip": gzip.compress(TEXT, mtime=0),
    "x-gzip": gzip.compress(TEXT, mtime=0),
    "deflate": zlib.compress(TEXT),
    "br": brotli.compress(bytes(range(200, 256)) * 3),
    "zstd": zstandard.compress(TEXT),
}


@pytest.mark.parametrize("coding", CODED)
def test_a_body_that_is_still_coded_is_told_from_one_that_is_not(coding: str) -> None:
    assert is_coded(CODED[coding], coding)
    assert not is_coded(TEXT, coding)


def test_bare_deflate_is_recognised() -> None:
    assert is_coded(DEFLATED.compress(TEXT) + DEFLATED.flush(), "deflate")


def test_decoded_text_beside_a_content_encoding_is_known_as_decoded() -> None:
    assert body({"text": TEXT.decode()}, FORM, "gzip", bodySize=20) == Body(TEXT, len(TEXT), True)


def test_a_coded_body_in_base64_stays_coded() -> None:
    packed = gzip.compress(TEXT, mtime=0)
    post = {"text": base64.b64encode(packed).decode(), "encoding": "base64"}
    assert body(post, FORM, "gzip") == Body(packed, len(packed), False)


def test_a_coded_body_with_a_character_for_each_byte_is_taken_as_bytes() -> None:
    packed = gzip.compress(TEXT, mtime=0)
    assert body({"text": packed.decode("latin-1")}, FORM, "gzip") == Body(packed, len(packed), False)


def test_text_that_is_no_latin_is_no_coded_body() -> None:
    assert body({"text": "東京"}, FORM, "gzip") == Body("東京".encode(), 6, True)


@pytest.mark.parametrize(
    ("post", "told", "size"),
    [
        (None, 500, 500),
        (None, -1, 0),
        (None, None, 0),
        (None, "x", 0),
        ({"text": "abc"}, 500, 500),
        ({"text": "abc"}, 0, 3),
    ],
)
def test_the_size_is_what_the_file_says_where_it_says_more(post: Any, told: Any, size: int) -> None:
    assert body(post, bodySize=told).size == size


@given(st.text())
def test_any_text_can_be_encoded(text: str) -> None:
    assert encoded(text).decode("utf-8", "surrogatepass") == text
