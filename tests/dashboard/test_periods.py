"""Periods as moments, in the reader's time zone."""

from datetime import UTC, date, datetime

import pytest

from dashboard.periods import ALWAYS, Period, Span

PRESENT = datetime(2026, 3, 20, 15, 30, tzinfo=UTC)


def local(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day).astimezone()


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        (ALWAYS, None, None),
        (Period(Span.TODAY), local(2026, 3, 20), None),
        (Period(Span.WEEK), local(2026, 3, 14), None),
        (Period(Span.MONTH), local(2026, 2, 19), None),
        (Period(Span.QUARTER), local(2025, 12, 21), None),
        (Period(None, date(2026, 1, 5)), local(2026, 1, 5), None),
        (Period(None, None, date(2026, 1, 5)), None, local(2026, 1, 6)),
        (Period(None, date(2026, 1, 5), date(2026, 1, 5)), local(2026, 1, 5), local(2026, 1, 6)),
        (Period(None), None, None),
    ],
)
def test_a_period_is_whole_days_and_includes_its_last(
    period: Period, since: datetime | None, until: datetime | None
) -> None:
    assert period.moments(PRESENT) == (since, until)
