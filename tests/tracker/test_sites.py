from datetime import UTC, datetime

import pytest

from tracker import sites
from tracker.disclosure import Party
from tracker.sites import context_of, domain_of
from tracker.traffic import Request

NAVIGATION = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document", "sec-fetch-site": "cross-site"}


def sent(host: str, headers: dict[str, str], page: str | None = None) -> Request:
    time = datetime(2026, 1, 1, tzinfo=UTC)
    return Request("1", time, "GET", "https", host, 443, "/", tuple(headers.items()), page=page)


@pytest.mark.parametrize(
    ("host", "headers", "site", "party"),
    [
        ("px.ads.test", {"Referer": "https://www.shop.test/"}, "shop.test", Party.THIRD),
        ("px.ads.test", {"ORIGIN": "https://www.shop.test"}, "shop.test", Party.THIRD),
        ("img.shop.test", {"referer": "https://www.shop.test/a"}, "shop.test", Party.FIRST),
        ("api.shop.test", {"sec-fetch-site": "same-site"}, "shop.test", Party.FIRST),
        ("api.shop.test", {"sec-fetch-site": "same-origin", "referer": "https://shop.test/"}, "shop.test", Party.FIRST),
        ("shop.test", NAVIGATION | {"referer": "https://search.test/"}, "shop.test", Party.FIRST),
        (
            "frame.ads.test",
            {**NAVIGATION, "sec-fetch-dest": "iframe", "referer": "https://shop.test/"},
            "shop.test",
            Party.THIRD,
        ),
        ("px.ads.test", {}, None, Party.UNKNOWN),
        ("px.ads.test", {"origin": "null"}, None, Party.UNKNOWN),
        ("px.ads.test", {"origin": "null", "referer": "https://shop.test/"}, "shop.test", Party.THIRD),
        ("px.ads.test", {"referer": "android-app://com.shop"}, None, Party.UNKNOWN),
        ("px.ads.test", {"referer": "https://[broken"}, None, Party.UNKNOWN),
    ],
)
def test_the_site_is_told_from_the_headers(host: str, headers: dict[str, str], site: str | None, party: Party) -> None:
    context = context_of(sent(host, headers))
    assert (context.site, context.party) == (site, party)


def test_what_the_capture_says_of_the_page_counts_first() -> None:
    context = context_of(sent("px.ads.test", {"referer": "https://frame.other.test/"}, page="https://www.shop.test/"))
    assert (context.site, context.party, context.recipient) == ("shop.test", Party.THIRD, "ads.test")


def test_a_navigation_is_told_from_other_requests() -> None:
    assert context_of(sent("shop.test", NAVIGATION)).is_navigation
    assert not context_of(sent("shop.test", {})).is_navigation


@pytest.mark.parametrize("address", ["", "shop.test", "about:blank", "http://", "https://[::1"])
def test_what_is_no_web_address_has_no_domain(address: str) -> None:
    assert domain_of(address) is None


def test_an_endless_address_is_read_and_not_remembered() -> None:
    before = sites._known_origin.cache_info().currsize
    assert domain_of("https://www.shop.test?q=" + "x" * 60_000) == "shop.test"
    assert domain_of("https:" + "x" * 60_000) is None
    assert sites._known_origin.cache_info().currsize == before
