"""The steps of a datum's trail in words: from where, to whom, how long after it was given, in what disguise."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from dashboard.formats import counted
from dashboard.wording import disguise, listed
from tracker.disclosure import Manner
from tracker.ledger.queries.trail import Step

_SURE = 0.8
_UNITS = ((86_400, "day"), (3600, "hour"), (60, "minute"))
_DEEDS = {
    Manner.SUBMITTED: "You sent it to",
    Manner.RELAYED: "It reached",
    Manner.PREMATURE: "It was taken by",
    Manner.AMBIENT: "Your browser sent it to",
}
_GIVEN = "You gave it first to"
_DOUBTS = {
    "frame": "a frame or a style sheet asked, and this page has it",
    "page": "the capture says so",
    "same_site": "told by the page's own host",
    "origin": "told by the origin that asked",
    "referer": "told by the referrer",
    "navigation": "a page was asked for, over plain HTTP",
}


class Hop(NamedTuple):
    """One step in words. `later` is how long after the datum was first given, `disguises` what hid it from the eye,
    `doubt` why its page is not certain; all are empty where there is nothing to say.
    """

    step: Step
    deed: str
    later: str
    disguises: str
    doubt: str


def hops(steps: Sequence[Step]) -> tuple[Hop, ...]:
    """Return the steps in words, in their order."""
    given = next((step for step in steps if step.is_first_submission), None)
    return tuple(
        Hop(
            step,
            _GIVEN if step.is_first_submission else _DEEDS[step.manner],
            "" if given is None or step.is_first_submission else _apart(step.first - given.first),
            _disguises(step),
            _doubt(step),
        )
        for step in steps
    )


def _apart(gap: timedelta) -> str:
    """How long before or after something was."""
    seconds = abs(gap.total_seconds())
    side = "after" if gap >= timedelta() else "before"
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{counted(int(seconds // size), unit)} {side}"
    return f"within a minute {side}"


def _disguises(step: Step) -> str:
    """Several disguises, and that it also went without one."""
    words = [disguise(encoding) for encoding in step.encodings]
    hidden = list(dict.fromkeys(word for word in words if word))
    return listed([*hidden, "as it is"], 4) if hidden and "" in words else listed(hidden, 4)


def _doubt(step: Step) -> str:
    if step.site is None or not step.site_confidence or step.site_confidence >= _SURE:
        return ""
    return listed([_DOUBTS[basis] for basis in step.site_bases if basis in _DOUBTS])
