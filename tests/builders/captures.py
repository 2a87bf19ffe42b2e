"""HAR files with good defaults, as the browsers and proxies write them."""

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

STARTED = "2026-01-02T03:04:05.678Z"


def named(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """HAR's way to write pairs."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return [{"name": name, "value": value} for name, value in items]


def an_entry(
    url: str = "https://shop.test/",
    method: str = "GET",
    headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    body: str | None = None,
    *,
    answer: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    html: str | None = None,
    page: str | None = None,
    post: dict[str, Any] | None = None,
    **changes: Any,
) -> dict[str, Any]:
    """One entry: `answer` are the response's headers, `html` its page, `post` takes the place of the whole postData."""
    request: dict[str, Any] = {"method": method, "url": url, "headers": named(headers), "cookies": []}
    if body is not None:
        request["postData"] = {"mimeType": "application/x-www-form-urlencoded", "text": body}
    if post is not None:
        request["postData"] = post
    content = {"mimeType": "text/html; charset=utf-8", "text": html} if html is not None else {"mimeType": "x-unknown"}
    entry: dict[str, Any] = {
        "startedDateTime": STARTED,
        "request": request,
        "response": {"status": 200, "headers": named(answer), "cookies": [], "content": content},
    }
    if page is not None:
        entry["pageref"] = page
    return entry | changes


def a_har(*entries: Any, pages: Iterable[dict[str, Any]] = (), pages_last: bool = False) -> dict[str, Any]:
    """A HAR with `pages` before its entries, as exporters write it, or behind."""
    log: dict[str, Any] = {"version": "1.2", "creator": {"name": "test", "version": "1"}}
    parts = [("pages", list(pages)), ("entries", list(entries))]
    log.update(reversed(parts) if pages_last else parts)
    return {"log": log}


def a_har_file(path: Path, *entries: Any, pages: Iterable[dict[str, Any]] = (), packed: bool = False) -> Path:
    """Write a HAR file, packed with gzip or not, and return where it is."""
    data = json.dumps(a_har(*entries, pages=pages)).encode()
    path.write_bytes(gzip.compress(data, mtime=0) if packed else data)
    return path
