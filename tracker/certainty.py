"""How sure a finding is, in steps that have words: from what confidence on each holds."""

from enum import StrEnum


class Certainty(StrEnum):
    """The steps, the surest first."""

    CERTAIN = "certain"
    VERY_LIKELY = "very likely"
    LIKELY = "likely"
    POSSIBLE = "possible"


_LEAST = {Certainty.CERTAIN: 0.95, Certainty.VERY_LIKELY: 0.8, Certainty.LIKELY: 0.6}


def certainty_of(confidence: float) -> Certainty:
    """Return the step of a confidence, 0 to 1."""
    return next((step for step, least in _LEAST.items() if confidence >= least), Certainty.POSSIBLE)
