"""On whose page the person was, as HAR files tell it."""

from typing import Any

import pytest

from tests.builders.captures import an_entry
from tracker.importers.har_pages import Pages

PAGE = "https://shop.test/cart"


def pages(*known: Any, late: Any = ()) -> Pages:
    found = Pages(lambda: late)
    for page in known:
        found.add(page)
    return found


@pytest.mark.parametrize(
    "page",
    [
        {"id": "p", "title": PAGE},
        {"id": "p", "title": "Your cart", "_URL": PAGE},
        {"id": "p", "title": "https://other.test/", "_url": PAGE},
    ],
)
def test_the_page_s_address_is_where_exporters_write_it(page: dict[str, str]) -> None:
    assert pages(page).address(an_entry("https://cdn.test/x.js", page="p")) == PAGE


@pytest.mark.parametrize("entry", [an_entry(PAGE), an_entry(PAGE) | {"pageref": 7}])
def test_an_entry_of_no_page_has_none(entry: dict[str, Any]) -> None:
    assert pages({"id": "p", "title": PAGE}).address(entry) is None


def test_pages_behind_the_entries_are_looked_up_once() -> None:
    asked = []

    def late() -> list[dict[str, str]]:
        asked.append(1)
        return [{"id": "p", "title": PAGE}]

    found = Pages(late)
    assert found.address(an_entry(page="p")) == PAGE
    assert found.address(an_entry(page="q")) is None
    assert asked == [1]


def test_firefox_s_page_is_its_first_document() -> None:
    found = pages({"id": "p", "title": "Your cart"})
    assert found.address(an_entry(PAGE, html="<p>", page="p")) == PAGE
    assert found.address(an_entry("https://ads.test/frame", html="<p>", page="p")) == PAGE


def test_redirects_lead_to_the_document() -> None:
    found = pages({"id": "p", "title": "Your cart"})
    moved = an_entry("http://shop.test/", html="moved", page="p")
    moved["response"]["status"] = 301
    assert found.address(moved) is None
    assert found.address(an_entry(PAGE, html="<p>", page="p")) == PAGE


def test_a_frame_is_not_taken_for_a_page_that_was_open_before() -> None:
    found = pages({"id": "p", "title": "Your cart"})
    assert found.address(an_entry("https://cdn.test/x.js", page="p")) is None
    assert found.address(an_entry("https://ads.test/frame", html="<p>", page="p")) is None


def test_a_browser_that_says_what_is_a_document_is_believed() -> None:
    found = pages({"id": "p", "title": "Your cart"})
    frame = an_entry("https://ads.test/", headers={"Sec-Fetch-Dest": "iframe"}, html="<p>", page="p")
    assert found.address(frame) is None
    document = an_entry(PAGE, headers={"sec-fetch-dest": "document"}, page="p")
    assert found.address(document) == PAGE


@pytest.mark.parametrize("page", [None, 7, {}, {"id": 3, "title": PAGE}, {"id": "p", "title": 3}])
def test_a_broken_page_tells_nothing(page: Any) -> None:
    assert pages(page).address(an_entry("https://cdn.test/", page="p", response=7)) is None


def test_a_broken_entry_tells_nothing() -> None:
    assert (
        pages({"id": "p"}).address({"pageref": "p", "request": {"url": "data:x"}, "response": {"content": 7}}) is None
    )


def document(url: str, status: int = 200, **headers: str) -> dict[str, Any]:
    entry = an_entry(url, html="<p>", page="p")
    entry["response"]["status"] = status
    told = {"Sec-Fetch-Dest": "document"} | {name.replace("_", "-"): value for name, value in headers.items()}
    entry["request"]["headers"] = [{"name": name, "value": value} for name, value in told.items()]
    return entry


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (document("https://other.test/"), "https://other.test/"),
        (document("https://moved.test/", 302), PAGE),
        (document("https://stopped.test/", 0), PAGE),
        (document("https://file.test/", 204), PAGE),
        (document("https://ahead.test/", Sec_Purpose="prefetch;prerender"), PAGE),
        (an_entry("https://frame.test/", html="<p>", page="p"), PAGE),
    ],
    ids=["a page", "led elsewhere", "stopped", "nothing", "in advance", "perhaps a frame"],
)
def test_a_page_of_several_documents_is_the_last_that_was_opened(entry: dict[str, Any], expected: str) -> None:
    found = pages({"id": "p", "title": PAGE})
    found.address(entry)
    assert found.address(an_entry("https://cdn.test/x.js", page="p")) == expected
