"""Which rules speak of a company, and what lets data through to it again. Pure."""

from tracker.control import Control
from tracker.control.editing import with_rule, without_rules
from tracker.rules import HARMLESS, Action, Rule
from tracker.vendors import builtin


def speaking_of(control: Control, slug: str) -> tuple[Rule, ...]:
    """Return the rules that are on and may speak of what goes to a company, in their order."""
    catalogue = builtin()
    vendor = catalogue.vendor(slug)
    names = {slug, *(catalogue.lineage(slug) if vendor else ())}
    kind = vendor.category if vendor else None
    return tuple(
        rule
        for rule in control.rules
        if rule.is_on
        and (not rule.vendors or not rule.vendors.isdisjoint(names))
        and (not rule.kinds or kind in rule.kinds)
    )


def is_hindered(control: Control, slug: str) -> bool:
    """Return whether a rule may keep something from a company, and none before it lets everything through."""
    for rule in speaking_of(control, slug):
        if rule.action not in HARMLESS:
            return True
        if rule.action is Action.ALLOW and _is_of_all(rule):
            return False
    return False


def freeing(control: Control, slug: str) -> tuple[tuple[Rule, ...], Rule | None]:
    """Return the rules that go so that data are let through to a company, those of it alone, and the one that comes:
    None where no other rule keeps anything from it.
    """
    gone = tuple(rule for rule in control.rules if rule.vendors == {slug} and rule.action not in HARMLESS)
    left = without_rules(control, [rule.id for rule in gone])
    return gone, Rule("", Action.ALLOW, vendors=frozenset({slug})) if is_hindered(left, slug) else None


def freed(control: Control, slug: str) -> Control:
    """Return the choices with data let through to a company."""
    gone, added = freeing(control, slug)
    left = without_rules(control, [rule.id for rule in gone])
    return left if added is None else with_rule(left, added)


def _is_of_all(rule: Rule) -> bool:
    return not (rule.sites or rule.party or rule.categories or rule.manner)
