import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.tracker.cli.conftest import Run
from tracker.cli.deciding import decided
from tracker.cli.pause_command import end_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("30m", 30), ("45 min", 45), ("2h", 120), ("1D", 1440), ("7d", 7 * 1440)],
)
def test_a_pause_lasts_as_long_as_is_said(text: str, minutes: int) -> None:
    assert end_of(text, NOW) == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize("hour", range(24))
def test_a_pause_lasts_until_the_clocks_here_show_that(hour: int) -> None:
    until = end_of(f"until {hour}:30", NOW)
    here = until.astimezone()
    assert (here.hour, here.minute) == (hour, 30)
    assert NOW < until <= NOW + timedelta(days=1)
    assert end_of(f"{hour}:30", NOW) == until


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu", "UTC"])
@pytest.mark.parametrize(
    "now", [datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 10, 24, 23, 30, tzinfo=UTC), NOW], ids=str
)
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
def test_summer_time_makes_no_pause_endless(
    zone: str, now: datetime, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    request.addfinalizer(time.tzset)
    request.addfinalizer(monkeypatch.undo)
    for hour in range(24):
        until = end_of(f"until {hour}:15", now)
        assert now < until <= now + timedelta(hours=25)


@pytest.mark.parametrize(
    "text", ["0m", "8d", "x", "until", "until 24:00", "until 12:60", "until tomorrow", "-5m", "1.5h", "٣m", "30"]
)
def test_what_is_no_length_is_one_line(run: Run, text: str) -> None:
    said = run("--", *text.split(), status=2)
    assert said.count("\n") == 1
    assert decided().paused_until is None


def test_half_an_hour_is_usual(run: Run) -> None:
    assert run().startswith("Nothing is recorded until ")
    until = decided().paused_until
    assert until is not None
    assert timedelta(minutes=29) < until - datetime.now(UTC) <= timedelta(minutes=30)
