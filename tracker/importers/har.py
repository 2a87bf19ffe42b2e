"""HAR 1.2 files (http://www.softwareishard.com/blog/har-12-spec/) as browsers and proxies export them.

They are read as a stream, one entry at a time, so that a file of a gigabyte takes no more memory than its largest
entry, and a broken entry spoils only itself.
"""

import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson

from tracker.importers import har_answers, har_messages
from tracker.importers.entries import BREAKS_OFF, Entry
from tracker.importers.har_pages import Pages
from tracker.importers.har_requests import BrokenEntryError, never_left, request_of, started
from tracker.importers.json_stream import DamagedError, elements
from tracker.importers.opening import Progress, open_capture

_DAMAGE = (DamagedError, zlib.error)


def read_har(path: Path, progress: Progress | None = None) -> Iterator[Entry]:
    """Yield the entries of a HAR file in their order. Raises OSError; damage is an entry with a fault."""
    pages, position = Pages(lambda: _late_pages(path)), 0
    time: datetime | None = None
    try:
        with open_capture(path, progress) as file:
            for name, data in elements(file):
                if name == "pages":
                    pages.add(_parsed(data))
                elif name == "entries":
                    item = _parsed(data)
                    own = started(item, None)
                    time = own or time or pages.time(item) or _modified(path)
                    for entry in _entries(position, item, time, pages):
                        yield entry._replace(is_dated=own is not None)
                    position += 1
    except _DAMAGE:
        yield Entry(position, None, BREAKS_OFF)


def _modified(path: Path) -> datetime:
    """When the file was written: no request in it is later, as far as its clock is right."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _late_pages(path: Path) -> Iterator[object]:
    """The pages of a file that has them behind its entries."""
    try:
        with open_capture(path) as file:
            for name, data in elements(file):
                if name == "pages":
                    yield _parsed(data)
    except _DAMAGE:
        return  # the first reading tells


def _parsed(data: bytes) -> object:
    """Return what an element holds, or None for what cannot be read."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        pass  # half surrogate pairs, NaN, bytes that are no UTF-8: browsers and tools do write them
    try:
        return json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _entries(position: int, item: object, time: datetime, pages: Pages) -> Iterator[Entry]:
    if not isinstance(item, dict):
        yield Entry(position, None, "cannot be read as an entry")
        return
    try:
        if never_left(item):
            yield Entry(position, None)
            return
        page = pages.address(item)
        request = request_of(item, time, page)
    except BrokenEntryError as error:
        yield Entry(position, None, str(error))
        return
    answer = item.get("response")
    cookies = har_answers.set_cookies(answer, request)
    yield Entry(position, request, None, cookies, har_answers.page_html(answer))
    for message in har_messages.sent(item, request):
        yield Entry(position, message)
