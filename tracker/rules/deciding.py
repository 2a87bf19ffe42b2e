"""What the rules decide of one disclosure: the first that speaks of it; but some data are never touched."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.rules.rule import HARMLESS, Action, Facts, Rule
from tracker.rules.untouched import reason_not_to_touch
from tracker.taxonomy import Category


class Decision(NamedTuple):
    """What is done, and the rule that says so. `spared`: why less is done than the rule says; empty where it is not."""

    rule: Rule
    action: Action
    spared: str = ""


def decide(facts: Facts, rules: Sequence[Rule]) -> Decision | None:
    """Return what the rules decide, or None where none of them speaks of such a disclosure.

    Quick for rules given as the same tuple again: what was decided before is remembered.
    """
    return _decided(facts, rules if isinstance(rules, tuple) else tuple(rules))


@lru_cache(4096)
def _decided(facts: Facts, rules: tuple[Rule, ...]) -> Decision | None:
    rule = next((rule for rule in rules if rule.speaks_of(facts)), None)
    if rule is None:
        return None
    if rule.action not in HARMLESS and (spared := reason_not_to_touch(facts)):
        return Decision(rule, Action.ALLOW, spared)
    if rule.action is Action.ALIAS and facts.category is not Category.EMAIL_ADDRESS:
        return Decision(rule, Action.MASK)
    return Decision(rule, rule.action)
