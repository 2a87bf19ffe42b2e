from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.moments import DAY, micros, moment


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))])))
def test_a_moment_comes_back_as_it_was(time: datetime) -> None:
    assert moment(micros(time)) == time


@pytest.mark.parametrize(
    ("time", "day"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), 0),
        (datetime(1969, 12, 31, 23, 59, tzinfo=UTC), -1),
        (datetime(2026, 3, 2, 0, 30, tzinfo=timezone(timedelta(hours=1))), 20513),
    ],
)
def test_days_are_those_of_utc(time: datetime, day: int) -> None:
    assert micros(time) // DAY == day


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        micros(datetime(2026, 3, 2))  # noqa: DTZ001


@pytest.mark.parametrize(("beyond", "year"), [(-(10**18), 1), (10**18, 9999), (-(10**30), 1), (10**30, 9999)], ids=str)
def test_beyond_the_calendar_is_its_end(beyond: int, year: int) -> None:
    assert moment(beyond).year == year
