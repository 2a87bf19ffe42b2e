import pytest

from tracker.certainty import Certainty, certainty_of


@pytest.mark.parametrize(
    ("confidence", "step"),
    [
        (1.0, Certainty.CERTAIN),
        (0.95, Certainty.CERTAIN),
        (0.94, Certainty.VERY_LIKELY),
        (0.8, Certainty.VERY_LIKELY),
        (0.79, Certainty.LIKELY),
        (0.6, Certainty.LIKELY),
        (0.59, Certainty.POSSIBLE),
        (0.0, Certainty.POSSIBLE),
    ],
)
def test_each_confidence_has_its_step(confidence: float, step: Certainty) -> None:
    assert certainty_of(confidence) is step
