"""How risky is what a vendor has? A first, simple model: points for each reason, added up.

Each kind of data has points by its sensitivity. They count less where only the browser sent it by itself, and more
where a page passed it on behind the person's back, before it was submitted, or unencrypted. The sum is bent onto 0 to
100, so that more data never lowers a score and no single sum can leave the scale. docs/risk.md tells it in full.
"""

import math
from collections.abc import Iterable, Iterator

from tracker.risk.exposure import ExposureSummary, Held
from tracker.risk.rating import MAX_SCORE, Factor, Level, Reason, Risk
from tracker.taxonomy import IDENTIFIERS, SECRETS, TAXONOMY, Group

_POINTS = {1: 1.0, 2: 3.0, 3: 8.0, 4: 16.0, 5: 28.0}  # by sensitivity
_AMBIENT_SHARE = 0.2
_GIVEN_SHARE = 0.25
_PASSED_ON_SHARE = 0.9
_PREMATURE_SHARE = 0.5
_PLAIN_SHARE = 0.4
_SITE_POINTS = 4.0  # each time the number of sites doubles
_BEND = 40.0  # so many points make a score of 63


def assess(exposure: ExposureSummary) -> Risk:
    """Return the risk of an exposure, with the reasons it is made of in order of their weight."""
    reasons = sorted(_reasons(exposure), key=lambda reason: (-reason.weight, reason.factor))
    score = round(MAX_SCORE * (1 - math.exp(-sum(reason.weight for reason in reasons) / _BEND)))
    if all(held.is_ambient for held in exposure.held):
        score = min(score, Level.HIGH.lowest - 1)  # what every browser tells everybody is no high risk alone
    return Risk(score, Level.of(score), tuple(reasons))


def _reasons(exposure: ExposureSummary) -> Iterator[Reason]:
    for factor, held, words in _kinds(exposure.held):
        yield Reason(factor, words.format(_listed(held)), sum(map(_share, held)))
    passed_on = [held for held in exposure.held if held.is_passed_on]
    if passed_on:
        yield Reason(
            Factor.PASSED_ON,
            f"You did not give it this yourself, other sites' pages passed it on: {_listed(passed_on)}.",
            sum(map(_points, passed_on)) * _PASSED_ON_SHARE,
        )
    premature = [held for held in exposure.held if held.is_premature]
    if premature:
        yield Reason(
            Factor.PREMATURE,
            f"It got this before you submitted it: {_listed(premature)}.",
            sum(map(_points, premature)) * _PREMATURE_SHARE,
        )
    yield from _following(exposure)
    yield from _unencrypted(exposure.held)


def _kinds(all_held: Iterable[Held]) -> Iterator[tuple[Factor, list[Held], str]]:
    """What it has, each category under one factor alone."""
    sorts: dict[Factor, list[Held]] = {}
    for held in all_held:
        sorts.setdefault(_factor(held), []).append(held)
    for factor, words in _WORDS.items():
        if factor in sorts:
            yield factor, sorts[factor], words


_WORDS = {
    Factor.SECRETS: "It got secrets of yours: {}.",
    Factor.SPECIAL: "It has data that the law protects specially: {}.",
    Factor.PERSONAL: "It has personal data of yours: {}.",
    Factor.IDENTIFIERS: "It can recognise you: {}.",
    Factor.AMBIENT: "Your browser tells it, as it tells everybody: {}.",
}


def _factor(held: Held) -> Factor:
    if held.category in SECRETS:
        return Factor.SECRETS
    if TAXONOMY[held.category].group is Group.SPECIAL:
        return Factor.SPECIAL
    if held.category in IDENTIFIERS:
        return Factor.IDENTIFIERS
    return Factor.AMBIENT if held.is_ambient else Factor.PERSONAL


def _following(exposure: ExposureSummary) -> Iterator[Reason]:
    """A third party that recognises the person on several sites can put together what was done on each."""
    recognises = any(held.category in IDENTIFIERS and held.is_third_party for held in exposure.held)
    if recognises and exposure.sites > 1:
        yield Reason(
            Factor.FOLLOWED,
            f"It can recognise you on {exposure.sites} sites, and put together what you do on them.",
            _SITE_POINTS * math.log2(exposure.sites),
        )


def _unencrypted(all_held: Iterable[Held]) -> Iterator[Reason]:
    plain = [held for held in all_held if held.is_plain]
    if plain:
        yield Reason(
            Factor.PLAIN,
            f"This travelled unencrypted, open to everybody on the way: {_listed(plain)}.",
            sum(map(_share, plain)) * _PLAIN_SHARE,
        )


def _points(held: Held) -> float:
    """By sensitivity, and a little more for several data of the same kind."""
    return _POINTS[TAXONOMY[held.category].sensitivity] * (1 + math.log2(max(1, held.data)) / 8)


def _share(held: Held) -> float:
    return _points(held) * (_AMBIENT_SHARE if held.is_ambient else _GIVEN_SHARE)


def _listed(all_held: Iterable[Held]) -> str:
    """The labels, the most sensitive first; several data of one kind with their number."""
    ordered = sorted(all_held, key=lambda held: (-_points(held), TAXONOMY[held.category].label))
    names = [TAXONOMY[held.category].label + (f" ({held.data} different)" if held.data > 1 else "") for held in ordered]
    return ", ".join(names)
