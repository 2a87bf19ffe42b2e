"""What the person decided, as the proxy asks it."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.control import WATCHING, Aliasing, AliasService, Control
from tracker.control.choices import LONGEST_PAUSE
from tracker.rules import Action, Rule

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_who_decided_nothing_only_watches() -> None:
    assert not WATCHING.changes_requests
    assert not WATCHING.is_paused(NOON)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((Rule("1", Action.ALLOW),), False),
        ((Rule("1", Action.STRIP, is_on=False),), False),
        ((Rule("1", Action.ALLOW), Rule("2", Action.WARN)), True),
        ((Rule("1", Action.BLOCK),), True),
    ],
    ids=["allow", "off", "warn", "block"],
)
def test_only_rules_that_are_on_and_do_something_need_looking_at(rules: tuple[Rule, ...], expected: bool) -> None:
    assert Control(rules=rules).changes_requests is expected


@pytest.mark.parametrize(
    ("passed", "is_paused"),
    [
        (timedelta(), True),
        (timedelta(minutes=30), False),
        (timedelta(days=3653), False),
        (timedelta(minutes=-20), True),
        (timedelta(days=-1), True),
        (timedelta(days=-8), False),
        (timedelta(days=-3653), False),
    ],
    ids=["begun", "over", "ten years ahead", "set right by a little", "a day back", "a week back", "ten years back"],
)
def test_a_pause_ends_by_itself_whatever_the_clock_does(passed: timedelta, is_paused: bool) -> None:
    control = Control(paused_until=NOON + timedelta(minutes=30))
    assert control.is_paused(NOON + passed) is is_paused


def test_the_longest_pause_holds_from_its_beginning() -> None:
    assert Control(paused_until=NOON + LONGEST_PAUSE).is_paused(NOON - timedelta(seconds=5))


@pytest.mark.parametrize(
    ("aliasing", "expected"),
    [
        (Aliasing(), False),
        (Aliasing(service=AliasService("relay", "made-up-key")), False),
        (Aliasing(address="marie@mail.example"), True),
        (Aliasing(domain="marie.example"), True),
        (Aliasing(known=(("shop.test", "x1@relay.example"),)), True),
    ],
    ids=["nothing", "a service", "a mailbox", "a domain", "a known one"],
)
def test_aliases_can_be_given_once_they_are_known_or_can_be_made(aliasing: Aliasing, expected: bool) -> None:
    assert aliasing.is_set_up is expected


def test_the_key_of_a_service_is_shown_by_nothing() -> None:
    control = WATCHING._replace(aliasing=WATCHING.aliasing._replace(service=AliasService("relay", "made-up-key")))
    assert "made-up-key" not in f"{control!r} {control} {control.aliasing.service!s}"
    assert "relay" in repr(control)
