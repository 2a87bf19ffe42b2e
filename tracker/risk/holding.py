"""Reasons in what a vendor has and how it came to it: sensitivity, breadth, manner, party, encryption."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from tracker.disclosure import Manner
from tracker.phrasing import gettext, message, ngettext
from tracker.risk import weights
from tracker.risk.exposure import ExposureSummary, Held
from tracker.risk.rating import Factor, Reason
from tracker.risk.weights import points, share
from tracker.risk.wording import GROUPS, listed
from tracker.taxonomy import IDENTIFIERS, SECRETS, TAXONOMY, Group

_WORDS = {
    Factor.SECRETS: message("It got secrets of yours: %(data)s."),
    Factor.SPECIAL: message("It has data that the law protects specially: %(data)s."),
    Factor.PERSONAL: message("It has personal data of yours: %(data)s."),
    Factor.IDENTIFIERS: message("It can recognise you: %(data)s."),
    Factor.AMBIENT: message("Your browser tells it, as it tells everybody: %(data)s."),
}


def reasons(exposure: ExposureSummary) -> Iterable[Reason]:
    """Return the reasons that lie in the data."""
    return _of(exposure.held)


@lru_cache(8192)  # from how many sites it hears changes more often
def _of(held: tuple[Held, ...]) -> tuple[Reason, ...]:
    return (*_kinds(held), *_breadth(ExposureSummary(held)), *_ways(held), *_unencrypted(held))


def _kinds(all_held: tuple[Held, ...]) -> Iterator[Reason]:
    """What it has, each category under one factor alone."""
    for factor, words in _WORDS.items():
        if held := [one for one in all_held if _factor(one) is factor]:
            yield Reason(factor, _about(words, held), sum(map(share, held)))


def _about(words: str, held: Sequence[Held]) -> Callable[[], str]:
    """What a reason says of these data, when it is asked."""
    return lambda: gettext(words, data=listed(held))


def _factor(held: Held) -> Factor:
    if held.category in SECRETS:
        return Factor.SECRETS
    if TAXONOMY[held.category].group is Group.SPECIAL:
        return Factor.SPECIAL
    if held.category in IDENTIFIERS:
        return Factor.IDENTIFIERS
    return Factor.AMBIENT if held.is_ambient else Factor.PERSONAL


def _breadth(exposure: ExposureSummary) -> Iterator[Reason]:
    found = weights.groups(exposure)
    if len(found) > 1:
        kinds = len({held.category for held in exposure.held if not held.is_ambient})
        yield Reason(
            Factor.BREADTH,
            lambda: ngettext(
                "It sees you from %(count)s side: %(sides)s.",
                "It sees you from %(count)s sides: %(sides)s.",
                len(found),
                sides=", ".join(GROUPS[group] for group in found),
            ),
            weights.GROUP * (len(found) - 1) + weights.KIND * (kinds - len(found)),
        )


def _ways(all_held: tuple[Held, ...]) -> Iterator[Reason]:
    """How it came to them. What a page passed on is not told again as a third party's."""
    told = [held for held in all_held if not held.as_third_party <= {Manner.AMBIENT}]
    for factor, held, share_, words in (
        (
            Factor.PASSED_ON,
            [one for one in told if one.is_passed_on],
            weights.PASSED_ON,
            message("Other sites' pages passed this on to it: %(data)s."),
        ),
        (
            Factor.STRANGER,
            [one for one in told if not one.is_passed_on],
            weights.STRANGER,
            message("You gave it this on another company's site: %(data)s."),
        ),
        (
            Factor.PREMATURE,
            [one for one in all_held if one.is_premature],
            weights.PREMATURE,
            message("It got this before you submitted it: %(data)s."),
        ),
    ):
        if held:
            yield Reason(factor, _about(words, held), sum(map(points, held)) * share_)


def _unencrypted(all_held: tuple[Held, ...]) -> Iterator[Reason]:
    if plain := [held for held in all_held if held.is_plain]:
        weight = sum(points(one) * (weights.PLAIN_AMBIENT if one.is_ambient else weights.PLAIN) for one in plain)
        words = message("This travelled unencrypted, open to everybody on the way: %(data)s.")
        yield Reason(Factor.PLAIN, _about(words, plain), weight)
