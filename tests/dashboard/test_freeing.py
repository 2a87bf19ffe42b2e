"""Which rules speak of a company, and what lets data through to it again."""

import pytest

from dashboard.freeing import freed, freeing, is_hindered, speaking_of
from tracker.control import Control
from tracker.disclosure import Party
from tracker.rules import Action, Rule
from tracker.vendors import builtin

OWN = Rule("own", Action.STRIP, vendors=frozenset({"unmet.example"}))
OTHERS = Rule("others", Action.STRIP, vendors=frozenset({"else.example"}))
BOTH = Rule("both", Action.MASK, vendors=frozenset({"unmet.example", "else.example"}))
GENERAL = Rule("general", Action.MASK, party=Party.THIRD)
OFF = Rule("off", Action.BLOCK, is_on=False)
ADS = Rule("ads", Action.STRIP, kinds=frozenset({"advertising"}))
LET = Rule("let", Action.ALLOW, vendors=frozenset({"unmet.example"}))
LET_SOME = LET._replace(id="some", party=Party.FIRST)
WARN = Rule("warn", Action.WARN)


def ids(rules: tuple[Rule, ...]) -> list[str]:
    return [rule.id for rule in rules]


@pytest.mark.parametrize(
    ("rules", "speaking", "hindered"),
    [
        ((), [], False),
        ((OWN, OTHERS, BOTH, GENERAL, OFF, ADS), ["own", "both", "general"], True),
        ((LET, GENERAL), ["let", "general"], False),
        ((LET_SOME, GENERAL), ["some", "general"], True),
        ((GENERAL, LET), ["general", "let"], True),
        ((WARN,), ["warn"], False),
        ((OTHERS, ADS, OFF), [], False),
    ],
    ids=range(7),
)
def test_rules_that_may_speak_of_a_company_are_found(
    rules: tuple[Rule, ...], speaking: list[str], hindered: bool
) -> None:
    control = Control(rules)
    assert ids(speaking_of(control, "unmet.example")) == speaking
    assert is_hindered(control, "unmet.example") is hindered


def test_a_company_is_known_by_its_trade_and_by_who_owns_it() -> None:
    catalogue = builtin()
    vendor = catalogue.vendor("instagram")
    assert vendor
    assert vendor.parent
    assert vendor.category
    trade = Rule("trade", Action.STRIP, kinds=frozenset({vendor.category}))
    above = Rule("above", Action.STRIP, vendors=frozenset({vendor.parent}))
    assert ids(speaking_of(Control((trade, above)), vendor.slug)) == ["trade", "above"]


@pytest.mark.parametrize(
    ("rules", "gone", "is_added"),
    [
        ((OWN,), ["own"], False),
        ((OWN, GENERAL), ["own"], True),
        ((BOTH,), [], True),
        ((LET, GENERAL), [], False),
        ((), [], False),
        ((OTHERS, WARN), [], False),
    ],
    ids=range(6),
)
def test_only_what_must_change_changes(rules: tuple[Rule, ...], gone: list[str], is_added: bool) -> None:
    control = Control(rules)
    removed, added = freeing(control, "unmet.example")
    assert (ids(removed), added is not None) == (gone, is_added)
    after = freed(control, "unmet.example")
    assert not is_hindered(after, "unmet.example")
    assert [rule for rule in after.rules if rule in rules] == [rule for rule in rules if rule.id not in gone]
    assert len(after.rules) == len(rules) - len(gone) + is_added
