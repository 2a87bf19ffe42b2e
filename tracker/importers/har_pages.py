"""The addresses of a HAR's pages: on whose page the person was.

Chromium, Safari and chrome-har write the address as the page's title, WebPagetest under `_URL`. Firefox writes the
title that the person saw: there, the page's first document tells.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from tracker.importers.entries import is_html
from tracker.importers.har_requests import pairs, started

_REDIRECTS = (301, 302, 303, 307, 308)
_NO_PAGE = (*_REDIRECTS, 0, 204, 205)  # the page before stays: led elsewhere, stopped, or told to


class Pages:
    """The pages of one HAR file. They stand before its entries in what is exported today; where an entry names one
    that was not seen, `late` is asked for those behind them.
    """

    def __init__(self, late: Callable[[], Iterable[object]]) -> None:
        self._late = late
        self._addresses: dict[str, str] = {}
        self._times: dict[str, datetime] = {}
        self._begun: set[str] = set()
        self._is_complete = False

    def add(self, page: object) -> None:
        """Learn an element of HAR's `pages`."""
        self._is_complete = True
        given = _mapping(page)
        addresses = (given.get(key) for key in ("_URL", "_url", "title"))
        if isinstance(given.get("id"), str) and (time := started(given, None)):
            self._times[given["id"]] = time
        address = next((text for text in addresses if _is_address(text)), None)
        if address and isinstance(given.get("id"), str):
            self._addresses[given["id"]] = address

    def address(self, entry: dict[str, Any]) -> str | None:
        """Return the address of the page that the entry belongs to, or None where the file does not say.

        Call it for each entry in the file's order.
        """
        page = entry.get("pageref")
        if not isinstance(page, str):
            return None
        if page not in self._addresses and not self._is_complete:
            self._is_complete = True
            for late in self._late():
                self.add(late)
        if page not in self._addresses:
            self._learn(page, entry)
        else:
            self._follow(page, entry)
        return self._addresses.get(page)

    def time(self, entry: object) -> datetime | None:
        """Return when the page began that the entry belongs to, where the file says so before the entry."""
        page = _mapping(entry).get("pageref")
        return self._times.get(page) if isinstance(page, str) else None

    def _follow(self, page: str, entry: dict[str, Any]) -> None:
        """Where one page of the file is several of the person's (recorders of tests write so), or was led elsewhere,
        its documents tell.
        """
        request, answer = _mapping(entry.get("request")), _mapping(entry.get("response"))
        is_page = _header(request, "sec-fetch-dest") == "document" and _header(request, "sec-purpose") is None
        if is_page and answer.get("status") not in _NO_PAGE and _is_address(request.get("url")):
            self._addresses[page] = request["url"]

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


def _is_address(text: object) -> bool:
    return isinstance(text, str) and text.startswith(("http://", "https://"))


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_html(answer: dict[str, Any]) -> bool:
    return is_html(str(_mapping(answer.get("content")).get("mimeType")))


def _header(request: dict[str, Any], name: str) -> str | None:
    return next((value for key, value in pairs(request.get("headers")) if key.lower() == name), None)
