"""Cookies and pages out of HAR responses."""

import base64
from typing import Any

import pytest

from tests.builders.captures import an_entry
from tests.builders.requests import TIME, a_request
from tracker.importers.entries import MAX_HTML
from tracker.importers.har_answers import page_html, set_cookies
from tracker.traffic import Cookie

REQUEST = a_request("https://www.shop.test/")


def test_cookies_come_from_the_headers_each_line_one() -> None:
    answer = an_entry(answer=[("Set-Cookie", "a=1; Max-Age=60\nb=2; Domain=.shop.test"), ("set-cookie", "c=3")])[
        "response"
    ]
    assert set_cookies(answer, REQUEST) == (
        Cookie("a", "1", "www.shop.test", 60.0),
        Cookie("b", "2", "shop.test", None),
        Cookie("c", "3", "www.shop.test", None),
    )


def test_a_lifetime_is_counted_from_the_capture_s_time_not_from_today() -> None:
    answer = an_entry(answer={"Set-Cookie": f"a=1; Expires={TIME:%a, %d %b %Y} 04:04:05 GMT"})["response"]
    (cookie,) = set_cookies(answer, REQUEST)
    assert cookie.lifetime == 3600


def test_a_line_that_is_no_cookie_is_left_out() -> None:
    assert set_cookies(an_entry(answer={"Set-Cookie": "nonsense"})["response"], REQUEST) == ()


def test_without_headers_har_s_own_list_counts() -> None:
    cookies = [
        {"name": "a", "value": "1", "domain": ".Shop.test", "expires": "2026-01-02T03:05:05.000Z"},
        {"name": "b", "value": "2", "expires": None},
        {"name": "c", "value": "3", "expires": "Session"},
        {"name": "d"},
        7,
    ]
    assert set_cookies({"cookies": cookies}, REQUEST) == (
        Cookie("a", "1", "shop.test", 60.0),
        Cookie("b", "2", "www.shop.test", None),
        Cookie("c", "3", "www.shop.test", None),
    )


@pytest.mark.parametrize("answer", [None, [], {}, {"cookies": 7}, {"headers": 7}])
def test_an_answer_without_cookies_sets_none(answer: Any) -> None:
    assert set_cookies(answer, REQUEST) == ()


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ({"mimeType": "text/html", "text": "<p>é"}, "<p>é".encode()),
        ({"mimeType": "text/html", "text": base64.b64encode(b"<p>").decode(), "encoding": "base64"}, b"<p>"),
        ({"mimeType": "text/html", "text": "<p>", "encoding": "base64"}, None),
        ({"mimeType": "text/html", "text": ""}, None),
        ({"mimeType": "text/html", "text": "x" * (MAX_HTML + 1)}, None),
        ({"mimeType": "text/html"}, None),
        ({"mimeType": "text/css", "text": "p {}"}, None),
        ({"text": "<p>"}, None),
        (None, None),
    ],
)
def test_small_pages_are_kept_for_their_forms(content: Any, html: bytes | None) -> None:
    assert page_html({"content": content}) == html


def test_without_an_answer_there_is_no_page() -> None:
    assert page_html(None) is None
