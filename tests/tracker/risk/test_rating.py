"""Scores in words."""

import pytest

from tracker.risk import Level


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (0, Level.MINIMAL), (9, Level.MINIMAL), (10, Level.LOW), (24, Level.LOW), (25, Level.MODERATE),
        (49, Level.MODERATE), (50, Level.HIGH), (74, Level.HIGH), (75, Level.SEVERE), (100, Level.SEVERE),
    ],
)  # fmt: skip
def test_a_score_has_a_level(score: int, level: Level) -> None:
    assert Level.of(score) is level


def test_each_level_begins_where_it_says() -> None:
    assert [Level.of(level.lowest) for level in Level] == list(Level)
