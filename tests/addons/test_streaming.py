"""What is passed on as it comes, and what is looked at."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mitmproxy import http

from addons.streaming import (
    FIRST_PART,
    GATHERED,
    SMALL_PAGE,
    FirstPart,
    Gathering,
    PageCopy,
    is_page,
    length_of,
    may_have_body,
    stream_of,
    watch_length,
)
from tests.builders.flows import Pairs, a_flow, answered

HTML = (b"Content-Type", b"Text/HTML; charset=utf-8")
IMAGE = (b"Content-Type", b"image/png")
CHUNKED = (b"Transfer-Encoding", b"chunked")


def length(size: int) -> tuple[bytes, bytes]:
    return b"content-length", b"%d" % size


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([IMAGE, length(2000)], "whole"),
        ([IMAGE, length(5_000_000)], "Gathering"),
        ([IMAGE, CHUNKED], "at once"),
        ([IMAGE, CHUNKED, length(20)], "at once"),
        ([(b"Content-Type", b"text/event-stream")], "at once"),
        ([length(0)], "whole"),
        ([], "at once"),
        ([HTML, length(2000)], "whole"),
        ([HTML, length(5_000_000)], "PageCopy"),
        ([HTML, CHUNKED], "PageCopy"),
        ([(b"content-type", b"application/xhtml+xml")], "PageCopy"),
    ],
)
def test_answers_are_streamed_unless_they_are_small(headers: Pairs, expected: str) -> None:
    flow = answered(a_flow(), headers=headers, has_length=False)
    assert flow.response
    stream = stream_of(flow.response)
    kind = ("at once" if stream else "whole") if isinstance(stream, bool) else type(stream).__name__
    assert kind == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([length(12)], 12),
        ([(b"Content-Length", b"twelve")], None),
        ([(b"Content-Length", b"")], None),
        ([(b"content-length", b"9" * 400)], 10**18 - 1),
        ([length(12), CHUNKED], None),
        ([], None),
    ],
)
def test_a_declared_size_is_believed_only_where_it_counts(headers: Pairs, expected: int | None) -> None:
    assert length_of(http.Headers(headers)) == expected


@pytest.mark.parametrize(("value", "expected"), [(b"text/html", True), (b"text/plain", False), (b"", False)])
def test_a_page_is_html(value: bytes, expected: bool) -> None:
    assert is_page(http.Headers([(b"content-type", value)])) is expected
    assert not is_page(http.Headers([(b"accept", value)]))


@pytest.mark.parametrize(
    ("method", "version", "body", "expected"),
    [
        ("GET", "HTTP/1.1", None, False),
        ("POST", "HTTP/1.1", b"a=1", True),
        ("GET", "HTTP/2.0", None, False),
        ("POST", "HTTP/2.0", b"a=1", True),
    ],
)
def test_a_request_may_have_a_body_if_it_says_so(method: str, version: str, body: bytes | None, expected: bool) -> None:
    assert may_have_body(a_flow(method=method, version=version, body=body).request) is expected


class Kept:
    """Records what a FirstPart gives it to record."""

    def __init__(self) -> None:
        self.parts: list[tuple[bytes, int | None]] = []

    def __call__(self, data: bytes, size: int | None) -> bool:
        self.parts.append((data, size))
        return True


def test_nothing_leaves_before_the_first_part_is_recorded() -> None:
    kept = Kept()
    part = FirstPart(kept, 10 * FIRST_PART)
    assert part(b"a" * (FIRST_PART - 1)) == []
    assert kept.parts == []
    assert b"".join(part(b"bcd")) == b"a" * (FIRST_PART - 1) + b"bcd"
    assert kept.parts == [(b"a" * (FIRST_PART - 1) + b"b", 10 * FIRST_PART)]
    assert part(b"rest") == [b"rest"]
    assert part(b"") == []
    assert len(kept.parts) == 1
    assert part.unseen == 2 + 4


def test_a_short_body_is_recorded_whole_at_its_end() -> None:
    kept = Kept()
    part = FirstPart(kept, None)
    assert part(b"email=") == []
    assert part(b"marie") == []
    assert part(b"") == [b"email=marie"]
    assert kept.parts == [(b"email=marie", 11)]
    assert part.unseen == 0
    assert part.is_size_unknown


def test_a_body_without_content_is_not_recorded() -> None:
    kept = Kept()
    assert FirstPart(kept, None)(b"") == []
    assert kept.parts == []


def test_a_large_answer_passes_in_ever_larger_pieces_and_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addons.streaming.time.monotonic", lambda: 5.0)
    gathering, sent = Gathering(), []
    pieces = [bytes([number]) * 60_000 for number in range(60)]
    for piece in (*pieces, b""):
        sent += gathering(piece)
    assert b"".join(sent) == b"".join(pieces)
    sizes = [len(piece) for piece in sent]
    assert sizes[:3] == [60_000, 60_000, 120_000]
    assert sizes[:-1] == sorted(sizes[:-1])
    assert max(sizes) < GATHERED + 60_000
    assert len(sizes) < 15


def test_of_a_slow_answer_nothing_waits_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 5.0
    monkeypatch.setattr("addons.streaming.time.monotonic", lambda: now)
    gathering = Gathering()
    assert gathering(b"x" * 100_000) == [b"x" * 100_000]
    assert gathering(b"slowly ") == []
    now += 1
    assert gathering(b"but at once") == [b"slowly but at once"]


def test_an_answer_that_ends_with_a_piece_ends_with_nothing_more() -> None:
    gathering = Gathering()
    assert gathering(b"all") == [b"all"]
    assert gathering(b"") == []


def test_a_page_is_passed_on_as_it_comes_and_its_first_part_kept() -> None:
    copy = PageCopy()
    assert copy(b"<form>") == b"<form>"
    assert copy(b"x" * SMALL_PAGE) == b"x" * SMALL_PAGE
    assert copy(b"not kept") == b"not kept"
    assert copy(b"") == b""
    assert copy.content() == (b"<form>" + b"x" * SMALL_PAGE)[:SMALL_PAGE]


def test_the_moment_at_which_mitmproxy_begins_to_stream_is_noticed() -> None:
    request, begun = a_flow().request, []

    def begin() -> FirstPart:
        begun.append(True)
        return FirstPart(Kept(), None)

    watch_length(request, begin)
    assert request.stream is False
    request.stream = False
    assert not begun
    request.stream = True
    assert begun == [True]
    assert isinstance(request.stream, FirstPart)
    assert isinstance(request.copy(), http.Request)


@given(st.lists(st.integers(1, 300_000), min_size=1, max_size=40), st.booleans())
@settings(max_examples=30)
def test_an_upload_leaves_whole_and_in_order_in_fewer_pieces(sizes: list[int], is_known: bool) -> None:
    pieces = [bytes([number % 251]) * size for number, size in enumerate(sizes)]
    kept = Kept()
    stream = FirstPart(kept, sum(sizes) if is_known else None)
    passed = [piece for data in (*pieces, b"") for piece in stream(data)]
    assert b"".join(passed) == b"".join(pieces)
    assert [data for data, _ in kept.parts] == [b"".join(pieces)[:FIRST_PART]]
    assert stream.unseen == max(0, sum(sizes) - FIRST_PART)
    assert len(passed) <= len(pieces)


@pytest.mark.parametrize("size", [None, 4 * FIRST_PART])
def test_nothing_leaves_of_what_may_not(size: int | None) -> None:
    part = FirstPart(lambda _data, _size: False, size)
    assert [part(piece) for piece in (b"a" * FIRST_PART, b"b", b"")] == [[], [], []]
