"""What a page's address asks for. What makes no sense is said, not passed over."""

from datetime import date, datetime
from enum import StrEnum

from flask import request
from werkzeug.exceptions import BadRequest

from tracker.ledger.queries.log import Place
from tracker.phrasing import gettext

_LONGEST = 200
_MOST = 10**18
_FIRST, _LAST = date(1970, 1, 2), date(9998, 12, 30)  # what every time zone can tell


def text(name: str) -> str | None:
    """Return an argument as text, None where it is empty or not given."""
    return request.args.get(name, "").replace("\0", "").strip()[:_LONGEST] or None


def choice[Word: StrEnum](name: str, words: type[Word]) -> Word | None:
    """Return an argument that is one of these words."""
    given = text(name)
    try:
        return None if given is None else words(given)
    except ValueError:
        raise _wrong(gettext("In the address, “%(name)s” is none of the known words.", name=name)) from None


def number(name: str) -> int | None:
    """Return an argument that is a whole number, not negative, as the ledger counts."""
    given = text(name)
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= 18):
        raise _wrong(gettext("In the address, “%(name)s” must be a whole number.", name=name))
    return int(given)


def day(name: str) -> date | None:
    """Return a day, as in `2026-03-20`, between the years 1970 and 9998."""
    given = text(name)
    try:
        found = None if given is None else date.fromisoformat(given)
        if found is not None and not _FIRST < found < _LAST:
            raise ValueError("out of the calendar's reach")
    except ValueError:
        raise _wrong(gettext("In the address, “%(name)s” must be a day such as 2026-03-20.", name=name)) from None
    return found


def place(name: str) -> Place | None:
    """Return where a page of the log begins, as `place_text` writes it."""
    given = text(name)
    if given is None:
        return None
    try:
        moment, key = given.rsplit("_", 1)
        found = Place(datetime.fromisoformat(moment), int(key))
        if found.time.tzinfo is None or not 0 <= found.id < _MOST:
            raise ValueError("no time zone, or no number of the ledger's")
    except ValueError:
        raise _wrong(gettext("In the address, “%(name)s” is no place in the log.", name=name)) from None
    return found


def place_text(found: Place) -> str:
    """Return a place in the log as an argument."""
    return f"{found.time.isoformat()}_{found.id}"


def _wrong(what: str) -> BadRequest:
    """What is wrong, and the way out."""
    return BadRequest(f"{what} {gettext('Go back to the first page and follow the links.')}")
