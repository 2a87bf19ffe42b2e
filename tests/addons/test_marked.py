"""A page on its way to the browser, with a mark at its end."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addons.marked import MarkedPage, prepare
from tests.builders.flows import Pairs, a_flow, answered
from tests.builders.marking import DOCUMENT
from tracker.marking import ORIGIN
from tracker.marking.element import style_source

MARK = b"<div>the mark</div>"
HTML = (b"Content-Type", b"text/html; charset=utf-8")


def passed(page: bytes, coding: str = "", size: int = 100) -> bytes:
    stream = MarkedPage(coding, lambda: MARK)
    pieces = [piece for at in range(0, len(page), size) for piece in stream(page[at : at + size])]
    assert all(pieces)
    return b"".join([*pieces, *stream(b"")])


def test_the_mark_comes_after_the_document() -> None:
    assert passed(DOCUMENT) == DOCUMENT + MARK
    assert passed(gzip.compress(DOCUMENT), "gzip") == DOCUMENT + MARK


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<!doctype html><p>too small",
        b"<p>a fragment</p>" * 100,
        DOCUMENT + b"<!-- ends within",
        DOCUMENT + b" " * (600 << 10),
        DOCUMENT.replace(b"<title>", b"<meta http-equiv=Content-Security-Policy content=\"frame-src 'none'\"><title>"),
        DOCUMENT.replace(b"<title>", b"<meta http-equiv=Content-Security-Policy content='sandbox'><title>"),
    ],
    ids=["empty", "small", "fragment", "open", "large", "forbidden", "sandbox"],
)
def test_other_documents_pass_as_they_are(page: bytes) -> None:
    assert passed(page) == page


def test_a_document_whose_policy_says_nothing_of_frames_is_marked() -> None:
    page = DOCUMENT.replace(b"<title>", b"<meta http-equiv=Content-Security-Policy content='script-src https:'><title>")
    assert passed(page) == page + MARK


@given(st.binary(max_size=400), st.integers(1, 300), st.booleans())
def test_without_the_mark_every_byte_is_as_it_was(body: bytes, size: int, is_coded: bool) -> None:
    page = DOCUMENT + body
    told = passed(gzip.compress(page) if is_coded else page, "gzip" if is_coded else "", size)
    assert told.removesuffix(MARK) == page or told == page


def test_pieces_pass_as_they_come_and_what_is_learnt_from_is_the_page_itself() -> None:
    stream = MarkedPage("", lambda: MARK)
    assert stream(DOCUMENT[:50]) == [DOCUMENT[:50]]
    assert stream(DOCUMENT[50:]) == [DOCUMENT[50:]]
    assert stream(b"") == [MARK]
    assert stream.content() == DOCUMENT


def test_a_broken_coding_ends_without_a_mark() -> None:
    stream = MarkedPage("gzip", lambda: MARK)
    coded = gzip.compress(DOCUMENT * 3)
    stream(coded[: len(coded) - 8])
    stream(b"\0" * 8)  # the checksum is another
    assert stream(b"") == []


VALIDATORS: Pairs = (HTML, (b"ETag", b'"x"'), (b"Last-Modified", b"Mon, 02 Mar 2026 12:00:00 GMT"), (b"X-A", b"1"))


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("HTTP/1.1", [HTML, (b"X-A", b"1"), (b"Transfer-Encoding", b"chunked")]),
        ("HTTP/2.0", [HTML, (b"X-A", b"1")]),
    ],
)
def test_the_head_says_what_holds_then(version: str, expected: list[tuple[bytes, bytes]]) -> None:
    flow = answered(a_flow(version=version), b"x" * 900, VALIDATORS)
    assert prepare(flow, "", lambda: MARK)
    assert flow.response
    assert list(flow.response.headers.fields) == expected
    assert isinstance(flow.response.stream, MarkedPage)


def test_the_policy_allows_the_mark_and_its_reports_stay() -> None:
    reported = (b"Content-Security-Policy-Report-Only", b"default-src 'none'")
    flow = answered(a_flow(), b"", (HTML, (b"Content-Security-Policy", b"default-src 'self'"), reported))
    assert prepare(flow, "", lambda: MARK)
    assert flow.response
    told = f"default-src 'self'; frame-src 'self' {ORIGIN}; style-src-elem 'self' {style_source()}"
    assert flow.response.headers["content-security-policy"] == told
    assert reported in flow.response.headers.fields


def test_a_sandboxed_page_keeps_its_head() -> None:
    flow = answered(a_flow(), b"x", (*VALIDATORS, (b"Content-Security-Policy", b"sandbox")))
    assert flow.response
    before = flow.response.headers.fields
    assert not prepare(flow, "", lambda: MARK)
    assert flow.response.headers.fields == before
    assert flow.response.stream is False
