from datetime import UTC, datetime, timedelta

import pytest

from tracker.control import WATCHING, Aliasing, Control, editing
from tracker.control.telling import told
from tracker.rules import Action, Rule

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("control", "lines"),
    [
        (WATCHING, []),
        (Control(paused_until=NOW), []),
        (
            Control(private_sites=frozenset({"shop.test", "a.test"})),
            ["Not recorded, as you wish: a.test and shop.test."],
        ),
        (
            Control(passed_hosts=frozenset({"shop.test"})),
            ["Connections to 1 host are passed through unread, as you wish."],
        ),
        (
            Control(rules=(Rule("r1", Action.MASK, is_on=False),)),
            ["All rules are off: nothing of what leaves is changed."],
        ),
        (
            editing.with_preset(Control(rules=(Rule("r2", Action.MASK), Rule("r1", Action.MASK))), "no-identifiers"),
            ["3 rules are on: r2, r1 and no-identifiers."],
        ),
        (
            Control(rules=(Rule("r1", Action.ALIAS),)),
            [
                "1 rule is on: r1.",
                "A rule gives aliases, but none can be made: `tracker aliases address` says from what.",
            ],
        ),
        (Control(rules=(Rule("r1", Action.ALIAS),), aliasing=Aliasing(domain="m.test")), ["1 rule is on: r1."]),
    ],
)
def test_what_was_decided_is_told(control: Control, lines: list[str]) -> None:
    assert list(told(control, NOW)) == lines


def test_a_pause_is_told_by_the_clocks_here() -> None:
    until = NOW + timedelta(hours=1)
    (line,) = told(Control(paused_until=until), NOW)
    assert line == f"Recording is paused until {until.astimezone():%Y-%m-%d %H:%M}."
