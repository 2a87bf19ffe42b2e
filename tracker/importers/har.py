"""HAR 1.2 files (http://www.softwareishard.com/blog/har-12-spec/) as browsers and proxies export them.

They are read as a stream, one entry at a time, so that a file of a gigabyte takes no more memory than its largest
entry. `pages` stands before `entries` in what is exported today; where it does not, the file is read twice.
"""

import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import ijson

from tracker.importers import har_answers, har_messages
from tracker.importers.entries import BREAKS_OFF, UNKNOWN_TIME, Entry
from tracker.importers.har_pages import Pages
from tracker.importers.har_requests import BrokenEntryError, never_left, request_of, started
from tracker.importers.opening import Progress, open_capture

_DAMAGE = (ijson.JSONError, zlib.error, UnicodeDecodeError, EOFError)


def read_har(path: Path, progress: Progress | None = None) -> Iterator[Entry]:
    """Yield the entries of a HAR file in their order. Raises OSError; damage is an entry with a fault."""
    pages, time, index = Pages(path), UNKNOWN_TIME, -1
    try:
        with open_capture(path, progress) as file:
            for index, item in enumerate(ijson.items(file, "log.entries.item", use_float=True)):
                time = started(item, time)
                yield from _entries(index, item, time, pages)
    except _DAMAGE:
        yield Entry(index + 1, None, BREAKS_OFF)


def _entries(index: int, item: object, time: datetime, pages: Pages) -> Iterator[Entry]:
    if not isinstance(item, dict):
        yield Entry(index, None, "not an entry")
        return
    try:
        if never_left(item):
            yield Entry(index, None)
            return
        request = request_of(item, time, pages.address(item))
    except BrokenEntryError as error:
        yield Entry(index, None, str(error))
        return
    answer = item.get("response")
    cookies = har_answers.set_cookies(answer, request)
    yield Entry(index, request, None, cookies, har_answers.page_html(answer))
    for message in har_messages.sent(item, request):
        yield Entry(index, message)
