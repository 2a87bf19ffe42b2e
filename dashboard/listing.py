"""The person's rules in their order, and the ready-made lists, as the page of rules shows them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.companies import name_of
from dashboard.outcomes import Summed, summed
from tracker.control import Control
from tracker.ledger.queries.deeds import Deed
from tracker.phrasing import gettext, ngettext
from tracker.rules import HARMLESS, Action, Preset, Rule, presets
from tracker.rules.text import MOST, otherwise_text, preset_name, preset_text, rule_text
from tracker.taxonomy import Category


class Said(NamedTuple):
    """A rule in a sentence, what it does where a value cannot be replaced or taken out ('' where that is plain), and
    its kinds of data where the sentence does not name them all.
    """

    text: str
    otherwise: str
    kinds: tuple[Category, ...] = ()


class Listed(NamedTuple):
    """A rule at its place, and what it did. `preset` is what the ready-made list is called that it comes from."""

    place: int
    rule: Rule
    said: Said
    preset: str
    summed: Summed


class Ready(NamedTuple):
    """A ready-made list: whether its rules are on (`is_partly`: some of them, or as they were in another version)."""

    slug: str
    name: str
    text: str
    is_on: bool
    is_partly: bool
    is_nothing: bool


def said(rule: Rule) -> Said:
    """Return what a rule does, in words. Names in it are strangers'."""
    kinds = tuple(category for category in Category if category in rule.categories)
    return Said(rule_text(rule, name_of), otherwise_text(rule), kinds if len(kinds) > MOST else ())


def listed(rules: Sequence[Rule], deeds: Mapping[str, Deed]) -> list[Listed]:
    """Return the rules in their order."""
    named = {slug: preset_name(preset) for slug, preset in presets().items()}
    return [
        Listed(place, rule, said(rule), named.get(rule.preset, rule.preset), summed(deeds.get(rule.id)))
        for place, rule in enumerate(rules, 1)
    ]


def ready(control: Control) -> list[Ready]:
    """Return the ready-made lists, and which of them hold."""
    return [_ready(control, preset) for preset in presets().values()]


def headline(control: Control) -> str:
    """Return what holds now, in a sentence."""
    on = [rule for rule in control.rules if rule.is_on]
    if doing := sum(rule.action not in HARMLESS for rule in on):
        return ngettext(
            "%(count)s rule decides what companies get",
            "%(count)s rules decide what companies get",
            doing,
        )
    if any(rule.action is Action.WARN for rule in on):
        return gettext("Nothing is changed on its way, but you are told of what your rules name")
    if control.rules and not on:
        return gettext("Your rules are off: nothing is changed on its way")
    return gettext("Nothing is changed on its way: Tracker only watches")


def _ready(control: Control, preset: Preset) -> Ready:
    own = [rule for rule in control.rules if rule.preset == preset.slug]
    on = {rule for rule in own if rule.is_on}
    if not preset.rules:
        is_on = not any(rule.preset and rule.is_on for rule in control.rules)
    else:
        is_on = set(preset.rules) <= on
    words = preset_name(preset), preset_text(preset)
    return Ready(preset.slug, *words, is_on, bool(on) and not is_on, not preset.rules)
