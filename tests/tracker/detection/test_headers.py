from base64 import urlsafe_b64encode
from gzip import compress
from json import dumps

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.gathering import Gathering
from tracker.detection.headers import VERDICTS, gather_headers
from tracker.detection.limits import MAX_COOKIES, MAX_NESTED_TEXT
from tracker.taxonomy import Category
from tracker.traffic import Field, Location


def fields(*headers: tuple[str, str]) -> list[Field]:
    gathering = Gathering()
    gather_headers(headers, gathering)
    return gathering.fields


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("User-Agent", "Mozilla/5.0", [("user-agent", "Mozilla/5.0")]),
        ("sec-ch-ua-platform", '"Linux"', [("sec-ch-ua-platform", "Linux")]),
        ("sec-ch-ua-model", '""', []),
        ("X-Forwarded-For", "192.0.2.7, 10.0.0.1", [("x-forwarded-for", "192.0.2.7")]),
        ("Forwarded", 'by=x;for="[2001:db8::7]:47";proto=https', [("forwarded", "2001:db8::7")]),
        ("Forwarded", "for=_hidden", []),
        ("X-User-Email", "marie@mail.test", [("x-user-email", "marie@mail.test")]),
        ("Device-Id", "abc", [("device-id", "abc")]),
        ("Authorization", "Bearer abcdefgh", [("authorization", "abcdefgh")]),
        ("Authorization", "abcdefgh", [("authorization", "abcdefgh")]),
        ("Authorization", "Bearer x", []),
        (
            "Authorization",
            "Basic bWFyaWU6c2VjcmV0",
            [("authorization.username", "marie"), ("authorization.password", "secret")],
        ),
        ("Proxy-Authorization", "basic bWFyaWU=", [("proxy-authorization.username", "marie")]),
        ("Authorization", "Basic ???", []),
        ("Referer", "https://shop.test/?q=shoes", [("referer", "https://shop.test/?q=shoes"), ("referer.q", "shoes")]),
        ("Accept", "*/*", []),
        ("GET /?a=1", "x", []),
        ("Sec-Fetch-Site", "cross-site", []),
        ("sec-ch-ua-mobile", "?0", []),
        (":authority", "x.test", []),
        ("Cookie", 'a=1; b="2"; c=; d; e=x=y', [("a", "1"), ("b", "2"), ("e", "x=y")]),
        ("cookie", "u[id]=7;", [("u[id]", "7")]),
        ("Cookie", ";=" * 10, []),
    ],
)
def test_headers_are_fields_by_their_lower_case_name(name: str, value: str, expected: list[tuple[str, str]]) -> None:
    for _ in range(2):  # the second time from memory
        assert [(field.path, field.value) for field in fields((name, value))] == expected


def test_cookies_have_a_location_of_their_own_and_are_unfolded() -> None:
    outer, decoded, inner = fields(("Cookie", "p=user%3Dmarie%26x%3D"))
    assert {outer.location, decoded.location, inner.location} == {Location.COOKIE}
    assert (inner.path, inner.value, inner.encoding) == ("p.user", "marie", ("urlencode", "urlencode"))


def test_long_headers_are_read_again_and_again() -> None:
    assert len(fields(("X-Long", "a b " * 1000))) == 1


def test_too_many_cookies_are_a_blind_spot() -> None:
    gathering = Gathering()
    gather_headers((("Cookie", "; ".join(f"c{n}={n}" for n in range(MAX_COOKIES + 10))),), gathering)
    assert len(gathering.fields) == MAX_COOKIES
    assert [spot.reason for spot in gathering.blind_spots] == ["oversized"]


def test_cookies_in_headers_of_their_own_are_counted_together() -> None:
    gathering = Gathering()
    gather_headers(tuple(("cookie", f"c{n}={n}") for n in range(MAX_COOKIES + 10)), gathering)
    assert len(gathering.fields) == MAX_COOKIES
    assert [spot.reason for spot in gathering.blind_spots] == ["oversized"]


def test_standard_headers_have_verdicts() -> None:
    assert VERDICTS["user-agent"].category is Category.USER_AGENT
    assert VERDICTS["referer"].category is Category.PAGE_VISITED


@given(st.lists(st.tuples(st.sampled_from(["Cookie", "Authorization", "Forwarded", "X-A", ""]), st.text(max_size=40))))
def test_reading_never_raises(headers: list[tuple[str, str]]) -> None:
    assert isinstance(fields(*headers), list)


def packed(number: int, size: int) -> str:
    text = f"{number} {'the same words again ' * 40}" * (size // 800)
    return urlsafe_b64encode(compress(text.encode())).decode()


def test_the_text_that_headers_pack_is_bounded_together() -> None:
    large = [(f"x-{number}", dumps([packed(number + at, 20_000) for at in range(40)])) for number in range(0, 4000, 40)]
    nested = [field for field in fields(*large) if field.encoding]
    assert nested
    assert sum(len(field.value) for field in nested) < 3 * MAX_NESTED_TEXT


def test_without_room_headers_are_not_unfolded_nor_remembered_so() -> None:
    header = ("x-roomless", '{"mail": "marie@mail.test"}')
    full = Gathering()
    full.room = 0
    gather_headers((header,), full)
    assert [field.path for field in full.fields] == ["x-roomless"]
    assert [field.path for field in fields(header)] == ["x-roomless", "x-roomless.mail"]
