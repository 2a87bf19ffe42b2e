"""Hooks that never raise."""

import pytest

from addons.harmless import FaultCount, harmless, place_of
from tracker.keeper.faults import Loudness


class Addon:
    def __init__(self) -> None:
        self.faults: list[Exception] = []

    def fault(self, error: Exception) -> None:
        self.faults.append(error)

    @harmless
    def request(self, value: str) -> None:
        """A hook."""
        if value:
            raise ValueError(value)


def test_a_hook_that_raises_ends_quietly() -> None:
    addon = Addon()
    addon.request("")
    assert not addon.faults
    addon.request("marie.dupont@mail.example")
    assert isinstance(addon.faults[0], ValueError)


def test_a_guarded_hook_keeps_its_name_for_mitmproxy() -> None:
    assert Addon.request.__name__ == "request"


def test_what_is_said_of_a_fault_has_its_place_and_no_value() -> None:
    said: list[str] = []
    count = FaultCount(Loudness(said.append))
    addon = Addon()
    addon.request("marie.dupont@mail.example")
    for _ in range(3):
        count.add(addon.faults[0])
    assert count.count == 3
    assert len(said) == 1
    assert "test_harmless.py:" in said[0]
    assert "ValueError" in said[0]
    assert "marie" not in said[0]


def test_an_error_that_was_not_raised_has_no_place() -> None:
    assert place_of(ValueError()) == "nowhere"


def test_what_is_no_error_of_the_program_still_ends_it() -> None:
    class Ending(Addon):
        @harmless
        def done(self) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Ending().done()
