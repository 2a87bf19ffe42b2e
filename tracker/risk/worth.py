"""Is it worth it? A vendor's risk beside what the person gets out of it, by their own word."""

from tracker.risk.rating import Level

INTERESTS = {1: "nothing", 2: "little", 3: "something", 4: "much", 5: "indispensable"}
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
        return "Say what you get out of it, and the two can be weighed."
    is_high, is_liked = score >= Level.HIGH.lowest, interest > _UNRATED
    if is_high:
        return (
            "Much risk, but you want it: see what would lower the risk."
            if is_liked
            else "Much risk for what you get out of it: worth ending, or worth a remedy."
        )
    if score >= Level.MODERATE.lowest and interest < _UNRATED:
        return "Some risk, and little in it for you."
    return "The risk is not high for what you get out of it."
