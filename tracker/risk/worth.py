"""Is it worth it? A vendor's risk beside what the person gets out of it, by their own word."""

from tracker.phrasing import Words, gettext, message
from tracker.risk.rating import Level

INTERESTS = Words(
    {
        1: message("nothing"),
        2: message("little"),
        3: message("something"),
        4: message("much"),
        5: message("indispensable"),
    }
)
"""What the person gets out of a vendor, as they rate it."""
_UNRATED = 3


def doubt(score: int, interest: int | None) -> float:
    """Return how doubtful it is that a vendor is worth its risk, 0 to 100: high risk and low interest are doubtful.

    An interest that the person has not told counts as the middle one.
    """
    return score * (5 - (_UNRATED if interest is None else interest)) / 4


def verdict(score: int, interest: int | None) -> str:
    """Return in a sentence how risk and interest stand to one another."""
    if interest is None:
        return gettext("Say what you get out of it, and the two can be weighed.")
    is_high, is_liked = score >= Level.HIGH.lowest, interest > _UNRATED
    if is_high:
        if is_liked:
            return gettext("Much risk, but you want it: see what would lower the risk.")
        return gettext("Much risk for what you get out of it: worth ending, or worth a remedy.")
    if score >= Level.MODERATE.lowest and interest < _UNRATED:
        return gettext("Some risk, and little in it for you.")
    return gettext("The risk is not high for what you get out of it.")
