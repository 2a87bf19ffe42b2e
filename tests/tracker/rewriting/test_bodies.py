import gzip
import zlib
from dataclasses import replace

import brotli
import pytest
import zstandard

from tests.builders.edits import DOCUMENT, MASKED, OTHER, WITHOUT, an_edit, body, found, held
from tests.builders.requests import a_request
from tracker.detection.fields import fields_of
from tracker.detection.limits import MAX_BODY
from tracker.rewriting import Edit, Reason, rewrite
from tracker.traffic import Location, Request

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("request_", "path", "replacement", "expected"),
    [
        (body(DOCUMENT), "email", OTHER, MASKED),
        (body(DOCUMENT), "email", None, WITHOUT),
        (body(DOCUMENT, "text/plain;charset=UTF-8"), "l[0]", None, DOCUMENT.replace('["marie@mail.test"', "[null")),
        (body(DOCUMENT), "n", "2.5", DOCUMENT.replace("1.50", "2.5", 1)),
        (body(DOCUMENT), "n", "abc", DOCUMENT.replace("1.50", '"abc"', 1)),
        (body('{"ok": true,\n "a": "b"}'), "ok", "false", '{"ok": false,\n "a": "b"}'),
        (body('{"a":"marie@mail.test","a":"anne@mail.test"}'), "a", OTHER, '{"a":"x@example.invalid"}'),
        (body('{"a":"marie@mail.test","a":"anne@mail.test"}'), "a", None, "{}"),
        (body('{"e":"caf\\u00e9 \\ud83d\\ude00 \\"x\\""}'), "e", "\u00e9\n", '{"e":"\\u00e9\\n"}'),
        (body('{"a":"xyz"}\n{"a":"abc"}\n', "application/x-ndjson"), "[1].a", None, '{"a":"xyz"}\n{}\n'),
        (body(')]}\',\n{"a":NaN,"b":"xyz"}'), "a", "7", ')]}\',\n{"a":7,"b":"xyz"}'),
        (body('"marie@mail.test"'), "$", OTHER, '"x@example.invalid"'),
        (body("a=1&email=marie%40mail.test&b=%c3%a9", FORM), "email", None, "a=1&b=%c3%a9"),
        (body("a=1&email=marie%40mail.test&b=", FORM), "email", OTHER, "a=1&email=x%40example.invalid&b="),
        (body("v=1&em=marie%40mail.test\r\nem=x&v=2\r\n", "text/plain"), "em", None, "v=1\r\nem=x&v=2\r\n"),
        (body("hello marie@mail.test", "text/plain"), "$", None, ""),
        (body("<a><b id='marie@mail.test'>x</b></a>", "text/xml"), "a.b.id", OTHER, f"<a><b id='{OTHER}'>x</b></a>"),
        (body("<a>\u00e9<b> a&amp;b </b></a>", "text/xml"), "a.b", "<>", "<a>\u00e9<b> &lt;&gt; </b></a>"),
        (
            body('mutation {a(e: "marie@mail.test", n: 12)}', "application/graphql"),
            "query.n",
            None,
            'mutation {a(e: "marie@mail.test", n: null)}',
        ),
    ],
)
def test_a_body_is_rewritten_by_span(request_: Request, path: str, replacement: str | None, expected: str) -> None:
    field = next(field for field in fields_of(request_).fields if field.path == path)
    done = held(request_, [an_edit(field, replacement)])
    assert (done.body or b"").decode() == expected
    assert not done.left


PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("coding", PACKERS)
def test_a_compressed_body_is_opened_edited_and_packed_anew(coding: str) -> None:
    request = body(PACKERS[coding](DOCUMENT.encode()), **{"Content-Encoding": coding})
    done = held(request, [an_edit(found(request, "email"), OTHER)])
    unpack = {"gzip": gzip.decompress, "deflate": zlib.decompress, "br": brotli.decompress}.get(coding)
    unpack = unpack or zstandard.ZstdDecompressor().decompress
    assert unpack(done.body or b"") == MASKED.encode()


def test_a_stack_of_codings_and_a_silent_one_are_packed_as_they_were() -> None:
    stack = body(gzip.compress(brotli.compress(DOCUMENT.encode())), **{"Content-Encoding": "br, gzip"})
    done = held(stack, [an_edit(found(stack, "email"), OTHER)])
    assert brotli.decompress(gzip.decompress(done.body or b"")) == MASKED.encode()
    silent = body(gzip.compress(DOCUMENT.encode()), "text/plain")
    done = held(silent, [an_edit(found(silent, "email", "gzip"), OTHER)])
    assert gzip.decompress(done.body or b"") == MASKED.encode()


def test_a_message_of_a_websocket_is_rewritten() -> None:
    request = a_request("wss://chat.test/", body=DOCUMENT, is_websocket=True)
    assert held(request, [an_edit(found(request, "email"), OTHER)]).body == MASKED.encode()


def test_what_is_too_large_or_not_all_there_is_left() -> None:
    large = body(b"em=marie&a=" + b"x" * MAX_BODY, FORM)
    partial = replace(body("em=marie&a=1", FORM), body_size=100)
    for request in (large, partial):
        (left,) = rewrite(request, [Edit(Location.FORM, "em", (), "marie")]).left
        assert left.reason is Reason.UNREADABLE


def test_what_a_charset_has_not_is_left() -> None:
    request = body("caf\u00e9 marie".encode("latin-1"), "text/plain; charset=iso-8859-1")
    (left,) = held(request, [an_edit(found(request, "$"), "\u4e2d", "marie")]).left
    assert left.reason is Reason.UNWRITABLE


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        (gzip.compress(DOCUMENT.encode() * 50)[:-20], {"Content-Encoding": "gzip"}),
        (gzip.compress(DOCUMENT.encode()) + b"rest", {}),
        (b"\x82\xa5email\xafmarie@mail.test\xa1b\x01", {}),
    ],
)
def test_what_is_cut_off_or_binary_is_left(data: bytes, headers: dict[str, str]) -> None:
    request = body(data, "text/plain", **headers)
    field = next(field for field in fields_of(request).fields if field.value == "marie@mail.test")
    (left,) = held(request, [an_edit(field, OTHER)]).left
    assert left.reason is Reason.UNREADABLE


def test_what_says_gzip_and_is_not_is_written_as_it_is() -> None:
    request = body(DOCUMENT, **{"Content-Encoding": "gzip"})
    assert held(request, [an_edit(found(request, "email"), OTHER)]).body == MASKED.encode()
