"""HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/): the requests, of each only what it disclosed, masked, at
its place. What a row says besides stands in the custom field `_tracker`. Answers are not recorded: status 0.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from tracker.dictionary import NOTE
from tracker.exporters.characters import on_one_line
from tracker.exporters.har_places import address, cookies, headers, messages, post_data, query
from tracker.exporters.selection import tool_version
from tracker.rows import Row, json_bytes, rfc3339

_NOT_RECORDED = "answers are not recorded"
_UNKNOWN = -1  # bytes
_ANSWER: dict[str, Any] = {
    "status": 0,
    "statusText": "",
    "httpVersion": "",
    "cookies": [],
    "headers": [],
    "content": {"size": 0, "mimeType": "x-unknown"},
    "redirectURL": "",
    "headersSize": _UNKNOWN,
    "bodySize": _UNKNOWN,
    "comment": _NOT_RECORDED,
}


def encoded(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the file, one request at a time. The rows of one request must follow one another.

    The pages (one for each site) come behind the entries: they are known only then.
    """
    creator = {"name": "Tracker", "version": tool_version()}
    start = json_bytes({"version": "1.2", "creator": creator, "comment": f"Values are masked. {NOTE}"})
    yield b'{"log":' + start[:-1] + b',"entries":['
    pages: dict[str, datetime] = {}
    comma = b"\n"
    for _, of_one in groupby(rows, key=lambda row: (row.source, row.entry)):
        found = tuple(of_one)
        if found[0].site:
            pages.setdefault(found[0].site, found[0].time)
        yield comma + json_bytes(_entry(found))
        comma = b",\n"
    yield b'\n],"pages":' + json_bytes([_page(site, time) for site, time in pages.items()]) + b"}}\n"


def _page(site: str, time: datetime) -> dict[str, Any]:
    """The address of the page is not recorded: its site stands for it."""
    return {"startedDateTime": rfc3339(time), "id": _page_id(site), "title": on_one_line(site), "pageTimings": {}}


def _page_id(site: str) -> str:
    return f"site {on_one_line(site)}"


def _entry(found: tuple[Row, ...]) -> dict[str, Any]:
    first = found[0]
    entry: dict[str, Any] = {
        "startedDateTime": rfc3339(first.time),
        "time": 0,
        "request": _request(found),
        "response": _ANSWER,
        "cache": {},
        "timings": {"send": 0, "wait": 0, "receive": 0},
        "_tracker": [row._asdict() for row in found],
    }
    if first.site:
        entry["pageref"] = _page_id(first.site)
    if sent := messages(found):
        entry["_webSocketMessages"] = sent
    return entry


def _request(found: tuple[Row, ...]) -> dict[str, Any]:
    request: dict[str, Any] = {
        "method": on_one_line(found[0].http_method) or "GET",
        "url": address(found),
        "httpVersion": "unknown",
        "cookies": cookies(found),
        "headers": headers(found),
        "queryString": query(found),
        "headersSize": _UNKNOWN,
        "bodySize": _UNKNOWN,
    }
    if body := post_data(found):
        request["postData"] = body
    return request
