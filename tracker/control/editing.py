"""What a person may change of what they decided: each function returns the choices as they are then.

They go with `keeping.change`: `change(settings, keys, lambda control: paused(control, until))`. What cannot be is
refused by ConfigurationError in one line. For hosts that are passed through see `ways`.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import count
from typing import Any

from tracker.control.choices import Control
from tracker.errors import ConfigurationError
from tracker.phrasing import gettext
from tracker.rules import Preset, Rule
from tracker.rules.presets import presets


def with_rule(control: Control, rule: Rule) -> Control:
    """Return the choices with one more rule, the first of all; its id is made (`r1`, `r2`, ...), and never used again.

    The first, since the first that speaks of a datum decides: what was said last and of the special goes before the
    general. `moved` puts it elsewhere.
    """
    number = next(number for number in count(control.made + 1) if not _has(control, f"r{number}"))
    return control._replace(rules=(rule._replace(id=f"r{number}"), *control.rules), made=number)


def with_preset(control: Control, slug: str) -> Control:
    """Return the choices with a preset's rules after all others, on and as they come with the program.

    Rules that are there already keep their place. `watch-only` takes the rules of all presets away. Raises
    ConfigurationError for a preset that there is not.
    """
    preset = preset_named(slug)
    if not preset.rules:
        return control._replace(rules=tuple(rule for rule in control.rules if not rule.preset))
    fresh = {rule.id: rule for rule in preset.rules}
    kept = tuple(fresh.pop(rule.id, rule) for rule in control.rules if rule.preset != slug or rule.id in fresh)
    return control._replace(rules=(*kept, *fresh.values()))


def without_preset(control: Control, slug: str) -> Control:
    """Return the choices without the rules of that preset. Raises ConfigurationError for one that there is not."""
    preset_named(slug)
    return control._replace(rules=tuple(rule for rule in control.rules if rule.preset != slug))


def preset_named(slug: str) -> Preset:
    """Return a preset. Raises ConfigurationError where there is none of that slug."""
    if (preset := presets().get(slug)) is None:
        slugs = ", ".join(presets())
        raise ConfigurationError(gettext("no preset is called %(slug)r; there are %(slugs)s", slug=slug, slugs=slugs))
    return preset


def moved(control: Control, rule_id: str, place: int) -> Control:
    """Return the choices with a rule at another place, 1 for the first; too high a number is the last place."""
    rule = rule_of(control, rule_id)
    if place < 1:
        raise ConfigurationError(gettext("places of rules are counted from 1"))
    others = [other for other in control.rules if other is not rule]
    others.insert(place - 1, rule)
    return control._replace(rules=tuple(others))


def switched(control: Control, rule_ids: Iterable[str], *, is_on: bool) -> Control:
    """Return the choices with those rules on or off. Raises ConfigurationError for an id that there is not."""
    ids = {rule_of(control, rule_id).id for rule_id in rule_ids}
    rules = (rule._replace(is_on=is_on) if rule.id in ids else rule for rule in control.rules)
    return control._replace(rules=tuple(rules))


def without_rules(control: Control, rule_ids: Iterable[str]) -> Control:
    """Return the choices without those rules. Raises ConfigurationError for an id that there is not."""
    ids = {rule_of(control, rule_id).id for rule_id in rule_ids}
    return control._replace(rules=tuple(rule for rule in control.rules if rule.id not in ids))


def rule_of(control: Control, rule_id: str) -> Rule:
    """Return the rule of that id. Raises ConfigurationError where there is none."""
    for rule in control.rules:
        if rule.id == rule_id:
            return rule
    raise ConfigurationError(gettext("no rule has the id %(id)r; `tracker rules list` shows them", id=rule_id))


def paused(control: Control, until: datetime | None) -> Control:
    """Return the choices with recording paused until then; None: it goes on."""
    return control._replace(paused_until=until)


def with_private(control: Control, site: str, *, is_private: bool = True) -> Control:
    """Return the choices with nothing recorded on a site (registrable domain), or with it recorded again."""
    return control._replace(private_sites=_toggled(control.private_sites, site, is_in=is_private))


def with_unmarked(control: Control, site: str, *, is_unmarked: bool = True) -> Control:
    """Return the choices with no mark on the pages of a site (registrable domain), or with it there again."""
    return control._replace(unmarked_sites=_toggled(control.unmarked_sites, site, is_in=is_unmarked))


def with_aliasing(control: Control, **given: Any) -> Control:
    """Return the choices with these fields of `Aliasing`, by their names."""
    return control._replace(aliasing=control.aliasing._replace(**given))


def with_signal(control: Control, name: str, *, is_on: bool) -> Control:
    """Return the choices with a signal (a field of `Signals`) sent or not."""
    return control._replace(signals=control.signals._replace(**{name: is_on}))


def _toggled(names: frozenset[str], name: str, *, is_in: bool) -> frozenset[str]:
    return names | {name} if is_in else names - {name}


def _has(control: Control, rule_id: str) -> bool:
    return any(rule.id == rule_id for rule in control.rules)
