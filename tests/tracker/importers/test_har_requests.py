"""Requests out of HAR entries."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.captures import an_entry
from tracker.importers.har_requests import BrokenEntryError, never_left, pairs, request_of, started
from tracker.traffic import Request

TIME = datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def request(*arguments: Any, **changes: Any) -> Request:
    return request_of(an_entry(*arguments, **changes), TIME, None)


@pytest.mark.parametrize(
    ("url", "scheme", "host", "port", "target"),
    [
        ("https://shop.test/a?b=c&d#e", "https", "shop.test", 443, "/a?b=c&d"),
        ("http://Shop.Test", "http", "shop.test", 80, "/"),
        ("https://shop.test:8443/", "https", "shop.test", 8443, "/"),
        ("wss://shop.test/socket", "https", "shop.test", 443, "/socket"),
        ("ws://shop.test/socket", "http", "shop.test", 80, "/socket"),
        ("https://[2001:db8::1]/", "https", "2001:db8::1", 443, "/"),
        ("https://münchen.example/ä", "https", "xn--mnchen-3ya.example", 443, "/ä"),
        ("https://user:pass@shop.test/", "https", "shop.test", 443, "/"),
        ("HTTPS://shop.test/%7Ea", "https", "shop.test", 443, "/%7Ea"),
    ],
)
def test_the_address_is_taken_apart(url: str, scheme: str, host: str, port: int, target: str) -> None:
    found = request(url)
    assert (found.scheme, found.host, found.port, found.target) == (scheme, host, port, target)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({}, "has no request"),
        ({"request": 7}, "has no request"),
        ({"request": {}}, "has no address"),
        ({"request": {"url": 3}}, "has no address"),
        ({"request": {"url": "https://[::1"}}, "cannot be read"),
        ({"request": {"url": "https://shop.test:port/"}}, "cannot be read"),
        ({"request": {"url": "https://"}}, "cannot be read"),
        ({"request": {"url": "shop.test"}}, "cannot be read"),
        ({"request": {"url": "https://two words.test/"}}, "cannot be read"),
        ({"request": {"url": "https://" + "ü" * 80 + ".test/"}}, "cannot be read"),
        ({"request": {"url": "gopher://shop.test/"}}, "cannot be read"),
    ],
)
def test_a_broken_entry_says_why(entry: dict[str, Any], reason: str) -> None:
    with pytest.raises(BrokenEntryError, match=reason):
        request_of(entry, TIME, None)


def test_the_reason_holds_no_value_of_the_entry() -> None:
    with pytest.raises(BrokenEntryError) as caught:
        request_of({"request": {"url": "https://shop.test:marie/"}}, TIME, None)
    assert "marie" not in str(caught.value)


def test_headers_are_kept_in_order_without_http2_s_pseudo_ones() -> None:
    found = request(
        headers=[(":authority", "shop.test"), ("Accept", "*/*"), ("Cookie", "a=b"), ("Accept", "text/html")]
    )
    assert found.headers == (("Accept", "*/*"), ("Cookie", "a=b"), ("Accept", "text/html"))


def test_cookies_stand_in_for_a_cookie_header_that_was_left_out() -> None:
    entry = an_entry(headers={"Accept": "*/*"})
    entry["request"]["cookies"] = [{"name": "a", "value": "b"}, {"name": "c", "value": "d"}]
    assert request_of(entry, TIME, None).header("cookie") == "a=b; c=d"
    entry["request"]["headers"].append({"name": "cookie", "value": "a=b"})
    assert request_of(entry, TIME, None).header("cookie") == "a=b"


def test_a_content_encoding_that_is_undone_is_no_header_any_more() -> None:
    found = request("https://shop.test/", "POST", {"Content-Encoding": "gzip", "A": "b"}, "email=x")
    assert found.header("content-encoding") is None
    assert found.header("a") == "b"
    assert found.body == b"email=x"


def test_the_body_s_type_is_a_header_where_it_is_only_told_with_the_body() -> None:
    assert request(post={"mimeType": "application/json", "text": "{}"}).header("content-type") == "application/json"
    known = request(headers={"content-type": "text/plain"}, post={"mimeType": "application/json", "text": "{}"})
    assert known.headers == (("content-type", "text/plain"),)
    assert request(post={"text": "{}"}).header("content-type") is None


@pytest.mark.parametrize(("given", "method"), [("post", "POST"), (None, "GET"), ("", "GET"), (7, "GET")])
def test_a_method_is_in_capitals_and_get_where_none_is_told(given: Any, method: str) -> None:
    assert request("https://shop.test/", given).method == method


@pytest.mark.parametrize(
    ("entry", "is_local"),
    [
        (an_entry(), False),
        (an_entry("data:text/plain,hello"), True),
        (an_entry("blob:https://shop.test/1"), True),
        (an_entry("chrome-extension://abc/x.js"), True),
        (an_entry("moz-extension://abc/x.js"), True),
        (an_entry("about:blank"), True),
        (an_entry("FILE:///etc/hosts"), True),
        (an_entry("wss://shop.test/"), False),
        (an_entry("https://shop.test/", "CONNECT"), True),
        (an_entry(_fromCache="memory"), True),
        (an_entry(_fromCache="disk"), True),
        (an_entry(_fromCache=["disk"]), False),
        (an_entry(_fetchType="Disk Cache"), True),
        (an_entry(_fetchType="Network Load"), False),
        (an_entry(response={"_error": "net::ERR_BLOCKED_BY_CLIENT"}), True),
        (an_entry(response={"_error": "net::ERR_NAME_NOT_RESOLVED"}), True),
        (an_entry(response={"_error": "net::ERR_CONNECTION_RESET"}), False),
        (an_entry(response=None), False),
        ({}, False),
        ({"request": {"url": 7}}, False),
    ],
)
def test_what_never_left_the_machine_is_told_apart(entry: dict[str, Any], is_local: bool) -> None:
    assert never_left(entry) is is_local


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2026-01-02T03:04:05.678Z", TIME),
        ("2026-01-02T05:04:05.678+02:00", TIME),
        ("2026-01-02T05:04:05.678+0200", TIME),
        (" 2026-01-02T03:04:05.678 ", TIME),
        ("2026-01-02T03:04:05.678000999Z", TIME),
        ("yesterday", datetime(2000, 1, 1, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", datetime(2000, 1, 1, tzinfo=UTC)),
        (7, datetime(2000, 1, 1, tzinfo=UTC)),
        (None, datetime(2000, 1, 1, tzinfo=UTC)),
    ],
)
def test_times_are_read_and_the_one_before_stands_in(written: Any, time: datetime) -> None:
    assert started({"startedDateTime": written}, datetime(2000, 1, 1, tzinfo=UTC)) == time


def test_what_is_no_entry_has_the_time_before() -> None:
    assert started([], TIME) is TIME


def test_pairs_leave_out_what_is_none() -> None:
    items = [{"name": "a", "value": "b"}, {"name": "n", "value": 3}, {"name": "x"}, {"value": "y"}, {"name": 7}, 8]
    assert pairs(items) == [("a", "b"), ("n", "3"), ("x", "")]
    assert pairs(None) == []
    assert pairs({"a": "b"}) == []


@given(st.dictionaries(st.sampled_from(["method", "headers", "cookies", "postData", "bodySize"]), anything), anything)
def test_nothing_in_an_entry_makes_it_raise(changes: dict[str, Any], response: Any) -> None:
    entry = {"request": {"url": "https://shop.test/"} | changes, "response": response, "_fromCache": response}
    never_left(entry)
    assert request_of(entry, TIME, None).host == "shop.test"
