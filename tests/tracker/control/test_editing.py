from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.controls import CONTROLS
from tracker.control import WATCHING, Aliasing, Control, Signals, editing
from tracker.control.bounds import checked
from tracker.errors import ConfigurationError
from tracker.rules import Action, Rule, presets

MASK, STRIP = Rule("", Action.MASK), Rule("", Action.STRIP)
PRESETS = [slug for slug in presets() if slug != "watch-only"]


def ids(control: Control) -> list[str]:
    return [rule.id for rule in control.rules]


def test_the_newest_rule_goes_first_and_has_an_id_of_its_own() -> None:
    control = editing.with_rule(editing.with_rule(WATCHING, MASK), STRIP)
    assert ids(control) == ["r2", "r1"]
    assert control.rules[0].action is Action.STRIP


def test_no_id_is_used_again() -> None:
    control = editing.without_rules(editing.with_rule(WATCHING, MASK), ["r1"])
    assert ids(editing.with_rule(control, STRIP)) == ["r2"]


@given(CONTROLS)
def test_a_new_rule_never_takes_the_id_of_another(control: Control) -> None:
    assert checked(editing.with_rule(control, MASK))


def test_a_preset_goes_after_what_is_there_and_twice_is_once() -> None:
    control = editing.with_rule(WATCHING, MASK)
    control = editing.with_preset(editing.with_preset(control, "no-contact-data"), "no-identifiers")
    assert ids(control) == ["r1", "no-contact-data-1", "no-identifiers-1"]
    assert editing.with_preset(control, "no-contact-data") == control


@given(CONTROLS, st.sampled_from([*presets()]))
def test_a_preset_is_idempotent_whatever_was_there(control: Control, slug: str) -> None:
    once = editing.with_preset(control, slug)
    assert editing.with_preset(once, slug) == once


def test_a_preset_turns_its_rules_on_in_their_places() -> None:
    control = editing.with_rule(editing.with_preset(WATCHING, "no-identifiers"), MASK)
    off = editing.switched(control, ["no-identifiers-1"], is_on=False)
    assert editing.with_preset(off, "no-identifiers") == control


def test_a_presets_rules_of_an_earlier_version_give_way() -> None:
    old = Rule("no-identifiers-9", Action.MASK, preset="no-identifiers")
    assert ids(editing.with_preset(Control(rules=(old,)), "no-identifiers")) == ["no-identifiers-1"]


def test_watching_only_takes_the_rules_of_presets_away_and_leaves_your_own() -> None:
    control = editing.with_rule(WATCHING, MASK)
    for slug in PRESETS:
        control = editing.with_preset(control, slug)
    assert ids(editing.with_preset(control, "watch-only")) == ["r1"]


def test_one_preset_alone_can_be_taken_away() -> None:
    control = editing.with_preset(editing.with_preset(WATCHING, "no-contact-data"), "no-identifiers")
    assert ids(editing.without_preset(control, "no-contact-data")) == ["no-identifiers-1"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [(1, ["r1", "r3", "r2"]), (2, ["r3", "r1", "r2"]), (3, ["r3", "r2", "r1"]), (99, ["r3", "r2", "r1"])],
)
def test_a_rule_goes_where_it_is_put(place: int, expected: list[str]) -> None:
    control = WATCHING
    for _ in range(3):
        control = editing.with_rule(control, MASK)
    assert ids(editing.moved(control, "r1", place)) == expected


def test_rules_are_turned_off_and_on() -> None:
    control = editing.with_rule(editing.with_rule(WATCHING, MASK), STRIP)
    off = editing.switched(control, ["r1", "r2"], is_on=False)
    assert [rule.is_on for rule in off.rules] == [False, False]
    assert [rule.is_on for rule in editing.switched(off, ["r1"], is_on=True).rules] == [False, True]


@pytest.mark.parametrize(
    "how",
    [
        lambda control: editing.moved(control, "r9", 1),
        lambda control: editing.switched(control, ["r1", "r9"], is_on=True),
        lambda control: editing.without_rules(control, ["r9"]),
    ],
)
def test_a_rule_that_there_is_not_is_said(how: object) -> None:
    assert callable(how)
    with pytest.raises(ConfigurationError, match="no rule has the id 'r9'; `tracker rules list` shows them"):
        how(editing.with_rule(WATCHING, MASK))


def test_a_place_or_preset_that_there_is_not_is_said() -> None:
    with pytest.raises(ConfigurationError, match="counted from 1"):
        editing.moved(editing.with_rule(WATCHING, MASK), "r1", 0)
    for how in (editing.with_preset, editing.without_preset):
        with pytest.raises(ConfigurationError, match="no preset is called 'x'; there are watch-only, no-identifiers"):
            how(WATCHING, "x")


def test_pauses_sites_and_signals_are_toggled() -> None:
    until = datetime(2026, 11, 22, 18, tzinfo=UTC)
    assert editing.paused(WATCHING, until).paused_until == until
    assert editing.paused(editing.paused(WATCHING, until), None) == WATCHING
    private = editing.with_private(WATCHING, "shop.test")
    assert private.private_sites == {"shop.test"}
    assert editing.with_private(private, "shop.test", is_private=False) == WATCHING
    unmarked = editing.with_unmarked(WATCHING, "shop.test")
    assert unmarked.unmarked_sites == {"shop.test"}
    assert editing.with_unmarked(unmarked, "shop.test", is_unmarked=False) == WATCHING
    aliasing = editing.with_aliasing(WATCHING, address="marie@mail.example", domain="marie.example").aliasing
    assert aliasing == Aliasing(address="marie@mail.example", domain="marie.example")
    assert editing.with_signal(WATCHING, "gpc", is_on=True).signals == Signals(gpc=True)
