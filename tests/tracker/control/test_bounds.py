from datetime import datetime

import pytest
from hypothesis import given

from tests.builders.controls import CONTROLS
from tracker.control import WATCHING, Aliasing, AliasService, Control
from tracker.control.bounds import LONGEST, MOST_HOSTS, MOST_NAMES, MOST_RULES, checked
from tracker.errors import ConfigurationError
from tracker.rules import Action, Rule


def rule(id_: str = "a", **others: object) -> Rule:
    return Rule(id_, Action.MASK)._replace(**others)  # type: ignore[arg-type]


MANY = frozenset(f"{number}.test" for number in range(MOST_HOSTS + 1))


@given(CONTROLS)
def test_what_persons_decide_is_well_within(control: Control) -> None:
    assert checked(control) == control


@pytest.mark.parametrize(
    ("control", "words"),
    [
        (Control(rules=tuple(rule(str(number)) for number in range(MOST_RULES + 1))), "500 rules at most"),
        (Control(rules=(rule(), rule())), "the same id"),
        (Control(rules=(rule(""),)), "1 to 253 characters"),
        (Control(rules=(rule(vendors=frozenset(list(MANY)[: MOST_NAMES + 1])),)), "500 companies or sites"),
        (Control(rules=(rule(sites=frozenset({"x" * (LONGEST + 1)})),)), "1 to 253 characters"),
        (Control(rules=(rule(name="a\nb"),)), "no control characters"),
        (Control(rules=(rule(name="\ud800"),)), "no control characters"),
        (Control(private_sites=MANY), "5000 sites or hosts"),
        (Control(passed_hosts=frozenset({""})), "1 to 253 characters"),
        (Control(aliasing=Aliasing(address="x" * 300)), "1 to 253 characters"),
        (Control(aliasing=Aliasing(known=(("shop", "\x00"),))), "no control characters"),
        (Control(aliasing=Aliasing(service=AliasService("relay", "a\nb"))), "key of the service"),
        (Control(aliasing=Aliasing(service=AliasService("relay", "x" * 2001))), "key of the service"),
        (Control(aliasing=Aliasing(service=AliasService("x" * 300))), "1 to 253 characters"),
        (Control(paused_until=datetime(2026, 11, 22)), "must have a zone"),  # noqa: DTZ001 - that is the fault
    ],
)
def test_what_is_too_much_or_not_well_formed_is_refused(control: Control, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        checked(control)


def test_nothing_decided_is_fine() -> None:
    assert checked(WATCHING) == WATCHING
