"""The addresses of a HAR's pages: on whose page the person was.

Chromium, Safari and chrome-har write the address as the page's title, WebPagetest under `_URL`. Firefox writes the
title that the person saw: there, the page's first document tells.
"""

from pathlib import Path
from typing import Any

import ijson

from tracker.importers.entries import is_html
from tracker.importers.opening import open_capture

_KEYS = {
    "log.pages.item.id": "id",
    "log.pages.item.title": "title",
    "log.pages.item._URL": "url",
    "log.pages.item._url": "url",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Pages:
    """The pages of one HAR file. They are looked up when an entry names one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._addresses: dict[str, str] = {}
        self._begun: set[str] = set()
        self._is_read = False

    def address(self, entry: dict[str, Any]) -> str | None:
        """Return the address of the page that the entry belongs to, or None where the file does not say.

        Call it for each entry in the file's order.
        """
        page = entry.get("pageref")
        if not isinstance(page, str):
            return None
        if page not in self._addresses and not self._is_read:
            self._is_read = True
            self._read()
        if page not in self._addresses:
            self._learn(page, entry)
        return self._addresses.get(page)

    def _learn(self, page: str, entry: dict[str, Any]) -> None:
        """Take the page's first document for its address, but no frame of a page that was open before."""
        request, answer = _mapping(entry.get("request")), _mapping(entry.get("response"))
        destination = _header(request, "sec-fetch-dest")
        if answer.get("status") in _REDIRECTS and destination in (None, "document"):
            return
        is_document = _is_html(answer) if destination is None else destination == "document"
        if is_document and (destination or page not in self._begun) and _is_address(request.get("url")):
            self._addresses[page] = request["url"]
        self._begun.add(page)

    def _read(self) -> None:
        """Read the pages that stand before the entries; only where there are none, those behind them."""
        found: dict[str, str] = {}
        with open_capture(self._path) as file:
            for prefix, event, value in ijson.parse(file):
                if event == "string" and prefix in _KEYS:
                    found[_KEYS[prefix]] = value
                elif event == "end_map" and prefix == "log.pages.item":
                    self._add(found)
                    found = {}
                elif prefix == "log.pages" and event == "end_array":
                    return
                elif prefix == "log.entries":
                    break
        with open_capture(self._path) as file:
            for page in ijson.items(file, "log.pages.item"):
                self._add({_KEYS.get(f"log.pages.item.{key}", ""): value for key, value in _mapping(page).items()})

    def _add(self, page: dict[str, Any]) -> None:
        address = next((text for text in (page.get("url"), page.get("title")) if _is_address(text)), None)
        if address and isinstance(page.get("id"), str):
            self._addresses[page["id"]] = address


def _is_address(text: object) -> bool:
    return isinstance(text, str) and text.startswith(("http://", "https://"))


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_html(answer: dict[str, Any]) -> bool:
    return is_html(str(_mapping(answer.get("content")).get("mimeType")))


def _header(request: dict[str, Any], name: str) -> str | None:
    for header in request.get("headers") or ():
        if isinstance(header, dict) and str(header.get("name")).lower() == name:
            return str(header.get("value"))
    return None
