"""The steps of a datum's trail in words: from where, to whom, how long after it was given, in what disguise."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from dashboard.wording import disguise, listed
from tracker.disclosure import Manner
from tracker.ledger.queries.trail import Step
from tracker.phrasing import Words, gettext, message, ngettext

_SURE = 0.8
_DEEDS = Words(
    {
        Manner.SUBMITTED: message("You sent it to %(company)s"),
        Manner.RELAYED: message("It reached %(company)s"),
        Manner.PREMATURE: message("It was taken by %(company)s"),
        Manner.AMBIENT: message("Your browser sent it to %(company)s"),
    }
)
_DOUBTS = Words(
    {
        "frame": message("a frame or a style sheet asked, and this page has it"),
        "page": message("the capture says so"),
        "same_site": message("told by the page's own host"),
        "origin": message("told by the origin that asked"),
        "referer": message("told by the referrer"),
        "navigation": message("a page was asked for, over plain HTTP"),
    }
)


class Hop(NamedTuple):
    """One step in words.

    `deed` has a place for the company, `later` is how long after the datum was first given, `disguises` what hid it
    from the eye, `doubt` why its page is not certain; the last three are empty where there is nothing to say.
    """

    step: Step
    deed: str
    later: str
    disguises: str
    doubt: str


def hops(steps: Sequence[Step], most: int | None = None) -> tuple[Hop, ...]:
    """Return the steps in words, in their order; so many of them at most."""
    given = next((step for step in steps if step.is_first_submission), None)
    return tuple(
        Hop(
            step,
            gettext("You gave it first to %(company)s") if step.is_first_submission else _DEEDS[step.manner],
            "" if given is None or step.is_first_submission else _after_it(step, given),
            _disguises(step),
            _doubt(step),
        )
        for step in steps[:most]
    )


def _after_it(step: Step, given: Step) -> str:
    return _apart(step.first - given.first) if step.is_order_known else ""


def _apart(gap: timedelta) -> str:
    """How long before or after it was given something was."""
    minutes = int(abs(gap.total_seconds()) // 60)
    hours, days = minutes // 60, minutes // (24 * 60)
    if gap >= timedelta():
        return _after(days, hours, minutes)
    return _before(days, hours, minutes)


def _after(days: int, hours: int, minutes: int) -> str:
    if days:
        return ngettext("%(count)s day after you gave it", "%(count)s days after you gave it", days)
    if hours:
        return ngettext("%(count)s hour after you gave it", "%(count)s hours after you gave it", hours)
    if minutes:
        return ngettext("%(count)s minute after you gave it", "%(count)s minutes after you gave it", minutes)
    return gettext("within a minute after you gave it")


def _before(days: int, hours: int, minutes: int) -> str:
    if days:
        return ngettext("%(count)s day before you gave it", "%(count)s days before you gave it", days)
    if hours:
        return ngettext("%(count)s hour before you gave it", "%(count)s hours before you gave it", hours)
    if minutes:
        return ngettext("%(count)s minute before you gave it", "%(count)s minutes before you gave it", minutes)
    return gettext("within a minute before you gave it")


def disguises_of(steps: Iterable[Step]) -> str:
    """Return in what disguises a datum went these ways: '' where none is known."""
    steps = [step for step in steps if step.encodings]
    return _listed(encoding for step in steps for encoding in step.encodings) or (gettext("as it is") if steps else "")


def _disguises(step: Step) -> str:
    return _listed(step.encodings)


def _listed(encodings: Iterable[tuple[str, ...]]) -> str:
    """Several disguises, and that it also went without one."""
    words = [disguise(encoding) for encoding in encodings]
    hidden = list(dict.fromkeys(word for word in words if word))
    return listed([*hidden, gettext("as it is")], 4) if hidden and "" in words else listed(hidden, 4)


def _doubt(step: Step) -> str:
    if step.site is None or not step.site_confidence or step.site_confidence >= _SURE:
        return ""
    return listed([_DOUBTS[basis] for basis in step.site_bases if basis in _DOUBTS])
