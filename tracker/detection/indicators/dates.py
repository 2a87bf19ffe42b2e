"""The usual spellings of a date of birth."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from tracker.detection.indicators.spelling import Spelling

_YEAR_FIRST = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\D(\d{1,2})\D(\d{4})")
_MONTH_FIRST = frozenset({"US", "PH", "CA"})  # where 7/3 is in July
_PATTERNS = (
    ("{y}-{m:02}-{d:02}", "as year, month, day"),
    ("{y}{m:02}{d:02}", "as year, month, day"),
    ("{y}/{m:02}/{d:02}", "as year, month, day"),
    ("{y}.{m:02}.{d:02}", "as year, month, day"),
    ("{y}-{m}-{d}", "as year, month, day"),
    ("{d:02}/{m:02}/{y}", "as day, month, year"),
    ("{d:02}.{m:02}.{y}", "as day, month, year"),
    ("{d:02}-{m:02}-{y}", "as day, month, year"),
    ("{d:02} {m:02} {y}", "as day, month, year"),
    ("{d:02}{m:02}{y}", "as day, month, year"),
    ("{d}/{m}/{y}", "as day, month, year"),
    ("{d}.{m}.{y}", "as day, month, year"),
    ("{d}. {m}. {y}", "as day, month, year"),
    ("{d}-{m}-{y}", "as day, month, year"),
    ("{y}/{m}/{d}", "as year, month, day"),
    ("{y}{d:02}{m:02}", "as year, day, month"),
    ("{y}-{d:02}-{m:02}", "as year, day, month"),
    ("{m:02}/{d:02}/{y}", "as month, day, year"),
    ("{m:02}-{d:02}-{y}", "as month, day, year"),
    ("{m:02}{d:02}{y}", "as month, day, year"),
    ("{m}/{d}/{y}", "as month, day, year"),
    ("{m}-{d}-{y}", "as month, day, year"),
)
_WITH_NAME = ("{d} {name} {y}", "{name} {d}, {y}", "{d}. {name} {y}", "{d:02} {short} {y}", "{d:02}-{short}-{y}")
_WITH_ENGLISH_NAME = ("{short} {d}, {y}", "{short} {d:02} {y}")  # as JavaScript writes a date
_MONTHS = (  # English, French, German, Spanish, Italian, Portuguese, Dutch; Unicode CLDR
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
)


def date_spellings(text: str, country: str | None) -> Iterator[Spelling]:
    """Yield the spellings of a date; none where the text is no date."""
    day = _date(text, country)
    if day is None:
        return
    for pattern, words in _PATTERNS:
        yield Spelling(pattern.format(y=day.year, m=day.month, d=day.day), words)
    seconds = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    yield Spelling(str(seconds * 1000), "in milliseconds since 1970")
    yield Spelling(str(seconds), "in seconds since 1970")
    for number, months in enumerate(_MONTHS):
        name = months.split()[day.month - 1]
        for pattern in _WITH_NAME if number else (*_WITH_NAME, *_WITH_ENGLISH_NAME):
            text = pattern.format(y=day.year, m=day.month, d=day.day, name=name, short=name[:3])
            yield Spelling(text, "with the month's name")


def _date(text: str, country: str | None) -> date | None:
    if found := _YEAR_FIRST.fullmatch(text.strip()):
        year, month, day = map(int, found.groups())
    elif found := _YEAR_LAST.fullmatch(text.strip()):
        day, month, year = map(int, found.groups())
        if month > 12 or (country in _MONTH_FIRST and day <= 12):
            day, month = month, day
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
