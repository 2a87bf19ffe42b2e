import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.sparkline import sparkline


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "nothing in this time"),
        ([0, 0], "nothing in this time"),
        ([3], "3 disclosures, about as many all the time"),
        ([1, 0, 0, 5], "6 disclosures, more and more"),
        ([9, 1, 0, 0], "10 disclosures, less and less"),
        ([4, 4, 4, 4], "16 disclosures, about as many all the time"),
        ([1], "1 disclosure, about as many all the time"),
    ],
)
def test_a_course_is_said_in_words(values: list[int], words: str) -> None:
    assert sparkline(values).words == words


def test_the_highest_reaches_the_top_and_nothing_lies_at_the_bottom() -> None:
    assert sparkline([0, 10, 5]).course == "M0 22L50 2L100 12"
    assert sparkline([0, 10, 5]).area == "M0 22L50 2L100 12L100 24L0 24Z"
    assert sparkline([]).course == "M0 22L100 22"


@given(st.lists(st.integers(-5, 10**9), max_size=400))
def test_a_course_stays_within_its_picture(values: list[int]) -> None:
    one = sparkline(values)
    points = [tuple(map(float, point.split())) for point in re.split("[ML]", one.course) if point]
    assert len(points) == max(len(values), 2)
    assert all(0 <= x <= one.width and 0 <= y <= one.height for x, y in points)
