from datetime import date, datetime, timedelta

import pytest
from babel import Locale

from dashboard import formats

PRESENT = datetime(2026, 3, 20, 17, 45).astimezone()


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(0), "today, 17:45"),
        (timedelta(hours=17), "today, 00:45"),
        (timedelta(hours=18), "yesterday, 23:45"),
        (timedelta(days=2), "18 March, 17:45"),
        (timedelta(days=365), "20 March 2025, 17:45"),
        (-timedelta(days=1), "21 March, 17:45"),
    ],
)
def test_moments_are_told_as_people_do(age: timedelta, words: str) -> None:
    assert formats.moment(PRESENT - age, PRESENT) == words


def test_a_moment_is_told_against_the_present_by_default() -> None:
    assert formats.moment(formats.now()).startswith("today, ")


def test_days_have_names_of_months() -> None:
    assert formats.day(date(2026, 12, 1)) == "1 December 2026"
    assert formats.yearless(date(2026, 12, 1)) == "1 December"


@pytest.mark.parametrize(
    ("day", "short", "words"),
    [
        (date(2026, 3, 1), "1er mars", "1er mars"),
        (date(2026, 12, 1), "1er déc.", "1er décembre"),
        (date(2026, 3, 11), "11 mars", "11 mars"),
        (date(2021, 1, 21), "21 janv.", "21 janvier"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_number_in_french(
    monkeypatch: pytest.MonkeyPatch, day: date, short: str, words: str
) -> None:
    monkeypatch.setattr(formats, "locale", lambda: Locale.parse("fr_FR"))
    assert (formats.short_day(day), formats.yearless(day)) == (short, words)


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (2_400_000, "2.4 MB"),
        (5 * 10**9, "5.0 GB"),
        (10**16, "10,000.0 TB"),
    ],
)
def test_sizes_are_rounded(octets: int, words: str) -> None:
    assert formats.size(octets) == words
