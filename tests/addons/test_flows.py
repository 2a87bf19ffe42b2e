"""mitmproxy's flows as our requests."""

from datetime import UTC, datetime

import pytest
from mitmproxy import http

from addons.flows import host_of, to_first_part, to_head, to_message, to_request
from tests.builders.flows import FORM, a_flow, a_message


def test_a_flow_becomes_a_request_with_all_that_it_has() -> None:
    flow = a_flow("https://shop.test/register?step=1")
    request = to_request(flow)
    assert (request.id, request.method, request.scheme, request.host, request.port) == (
        flow.id,
        "POST",
        "https",
        "shop.test",
        443,
    )
    assert request.target == "/register?step=1"
    assert request.time == datetime(2026, 1, 2, 3, 4, 5, 500000, tzinfo=UTC)
    assert request.header("content-type") == FORM.decode()
    assert (request.body, request.body_size) == (b"email=marie.dupont%40mail.example", 33)
    assert request.page is None
    assert not request.is_websocket


def test_a_request_without_a_body_has_none() -> None:
    request = to_request(a_flow(method="GET", body=None))
    assert (request.body, request.body_size) == (None, 0)


def test_a_body_that_mitmproxy_did_not_keep_is_none() -> None:
    flow = a_flow()
    flow.request.data.content = None
    assert to_request(flow).body is None


def test_a_replayed_flow_gets_an_identity_of_its_own() -> None:
    assert to_request(a_flow(), "another").id == "another"


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"plain", "plain"), ("café".encode(), "café"), (b"caf\xe9", "café"), (b"\xff\xfe", "ÿþ"), (b"", "")],
)
def test_headers_in_whatever_bytes_become_text_that_can_be_kept(raw: bytes, text: str) -> None:
    request = to_request(a_flow(headers=((b"X-Name", raw), (b"X-Other", b"other"))))
    assert request.header("x-name") == text
    assert request.header("x-other") == "other"
    for _, value in request.headers:
        value.encode("utf-8")  # no lone surrogates


def test_repeated_headers_stay_in_their_order() -> None:
    request = to_request(a_flow(headers=((b"Cookie", b"a=1"), (b"Cookie", b"b=2")), body=None))
    assert [value for name, value in request.headers if name == "Cookie"] == ["a=1", "b=2"]


@pytest.mark.parametrize(
    ("host", "header", "expected"),
    [
        ("Shop.Test", "other.test", "shop.test"),  # where the connection goes counts, not what the header says
        ("192.0.2.7", "shop.test", "shop.test"),  # transparent modes know only the address
        ("192.0.2.7", "", "192.0.2.7"),
        ("2001:db8::1", "shop.test:8443", "shop.test"),
        ("1password.test", "other.test", "1password.test"),
    ],
)
def test_the_host_is_the_one_that_the_request_goes_to(host: str, header: str, expected: str) -> None:
    flow = a_flow()
    flow.request.data.host = host
    if header:
        flow.request.headers["host"] = header
    else:
        del flow.request.headers["host"]
    assert host_of(flow.request) == expected


def test_the_head_of_a_streamed_request_is_all_but_the_body() -> None:
    request = to_head(a_flow("https://shop.test/upload?email=marie"))
    assert request.target == "/upload?email=marie"
    assert (request.body, request.body_size) == (None, 0)


def test_the_first_part_repeats_nothing_that_was_in_the_head() -> None:
    flow = a_flow(
        "https://shop.test/upload?email=marie",
        headers=(
            (b"Content-Type", FORM),
            (b"Content-Encoding", b"gzip"),
            (b"Cookie", b"sid=1"),
            (b"Referer", b"https://shop.test/cart"),
            (b"Sec-Fetch-Mode", b"cors"),
        ),
    )
    request = to_first_part(flow, b"part", 4000)
    assert request.target == "/upload"
    assert {name for name, _ in request.headers} == {
        "Content-Type",
        "Content-Encoding",
        "Content-Length",
        "Sec-Fetch-Mode",
        "Origin",
    }
    assert (request.body, request.body_size, request.header("origin")) == (b"part", 4000, "https://shop.test")
    assert request.id != to_head(flow).id


@pytest.mark.parametrize(
    ("headers", "origin"),
    [
        (((b"Origin", b"https://shop.test"),), "https://shop.test"),
        (((b"Origin", b"null"), (b"Referer", b"https://shop.test/a?b")), "https://shop.test"),
        (((b"Origin", b"null"),), None),
        ((), None),
    ],
)
def test_the_first_part_says_who_asks_without_the_page_s_address(
    headers: tuple[tuple[bytes, bytes], ...], origin: str | None
) -> None:
    assert to_first_part(a_flow(headers=headers), b"", 1).header("origin") == origin


def test_a_message_has_the_handshakes_place_and_its_own_content_and_time() -> None:
    flow = a_message()
    assert flow.websocket
    request = to_message(flow, flow.websocket.messages[-1], "an id")
    assert (request.id, request.host, request.target, request.is_websocket) == (
        "an id",
        "chat.shop.test",
        "/socket?room=1",
        True,
    )
    assert request.body == b'{"email":"marie.dupont@mail.example"}'
    assert request.time == datetime(2026, 1, 2, 3, 4, 10, 250000, tzinfo=UTC)


def test_http_2_names_no_header_in_capitals_and_has_no_pseudo_headers() -> None:
    flow = a_flow(version="HTTP/2.0")
    flow.request.headers = http.Headers([(b"content-type", FORM)])
    assert to_request(flow).headers == (("content-type", FORM.decode()),)
