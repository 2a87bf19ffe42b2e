"""Risk beside interest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.risk import INTERESTS, doubt, verdict

interests = st.none() | st.sampled_from(sorted(INTERESTS))


@given(st.integers(0, 100), st.integers(0, 100), interests)
def test_more_risk_is_never_less_doubtful(score: int, more: int, interest: int | None) -> None:
    assert 0 <= doubt(score, interest) <= doubt(min(100, score + more), interest) <= 100


@given(st.integers(0, 100), st.integers(1, 4))
def test_more_interest_is_never_more_doubtful(score: int, interest: int) -> None:
    assert doubt(score, interest) >= doubt(score, interest + 1)


def test_a_high_risk_for_nothing_goes_before_one_that_nobody_has_judged() -> None:
    assert doubt(60, 1) > doubt(90, None) > doubt(90, 4) > doubt(90, 5) == 0


@pytest.mark.parametrize(
    ("score", "interest", "words"),
    [
        (80, None, "Say what you get out of it"),
        (80, 1, "worth ending"),
        (80, 3, "worth ending"),
        (80, 5, "but you want it"),
        (30, 2, "little in it for you"),
        (30, 3, "not high"),
        (5, 1, "not high"),
    ],
)
def test_the_two_are_weighed_in_a_sentence(score: int, interest: int | None, words: str) -> None:
    assert words in verdict(score, interest)
