"""Events reach the addons that listen, exactly as mitmproxy tells them itself."""

import asyncio
import logging
import types
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mitmproxy import hooks
from mitmproxy.addonmanager import AddonManager
from mitmproxy.exceptions import AddonHalt, OptionsError
from mitmproxy.hooks import UpdateHook
from mitmproxy.master import Master
from mitmproxy.options import Options

from addons import dispatch

EVENT = UpdateHook([])


def manager_of(*addons: Any, is_quick: bool = True) -> AddonManager:
    """A manager with these addons in its chain."""
    manager: AddonManager = _master().addons
    if is_quick:
        dispatch.install(manager)
    for addon in addons:
        manager.add(addon)
    return manager


def _master() -> Master:
    """One that runs nothing: no loop is needed."""
    return Master(Options(), event_loop=Mock())


def told(manager: AddonManager, event: hooks.Hook = EVENT) -> None:
    asyncio.run(manager.trigger_event(event))


class Listener:
    """Notes that it was called, then does what it was made for: raise, or nothing."""

    def __init__(
        self, name: str, calls: list[str], error: type[Exception] | None = None, children: tuple[Any, ...] = ()
    ) -> None:
        self.name, self.calls, self.error, self.addons = name, calls, error, list(children)

    def update(self, flows: Any) -> None:
        self.calls.append(self.name)
        if self.error:
            raise self.error("a fault")


class Waiting(Listener):
    async def update(self, flows: Any) -> None:  # type: ignore[override]
        await asyncio.sleep(0)
        self.calls.append(self.name)


class Deaf:
    """Has a handler for nothing."""

    def __init__(self, name: str) -> None:
        self.name = name


def test_handlers_are_called_in_the_order_of_the_chain_with_those_under_each() -> None:
    calls: list[str] = []
    inner = (Listener("b", calls), Waiting("c", calls))
    manager = manager_of(Listener("a", calls, children=inner), Deaf("deaf"), Waiting("d", calls))
    told(manager)
    told(manager)
    assert calls == ["a", "b", "c", "d"] * 2


def test_a_fault_is_told_and_ends_only_the_turn_of_its_addon(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []
    faulty = Listener("a", calls, ValueError, (Listener("under a", calls),))
    with caplog.at_level(logging.ERROR):
        told(manager_of(faulty, Listener("b", calls)))
    assert calls == ["a", "b"]
    assert [record.message for record in caplog.records] == ["Addon error: a fault"]


def test_a_halt_ends_the_event() -> None:
    calls: list[str] = []
    told(manager_of(Listener("a", calls, AddonHalt), Listener("b", calls)))
    assert calls == ["a"]


def test_an_error_of_options_goes_to_who_told_the_event() -> None:
    calls: list[str] = []
    manager = manager_of(Listener("a", calls, OptionsError), Listener("b", calls))
    with pytest.raises(OptionsError, match="a fault"):
        told(manager)
    assert calls == ["a"]


def _add(manager: AddonManager, calls: list[str]) -> None:
    manager.add(Listener("new", calls))


def _register_under(manager: AddonManager, calls: list[str]) -> None:
    child = Listener("new", calls)
    manager.chain[0].addons.append(child)
    manager.register(child)


def _replace_chain(manager: AddonManager, calls: list[str]) -> None:
    manager.chain.append(Listener("new", calls))


@pytest.mark.parametrize("change", [_add, _register_under, _replace_chain])
def test_an_addon_that_comes_later_is_told_from_then_on(change: Callable[[AddonManager, list[str]], None]) -> None:
    calls: list[str] = []
    manager = manager_of(Listener("a", calls))
    told(manager)
    change(manager, calls)
    told(manager)
    assert calls == ["a", "a", "new"]


def test_an_addon_that_went_is_told_no_more() -> None:
    calls: list[str] = []
    going = Listener("a", calls)
    manager = manager_of(going, Listener("b", calls))
    told(manager)
    manager.remove(going)
    told(manager)
    assert calls == ["a", "b", "b"]


def test_a_handler_that_an_addon_gets_while_it_runs_is_found_a_second_later(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    late: Any = Deaf("late")
    manager = manager_of(late, Listener("a", calls))
    now = 100.0
    monkeypatch.setattr(dispatch, "monotonic", lambda: now)
    told(manager)
    late.update = lambda flows: calls.append("late")
    now += 1.01
    told(manager)
    assert calls == ["a", "late", "a"]


def test_what_is_no_handler_is_said_as_mitmproxy_says_it(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []
    wrong: Any = Deaf("wrong")
    wrong.update = "no function"
    module: Any = Deaf("module")
    module.update = types.ModuleType("update")
    with caplog.at_level(logging.ERROR):
        told(manager_of(wrong, module, Listener("a", calls)))
    assert calls == ["a"]
    assert "handler update" in caplog.text


class _OfSomebody(AddonManager):
    """Changed in ways that we do not know."""


def test_a_manager_whose_way_was_changed_already_is_left_alone() -> None:
    manager = manager_of()
    installed = manager.trigger_event
    dispatch.install(manager)
    assert manager.trigger_event == installed

    other = _OfSomebody(_master())  # type: ignore[no-untyped-call]
    dispatch.install(other)
    assert "trigger_event" not in vars(other)


_ERRORS = st.sampled_from([None, None, None, ValueError, AddonHalt])


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from([Listener, Waiting]), _ERRORS, st.lists(_ERRORS, max_size=3)), max_size=6))
def test_the_calls_are_those_that_mitmproxy_makes(
    plan: list[tuple[type[Listener], type[Exception] | None, list[Any]]],
) -> None:
    made: list[list[str]] = []
    for is_quick in (False, True):
        calls: list[str] = []
        addons = [
            kind(
                f"{n}",
                calls,
                error,
                tuple(Listener(f"{n}.{m}", calls, e) for m, e in enumerate(under)),
            )
            for n, (kind, error, under) in enumerate(plan)
        ]
        manager = manager_of(*addons, is_quick=is_quick)
        told(manager)
        told(manager)
        made.append(calls)
    assert made[0] == made[1]
