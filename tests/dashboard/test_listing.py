"""Rules and ready-made lists, as the page of rules shows them."""

import pytest

from dashboard.listing import headline, listed, ready, said
from tracker.control import WATCHING, Control
from tracker.control.editing import switched, with_preset, with_rule
from tracker.rules import Action, Rule
from tracker.taxonomy import Category

STRIP, ALLOW, WARN = Rule("", Action.STRIP), Rule("", Action.ALLOW), Rule("", Action.WARN)


def states(control: Control) -> dict[str, tuple[bool, bool]]:
    return {one.slug: (one.is_on, one.is_partly) for one in ready(control)}


def test_where_nothing_was_decided_tracker_watches() -> None:
    on = [slug for slug, (is_on, _) in states(WATCHING).items() if is_on]
    assert on == ["watch-only"]


def test_a_list_is_on_partly_on_or_off() -> None:
    control = with_preset(WATCHING, "no-identifiers")
    assert states(control)["no-identifiers"] == (True, False)
    assert states(control)["watch-only"] == (False, False)
    off = switched(control, [rule.id for rule in control.rules], is_on=False)
    assert states(off)["no-identifiers"] == (False, False)
    older = control._replace(rules=(control.rules[0]._replace(categories=frozenset()),))
    assert states(older)["no-identifiers"] == (False, True)


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ((), "Nothing is changed on its way: Tracker only watches"),
        ((ALLOW,), "Nothing is changed on its way: Tracker only watches"),
        ((STRIP._replace(is_on=False),), "Your rules are off: nothing is changed on its way"),
        ((STRIP,), "1 rule decides what companies get"),
        ((STRIP, ALLOW, STRIP), "2 rules decide what companies get"),
        ((WARN, ALLOW), "Nothing is changed on its way, but you are told of what your rules name"),
        ((WARN, STRIP), "1 rule decides what companies get"),
    ],
    ids=range(7),
)
def test_what_holds_is_a_sentence(rules: tuple[Rule, ...], words: str) -> None:
    assert headline(Control(rules)) == words


def test_rules_are_listed_in_their_order_with_where_they_come_from() -> None:
    control = with_rule(with_preset(WATCHING, "no-identifiers"), STRIP)
    own, preset = listed(control.rules, {})
    assert (own.place, own.preset, own.summed.words) == (1, "", "Has not done anything yet.")
    assert own.said == said(STRIP) == ("Take any personal data out of what goes to anybody.", "", ())
    assert (preset.place, preset.preset) == (2, "No identifiers to third parties")


def test_kinds_of_data_that_a_sentence_leaves_out_are_named_beside_it() -> None:
    few, many = STRIP._replace(categories=frozenset(list(Category)[:4])), frozenset(list(Category)[:6])
    assert said(few).kinds == ()
    assert set(said(STRIP._replace(categories=many)).kinds) == many
