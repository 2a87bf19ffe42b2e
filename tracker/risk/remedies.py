"""What would lower a risk? The exposure is judged again without each thing that can be changed."""

from collections.abc import Iterator
from dataclasses import replace

from tracker.belongings import yours
from tracker.disclosure import Manner
from tracker.phrasing import gettext, message
from tracker.risk.assessment import assess
from tracker.risk.exposure import ExposureSummary, Held
from tracker.risk.rating import Change, Remedy
from tracker.taxonomy import IDENTIFIERS, TAXONOMY, Category, Group

_MOST_DELETED = 4
_OF_THE_DEVICE = (Group.IDENTIFIERS, Group.DEVICE)
_RECORDS = {
    Category.PAGE_VISITED: message("If it deleted the record of the pages you visit"),
    Category.PURCHASE: message("If it deleted the record of what you bought"),
}
_BEHIND = {Manner.RELAYED, Manner.PREMATURE}
_WORDS = {
    Change.UNRECOGNISED: message("If it could no longer recognise you (its cookies and identifiers blocked)"),
    Change.SEPARATED: message(
        "If it could no longer join the sites on which it meets you (each site's cookies kept apart)"
    ),
    Change.NOT_PASSED_ON: message(
        "If pages no longer passed your data on to it (requests to it blocked on other sites)"
    ),
    Change.ENCRYPTED: message("If nothing travelled to it unencrypted any more (HTTPS only)"),
}


def remedies(exposure: ExposureSummary) -> tuple[Remedy, ...]:
    """Return the changes that would lower the score, the one that lowers it most first."""
    present = assess(exposure).score
    changed = [_remedy(change, gettext(words), _CHANGED[change](exposure)) for change, words in _WORDS.items()]
    deleted = sorted(_deleted(exposure), key=_order)[:_MOST_DELETED]
    return tuple(sorted((one for one in (*changed, *deleted) if one.score < present), key=_order))


def _order(remedy: Remedy) -> tuple[int, int, str]:
    return remedy.score, list(Change).index(remedy.change), remedy.category or ""


def _remedy(change: Change, words: str, left: ExposureSummary, category: Category | None = None) -> Remedy:
    risk = assess(left)
    return Remedy(change, words, risk.score, risk.level, category)


def _deleted(exposure: ExposureSummary) -> Iterator[Remedy]:
    """Without each kind of data that a person can ask to have deleted: what it has of the device comes again."""
    for category in {held.category for held in exposure.held if not held.is_ambient}:
        if TAXONOMY[category].group not in _OF_THE_DEVICE:
            left = replace(exposure, held=tuple(held for held in exposure.held if held.category is not category))
            yield _remedy(Change.DELETED, _without(category), left, category)


def _without(category: Category) -> str:
    if category in _RECORDS:
        return gettext(_RECORDS[category])
    return gettext("If it deleted %(data)s", data=yours(category))


def _unrecognised(exposure: ExposureSummary) -> ExposureSummary:
    left = tuple(held for held in exposure.held if held.category not in IDENTIFIERS)
    return replace(exposure, held=left, partners=0)


def _separated(exposure: ExposureSummary) -> ExposureSummary:
    return replace(exposure, sites=min(1, exposure.sites), group_sites=0, partners=0)


def _not_passed_on(exposure: ExposureSummary) -> ExposureSummary:
    return replace(exposure, held=tuple(left for held in exposure.held if (left := _without_passing_on(held))))


def _without_passing_on(held: Held) -> Held | None:
    """What would be left of it: the ways in which it came otherwise."""
    behind = held.as_third_party & _BEHIND
    if not behind:
        return held
    others = held.manners - behind
    return replace(held, manners=others, elsewhere=held.as_third_party - behind) if others else None


def _encrypted(exposure: ExposureSummary) -> ExposureSummary:
    return replace(exposure, held=tuple(replace(held, is_plain=False) for held in exposure.held))


_CHANGED = {
    Change.UNRECOGNISED: _unrecognised,
    Change.SEPARATED: _separated,
    Change.NOT_PASSED_ON: _not_passed_on,
    Change.ENCRYPTED: _encrypted,
}
