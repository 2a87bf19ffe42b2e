"""mitmproxy's events, told only to the addons that listen to them.

For each event mitmproxy asks each of its some 36 addons anew whether it has a handler, eight times for one request:
nearly a third of what a request costs it. Here the answer is remembered, and gathered anew when addons come or go.
Handlers are found by mitmproxy's own `AddonManager._iter_hooks`, called in its order, and what they raise ends up
where it did before.
"""

import inspect
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any, NamedTuple

from mitmproxy.addonmanager import AddonManager, safecall
from mitmproxy.exceptions import AddonHalt, AddonManagerError
from mitmproxy.hooks import Hook

_FRESH = 1.0  # seconds: an addon may also be given a handler while it runs

type Handler = Callable[..., Any]
type Apart = Callable[[], Awaitable[None]]


class _Heard(NamedTuple):
    """Who listens to an event: the handlers of each addon (with those under it), and when that was found out."""

    addons: tuple[tuple[Handler, ...], ...]
    since: float
    is_prompt: bool  # none of them is a coroutine function


class Dispatch:
    """Tells the events of one `AddonManager`."""

    def __init__(self, manager: AddonManager) -> None:
        self._manager, self._original = manager, manager.trigger_event
        self._heard: dict[str, _Heard] = {}
        self._chain: list[Any] = []

    async def trigger_event(self, event: Hook, apart: Apart | None = None) -> None:
        """Call the handlers of an event, as `AddonManager.trigger_event` does. `apart` is awaited before the first that
        waits for something.
        """
        heard = self._hearing(event)
        if heard is None:
            if apart is not None:
                await apart()
            await self._original(event)
        elif heard.addons:
            await _call(heard.addons, event.args(), apart)

    def is_prompt(self, event: Hook) -> bool:
        """Whether the handlers of an event are plain functions, which most likely wait for nothing."""
        heard = self._hearing(event)
        return heard is not None and heard.is_prompt

    def _hearing(self, event: Hook) -> _Heard | None:
        """Who listens; None where an addon's handler is none: mitmproxy says so, and calls the others."""
        heard = self._heard.get(event.name)
        if heard is None or self._chain != self._manager.chain or monotonic() - heard.since > _FRESH:
            try:
                return self._gather(event)
            except AddonManagerError:
                return None
        return heard

    def _gather(self, event: Hook) -> _Heard:
        if self._chain != self._manager.chain:
            self._chain = list(self._manager.chain)
            self._heard.clear()
        found = (tuple(handler for _, handler in self._manager._iter_hooks(addon, event)) for addon in self._chain)  # noqa: SLF001
        addons = tuple(handlers for handlers in found if handlers)
        is_prompt = not any(inspect.iscoroutinefunction(handler) for handlers in addons for handler in handlers)
        heard = self._heard[event.name] = _Heard(addons, monotonic(), is_prompt)
        return heard

    def forgetting[**P, R](self, change: Callable[P, R]) -> Callable[P, R]:
        """Return a method of the manager that changes who listens."""

        def _changed(*arguments: P.args, **named: P.kwargs) -> R:
            try:
                return change(*arguments, **named)
            finally:
                self._heard.clear()

        return _changed


async def _call(addons: tuple[tuple[Handler, ...], ...], arguments: list[Any], apart: Apart | None) -> None:
    for handlers in addons:
        try:
            for handler in handlers:
                result = handler(*arguments)
                if result is not None and inspect.isawaitable(result):
                    if apart is not None:
                        await apart()
                        apart = None
                    await result
        except AddonHalt:
            return
        except Exception:
            with safecall():
                raise


def install(manager: AddonManager) -> None:
    """Let the manager's events go this way. Not where something else has changed how they are told."""
    if "trigger_event" in vars(manager) or type(manager) is not AddonManager:
        return
    dispatch = Dispatch(manager)
    changed: dict[str, Any] = {name: dispatch.forgetting(getattr(manager, name)) for name in ("register", "remove")}
    vars(manager).update(changed, trigger_event=dispatch.trigger_event)
