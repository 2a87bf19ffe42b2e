"""The outcome: a score, its level, and the reasons that it is made of."""

from enum import StrEnum
from typing import NamedTuple, Self

MAX_SCORE = 100


class Level(StrEnum):
    """A score in a word."""

    MINIMAL = "minimal"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    SEVERE = "severe"

    @property
    def lowest(self) -> int:
        """The lowest score of this level."""
        return _LOWEST[self]

    @classmethod
    def of(cls, score: int) -> Self:
        """Return the level of a score."""
        return next(level for level in reversed(cls) if score >= level.lowest)


_LOWEST = {Level.MINIMAL: 0, Level.LOW: 10, Level.MODERATE: 25, Level.HIGH: 50, Level.SEVERE: 75}


class Factor(StrEnum):
    """What makes an exposure risky."""

    SECRETS = "secrets"
    SPECIAL = "special"
    PERSONAL = "personal"
    PASSED_ON = "passed_on"
    PREMATURE = "premature"
    IDENTIFIERS = "identifiers"
    FOLLOWED = "followed"
    PLAIN = "plain"
    AMBIENT = "ambient"


class Reason(NamedTuple):
    """One reason in plain words, and its weight: the points that it adds."""

    factor: Factor
    text: str
    weight: float


class Risk(NamedTuple):
    """A score from 0 to 100, its level, and the reasons, the weightiest first."""

    score: int
    level: Level
    reasons: tuple[Reason, ...]
