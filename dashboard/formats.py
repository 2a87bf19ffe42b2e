"""Numbers, dates and sizes in the reader's manner, in the time zone of the machine, which is the reader's own."""

from datetime import date, datetime, time
from functools import lru_cache
from unicodedata import combining, normalize

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal, format_percent

from dashboard.languages import as_said, locale
from tracker import phrasing
from tracker.phrasing import Words, gettext, message, ngettext

_UNITS = Words(
    {
        1: message("%(number)s kB"),
        2: message("%(number)s MB"),
        3: message("%(number)s GB"),
        4: message("%(number)s TB"),
    }
)


def now() -> datetime:
    """Return the present moment in the machine's time zone."""
    return datetime.now().astimezone()


def number(value: int) -> str:
    """Return `12,345`."""
    return phrasing.voice().number(value)


@lru_cache(16_384)  # the names of all companies, at each look at their list
def sortable(text: str) -> str:
    """Return what a text is sorted by: without accents and capitals, so that É stands beside E."""
    return "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).casefold()


def share(value: float) -> str:
    """Return `12%`."""
    return _percent(round(value, 2), locale())


def day(value: date) -> str:
    """Return `3 March 2026`."""
    return phrasing.voice().day(value)


def short_day(value: date) -> str:
    """Return `3 Mar`."""
    return _dated(value, "MMMd", locale())


def yearless(value: date) -> str:
    """Return `3 March`."""
    return _dated(value, "MMMMd", locale())


def moment(value: datetime, present: datetime | None = None) -> str:
    """Return `today, 14:05`, `yesterday, 09:30`, `3 March, 14:05`, or with the year where it is another."""
    local, here = value.astimezone(), (present or now()).astimezone()
    clock, age = _clock(time(local.hour, local.minute), locale()), (here.date() - local.date()).days
    if age == 0:
        return gettext("today, %(time)s", time=clock)
    if age == 1:
        return gettext("yesterday, %(time)s", time=clock)
    named = yearless(local.date()) if local.year == here.year else day(local.date())
    return gettext("%(day)s, %(time)s", day=named, time=clock)


def size(octets: int) -> str:
    """Return `2.4 MB`."""
    value, unit = float(octets), 0
    while value >= 1000 and unit < len(_UNITS):
        value, unit = value / 1000, unit + 1
    if unit == 0:
        return ngettext("%(count)s byte", "%(count)s bytes", octets)
    return gettext(_UNITS.messages[unit], number=_decimal(round(value, 1), locale()))


@lru_cache(4096)
def _dated(value: date, skeleton: str, manner: Locale) -> str:
    if skeleton in manner.datetime_skeletons:
        return as_said(format_skeleton(skeleton, value, locale=manner), value, manner)
    return as_said(format_date(value, "medium", locale=manner), value, manner)


@lru_cache(4096)
def _clock(value: time, manner: Locale) -> str:
    return format_time(value, "short", locale=manner)


@lru_cache(4096)
def _decimal(value: float, manner: Locale) -> str:
    return format_decimal(value, "#,##0.0", locale=manner)


@lru_cache(256)
def _percent(value: float, manner: Locale) -> str:
    return format_percent(value, locale=manner)
