"""The outcome: a score, its level, the reasons that it is made of, and what would lower it."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, Self

from tracker.phrasing import Words, message
from tracker.taxonomy import Category

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

    @property
    def said(self) -> str:
        """The word in the language of the moment."""
        return _SAID[self]


_SAID = Words(
    {
        Level.MINIMAL: message("minimal"),
        Level.LOW: message("low"),
        Level.MODERATE: message("moderate"),
        Level.HIGH: message("high"),
        Level.SEVERE: message("severe"),
    }
)
_LOWEST = {Level.MINIMAL: 0, Level.LOW: 10, Level.MODERATE: 25, Level.HIGH: 50, Level.SEVERE: 75}


class Threat(StrEnum):
    """The kinds of threat to privacy that LINDDUN (https://linddun.org) tells apart, as far as they are seen here."""

    LINKING = "linking"
    IDENTIFYING = "identifying"
    DETECTING = "detecting"
    DATA_DISCLOSURE = "data disclosure"
    UNAWARENESS = "unawareness and unintervenability"
    NON_COMPLIANCE = "non-compliance"


class Factor(StrEnum):
    """What makes an exposure risky."""

    SECRETS = "secrets"
    SPECIAL = "special"
    PERSONAL = "personal"
    BREADTH = "breadth"
    PASSED_ON = "passed_on"
    PREMATURE = "premature"
    STRANGER = "stranger"
    IDENTIFIERS = "identifiers"
    LINKED = "linked"
    SYNCED = "synced"
    FOLLOWED = "followed"
    FAMILY = "family"
    TRADE = "trade"
    ABROAD = "abroad"
    BREACHED = "breached"
    KEPT = "kept"
    PLAIN = "plain"
    AMBIENT = "ambient"

    @property
    def threat(self) -> Threat:
        """The kind of threat that it belongs to."""
        return _THREATS[self]


_THREATS = {
    Factor.SECRETS: Threat.DATA_DISCLOSURE,
    Factor.SPECIAL: Threat.DATA_DISCLOSURE,
    Factor.PERSONAL: Threat.IDENTIFYING,
    Factor.BREADTH: Threat.LINKING,
    Factor.PASSED_ON: Threat.UNAWARENESS,
    Factor.PREMATURE: Threat.UNAWARENESS,
    Factor.STRANGER: Threat.DATA_DISCLOSURE,
    Factor.IDENTIFIERS: Threat.IDENTIFYING,
    Factor.LINKED: Threat.IDENTIFYING,
    Factor.SYNCED: Threat.LINKING,
    Factor.FOLLOWED: Threat.LINKING,
    Factor.FAMILY: Threat.LINKING,
    Factor.TRADE: Threat.LINKING,
    Factor.ABROAD: Threat.NON_COMPLIANCE,
    Factor.BREACHED: Threat.DATA_DISCLOSURE,
    Factor.KEPT: Threat.UNAWARENESS,
    Factor.PLAIN: Threat.DATA_DISCLOSURE,
    Factor.AMBIENT: Threat.DETECTING,
}


class Reason(NamedTuple):
    """One reason, and its weight: the points that it adds. `told` says it in the language of the moment."""

    factor: Factor
    told: Callable[[], str]
    weight: float

    @property
    def text(self) -> str:
        """The reason in plain words."""
        return self.told()


class Risk(NamedTuple):
    """A score from 0 to 100, its level, and the reasons, the weightiest first."""

    score: int
    level: Level
    reasons: tuple[Reason, ...]


class Change(StrEnum):
    """What can be changed about an exposure."""

    UNRECOGNISED = "unrecognised"
    SEPARATED = "separated"
    NOT_PASSED_ON = "not_passed_on"
    ENCRYPTED = "encrypted"
    DELETED = "deleted"


class Remedy(NamedTuple):
    """What would lower a risk, in plain words, and the score and level that would be left.

    `category` is what would be deleted, None where the change is another.
    """

    change: Change
    text: str
    score: int
    level: Level
    category: Category | None = None
