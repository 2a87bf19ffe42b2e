"""At the end of which documents an element may be put, and at the end of which it may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.marking.documents import MOST_TAGS, policies_of

TOP = b"<!doctype html><title>A page</title>"


@pytest.mark.parametrize(
    "document",
    [
        b"<!doctype html><html><head></head><body><p>Hello</body></html>\n",
        b"<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><p>Hello",
        b"\xef\xbb\xbf \n<!-- made by hand --><HTML lang=fr><body>Bonjour",
        TOP + b"<p>1 < 2 && a<b & c>d <",
        TOP + b"<!-- -- > --><!--><!---><p>",
        TOP + b"<script>if (a<b) document.write('<div')</script>",
        TOP + b"<script><!-- old ways //--></script>",
        TOP + b"<textarea></p></textarea><style>a > b</style><noscript><img src='x'></noscript>",
        TOP + b"<a href='>' title=\">\" data-x=it's\">more</a>",
        TOP + b'<a b"c d = e f=>x</a>',
        TOP + b"<p/><br / ><?php ?></ ><!weird>",
        TOP + b"<select><option>a</select><template><p></template>",
        TOP + b"<div\n\tclass = 'a'\n>x",
        TOP + "<p>\u4e2d\u6587".encode("gb18030"),
        TOP + b"<meta name=description content=x>",
        b"<!doctype html><html data-amplitude-off class='amp'>",
    ],
)
def test_an_element_may_be_put_at_the_end(document: bytes) -> None:
    assert policies_of(document) == []


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<p>A fragment for a script</p>",
        b'{"a": "<!doctype html>"}',
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
        "<!doctype html><p>".encode("utf-16"),
        b"\xfe\xff" + "<!doctype html><p>".encode("utf-16-be"),
        TOP + b"\x1b$B<p>",
        TOP + b"<!-- ends within",
        TOP + b"<p class",
        TOP + b"<p class='",
        TOP + b"<a title=\"a' >",
        TOP + b"</p",
        TOP + b"<!doc",
        TOP + b"<script>let a = 1",
        TOP + b"<script>let a = '</scripts>'",
        TOP + b"<script><!-- <script> </script>",
        TOP + b"<textarea>hello",
        TOP + b"<noscript><p>",
        TOP + b"<plaintext>",
        TOP + b"<frameset><frame></frameset>",
        TOP + b"<template><p>",
        TOP + b"<select><option>",
        "<!doctype html><html \u26a1><p>".encode(),
        b"<!doctype html><html amp lang=en><p>",
        b"<!doctype html><html AMP4EMAIL><p>",
        TOP + b"<b>" * MOST_TAGS,
    ],
)
def test_where_it_is_not_sure_it_may_not(document: bytes) -> None:
    assert policies_of(document) is None


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (b"<meta http-equiv='Content-Security-Policy' content='frame-src &#39;none&#39;'>", ["frame-src 'none'"]),
        (b'<META CONTENT="default-src https:" HTTP-EQUIV=" content-security-policy">', ["default-src https:"]),
        (b"<meta http-equiv=content-security-policy>", [""]),
        (b"<!-- <meta http-equiv='Content-Security-Policy' content='frame-src none'> -->", []),
        (b"<meta http-equiv='Content-Security-Policy-Report-Only' content='frame-src none'>", []),
    ],
)
def test_policies_of_the_document_itself_are_told(meta: bytes, expected: list[str]) -> None:
    assert policies_of(TOP + meta + b"<p>Hello") == expected


_PARTS = st.sampled_from(
    [b"<", b">", b"<!--", b"-->", b"<script>", b"</script>", b"<a b=", b'"', b"'", b" ", b"=", b"/", b"x", b"</", b"<!"]
)


@given(st.lists(_PARTS | st.binary(max_size=3), max_size=60))
def test_it_never_raises(parts: list[bytes]) -> None:
    assert policies_of(TOP + b"".join(parts)) in (None, [])


@pytest.mark.parametrize(
    "piece", [b"<", b"<!--", b"<a ", b"<a b=", b"<a 'b ", b"</script", b"<script><!--", b"<a b =\n"]
)
def test_work_is_bounded(piece: bytes) -> None:
    """Quadratic work would take minutes here."""
    assert policies_of(TOP + piece * ((512 << 10) // len(piece))) in (None, [])
