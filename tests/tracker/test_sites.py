from datetime import UTC, datetime, timedelta

import pytest

from tests.builders.requests import a_request
from tracker import sites
from tracker.disclosure import Party
from tracker.navigations import Navigations
from tracker.sites import Context, context_of, domain_of
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


# ---- one after the other: what was opened before counts

NAVIGATE = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none"}
INTO_FRAME = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}
CORS = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
PIXEL = {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image", "Sec-Fetch-Site": "cross-site"}
SHEET = {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "style", "Sec-Fetch-Site": "cross-site"}
SHOP, NEWS, FRAME = "https://www.shop.test/", "https://www.news.test/", "https://frame.ads.test/f?x=1"

type Step = tuple[str, dict[str, str]]


def visit(url: str) -> Step:
    return url, NAVIGATE


def framed(url: str, on: str) -> Step:
    return url, INTO_FRAME | {"Referer": on}


FROM_FRAME = ("https://px.sync.test/p", PIXEL | {"Referer": "https://frame.ads.test/"})
FRAME_TO_ITSELF = ("https://frame.ads.test/log", CORS | {"Sec-Fetch-Site": "same-origin", "Referer": FRAME})


def last_of(steps: list[Step], seconds: float = 1, method: str = "GET") -> Context:
    """What is said of the last request, `seconds` apart from the one before."""
    navigations, time = Navigations(), datetime(2026, 1, 1, tzinfo=UTC)
    context = None
    for number, (url, headers) in enumerate(steps):
        is_last = number == len(steps) - 1
        request = a_request(
            url, headers=headers, time=time + timedelta(seconds=seconds * number), method=method if is_last else "GET"
        )
        context = context_of(request, navigations)
    assert context
    return context


@pytest.mark.parametrize(
    ("steps", "site", "confidence", "basis"),
    [
        ([visit(SHOP)], "shop.test", 1.0, "navigation"),
        ([visit(SHOP), ("https://px.ads.test/", PIXEL | {"Referer": SHOP})], "shop.test", 0.9, "referer"),
        ([visit(SHOP), ("https://ads.test/", CORS | {"Origin": SHOP[:-1]})], "shop.test", 0.9, "origin"),
        ([("https://px.ads.test/", PIXEL | {"Referer": SHOP})], "shop.test", 0.6, "referer"),
        ([visit(SHOP), framed(FRAME, SHOP)], "shop.test", 0.9, "referer"),
        ([visit(SHOP), framed(FRAME, SHOP), FROM_FRAME], "shop.test", 0.7, "frame"),
        ([visit(SHOP), framed(FRAME, SHOP), FRAME_TO_ITSELF], "shop.test", 0.7, "frame"),
        (
            [
                visit(SHOP),
                framed(FRAME, SHOP),
                framed("https://inner.test/", "https://frame.ads.test/"),
                ("https://px.sync.test/p", PIXEL | {"Referer": "https://inner.test/"}),
            ],
            "shop.test",
            0.7,
            "frame",
        ),
        ([visit(SHOP), framed(FRAME, SHOP), framed(FRAME, NEWS), FROM_FRAME], None, 0.0, "ambiguous"),
        ([visit(SHOP), framed(FRAME, SHOP), framed(FRAME, NEWS), FRAME_TO_ITSELF], None, 0.0, "ambiguous"),
        ([visit("https://frame.ads.test/"), framed(FRAME, SHOP), FROM_FRAME], None, 0.0, "ambiguous"),
        ([visit("https://frame.ads.test/"), framed(FRAME, SHOP), FRAME_TO_ITSELF], "shop.test", 0.7, "frame"),
        (
            [
                visit("https://frame.ads.test/"),
                framed(FRAME, SHOP),
                (
                    "https://frame.ads.test/api",
                    CORS | {"Sec-Fetch-Site": "same-origin", "Referer": "https://frame.ads.test/pushed"},
                ),
            ],
            "ads.test",
            0.5,
            "same_site",
        ),
        (
            [
                visit("https://frame.ads.test/"),
                framed(FRAME, SHOP),
                ("https://frame.ads.test/api", CORS | {"Sec-Fetch-Site": "same-origin"}),
            ],
            None,
            0.0,
            "ambiguous",
        ),
        ([framed(FRAME, ""), FROM_FRAME], None, 0.0, "ambiguous"),
        ([framed(FRAME, SHOP) for _ in "ab"] + [FROM_FRAME], "shop.test", 0.7, "frame"),
        (
            [
                ("https://cdn.test/a.css", SHEET | {"Referer": SHOP}),
                ("https://img.test/b.png", PIXEL | {"Referer": "https://cdn.test/"}),
            ],
            "shop.test",
            0.7,
            "frame",
        ),
        (
            [
                ("https://shop.test/a.css", SHEET | {"Referer": SHOP}),
                ("https://img.test/b.png", PIXEL | {"Referer": SHOP}),
            ],
            "shop.test",
            0.6,
            "referer",
        ),
        ([visit(SHOP), ("https://px.ads.test/", PIXEL)], None, 0.0, "unknown"),
        ([visit(SHOP), ("https://px.ads.test/", CORS | {"Origin": "null"})], None, 0.0, "unknown"),
        ([("https://update.vendor.test/", CORS | {"Sec-Fetch-Site": "none"})], None, 0.0, "browser"),
        ([("https://shop.test/sw.js", CORS | {"Sec-Fetch-Site": "same-origin"})], "shop.test", 0.6, "same_site"),
    ],
)
def test_a_frame_is_not_taken_for_the_page(steps: list[Step], site: str | None, confidence: float, basis: str) -> None:
    context = last_of(steps)
    assert (context.site, context.confidence, context.basis) == (site, confidence, basis)


def test_a_frame_long_ago_says_nothing() -> None:
    assert last_of([framed(FRAME, SHOP), FROM_FRAME], seconds=7200).basis == "referer"


@pytest.mark.parametrize(
    ("headers", "site", "party"),
    [
        ({"Origin": "https://www.shop.test"}, "shop.test", Party.THIRD),
        ({"Origin": "null", "Referer": SHOP}, "shop.test", Party.THIRD),
        ({"Origin": "null"}, None, Party.UNKNOWN),
    ],
)
def test_a_form_that_is_sent_to_another_company_comes_from_its_own_page(
    headers: dict[str, str], site: str | None, party: Party
) -> None:
    to = NAVIGATE | {"Sec-Fetch-Site": "cross-site"} | headers
    context = last_of([("https://pay.test/", to)], method="POST")
    assert (context.site, context.party, context.is_navigation) == (site, party, True)


@pytest.mark.parametrize(
    ("headers", "method", "site", "is_navigation"),
    [
        ({}, "GET", "shop.test", True),
        ({"Referer": "http://shop.test/a"}, "GET", "shop.test", True),
        ({"Referer": "https://search.test/"}, "GET", None, False),
        ({"Referer": "http://else.test/", "Origin": "http://else.test"}, "POST", "else.test", False),
    ],
)
def test_over_plain_http_a_page_is_told_by_what_browsers_ask_for_there(
    headers: dict[str, str], method: str, site: str | None, is_navigation: bool
) -> None:
    context = last_of([("http://shop.test/", {"Upgrade-Insecure-Requests": "1"} | headers)], method=method)
    assert (context.site, context.is_navigation) == (site, is_navigation)


@pytest.mark.parametrize(("page", "is_it"), [("https://shop.test/a?b#c", True), ("https://shop.test/", False)])
def test_a_capture_says_which_request_is_the_page(page: str, is_it: bool) -> None:
    assert context_of(a_request("https://shop.test/a?b", page=page)).is_navigation == is_it


def test_a_page_that_is_no_web_address_says_nothing() -> None:
    assert context_of(a_request("https://shop.test/", page="about:blank")).site is None


def test_ports_belong_to_an_address() -> None:
    own = ("https://shop.test:8443/x", CORS | {"Sec-Fetch-Site": "same-origin", "Referer": "https://shop.test:8443/p"})
    assert last_of([visit("https://shop.test:8443/p"), own]).confidence == 0.9


def test_endless_names_of_headers_are_not_remembered() -> None:
    before = len(sites._SLOTS)
    context_of(a_request(headers={"x" * 100: "1"}))
    assert len(sites._SLOTS) == before


OLD_PAGE = ("http://www.shop.test/", {"Upgrade-Insecure-Requests": "1"})


@pytest.mark.parametrize(
    ("steps", "site"),
    [
        ([OLD_PAGE, ("http://px.ads.test/", {"Referer": "http://www.shop.test/"})], "shop.test"),
        (
            [
                OLD_PAGE,
                ("http://cdn.test/a.css", {"Referer": "http://www.shop.test/"}),
                ("http://img.test/b.png", {"Referer": "http://cdn.test/a.css"}),
            ],
            "shop.test",
        ),
        (
            [
                OLD_PAGE,
                ("http://ads.test/f", {"Referer": "http://www.shop.test/", "Upgrade-Insecure-Requests": "1"}),
                ("http://img.test/b.png", {"Referer": "http://ads.test/f"}),
            ],
            None,
        ),
        ([("http://cdn.test/a.css", {}), ("http://img.test/b.png", {"Referer": "http://cdn.test/a.css"})], "cdn.test"),
    ],
    ids=["a page's", "a style sheet's", "perhaps a frame's", "from nowhere"],
)
def test_browsers_that_say_less_are_known_by_what_they_asked_for_before(steps: list[Step], site: str | None) -> None:
    assert last_of(steps).site == site
