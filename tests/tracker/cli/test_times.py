from datetime import UTC, datetime

import click
import pytest

from tracker.cli.times import Moment


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T12:30", datetime(2026, 3, 1, 12, 30, tzinfo=UTC)),
        ("2026-03-01 12:30:05", datetime(2026, 3, 1, 12, 30, 5, tzinfo=UTC)),
        ("2026-03-01t12:30:05.25z", datetime(2026, 3, 1, 12, 30, 5, 250_000, tzinfo=UTC)),
        ("2026-03-01T12:30:05.123456789Z", datetime(2026, 3, 1, 12, 30, 5, 123_456, tzinfo=UTC)),
        ("2026-03-01T00:30:00+01:00", datetime(2026, 2, 28, 23, 30, tzinfo=UTC)),
    ],
)
def test_dates_and_times_are_moments_in_utc(text: str, time: datetime) -> None:
    found = Moment().convert(text, None, None)
    assert found == time
    assert found.tzinfo is UTC
    assert Moment().convert(found, None, None) is found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026",
        "2026-13-01",
        "2026-02-30",
        "20260301",
        "2026-W09-1",
        "2026-03-01T25:00",
        "\u0662026-03-01",
    ],
)
def test_anything_else_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(click.BadParameter, match="write 2026-03-01"):
        Moment().convert(text, None, None)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00"])
def test_a_time_beyond_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter):
        Moment().convert(text, None, None)
