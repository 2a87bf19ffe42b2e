"""Whether a host's connections are read."""

import pytest

from tracker.control import WATCHING, Control
from tracker.control.ways import is_passed, passing, reading, undecided

_CHOSEN = Control(
    passed_hosts=frozenset({"bank.test", "a.read.test"}), read_hosts=frozenset({"www.bank.test", "read.test"})
)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("bank.test", True),
        ("api.bank.test", True),
        ("www.bank.test", False),
        ("img.www.bank.test", False),
        ("read.test", False),
        ("a.read.test", True),
        ("b.read.test", False),
        ("notbank.test", None),
        ("bank.test.example", None),
        ("", None),
    ],
)
def test_the_nearest_choice_counts(host: str, expected: bool | None) -> None:
    assert is_passed(host, _CHOSEN) is expected


def test_nothing_is_decided_at_first() -> None:
    assert is_passed("bank.test", WATCHING) is None


def test_a_host_is_passed_or_read_or_neither() -> None:
    passed = passing(WATCHING, "bank.test")
    assert (set(passed.passed_hosts), set(passed.read_hosts)) == ({"bank.test"}, set())
    read = reading(passed, "bank.test")
    assert (set(read.passed_hosts), set(read.read_hosts)) == (set(), {"bank.test"})
    assert passing(read, "bank.test") == passed
    assert undecided(read, "bank.test") == WATCHING
