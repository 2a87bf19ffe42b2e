from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import ConfigurationError
from tracker.exporters.studies.reduction import Hosts, Reduction, Resolution
from tracker.ledger.moments import moment

TIME = datetime(2026, 3, 2, 12, 34, 56, 789_012, tzinfo=UTC)


@pytest.mark.parametrize(
    ("resolution", "cut"),
    [
        (Resolution.FULL, TIME),
        (Resolution.SECOND, datetime(2026, 3, 2, 12, 34, 56, tzinfo=UTC)),
        (Resolution.MINUTE, datetime(2026, 3, 2, 12, 34, tzinfo=UTC)),
        (Resolution.HOUR, datetime(2026, 3, 2, 12, tzinfo=UTC)),
        (Resolution.DAY, datetime(2026, 3, 2, tzinfo=UTC)),
    ],
)
def test_times_are_cut_to_what_was_asked_for(resolution: Resolution, cut: datetime) -> None:
    assert Reduction(resolution).cut(TIME) == cut
    assert Reduction(resolution).cut(TIME.astimezone(timezone(timedelta(hours=9)))) == cut


@given(st.integers(0, 10**15).map(moment), st.sampled_from(Resolution))
def test_a_cut_time_is_never_later_nor_of_another_day(time: datetime, resolution: Resolution) -> None:
    cut = Reduction(resolution).cut(time)
    assert cut <= time
    assert cut.date() == time.date()
    assert Reduction(resolution).cut(cut) == cut


def test_it_is_chosen_by_words() -> None:
    assert Reduction.of("day", "domain") == Reduction(Resolution.DAY, Hosts.DOMAIN)


@pytest.mark.parametrize("words", [("week", "full"), ("day", ""), ("DAY", "full")], ids=" ".join)
def test_other_words_are_named(words: tuple[str, str]) -> None:
    with pytest.raises(ConfigurationError, match=r"is no choice; there are full, "):
        Reduction.of(*words)
