"""mitmproxy's events, told only to the addons that listen to them.

For each event mitmproxy asks each of its some 36 addons anew whether it has a handler, eight times for one request:
nearly a third of what a request costs it. Here the answer is remembered, and gathered anew when addons come or go.
Handlers are found by mitmproxy's own `AddonManager._iter_hooks`, called in its order, and what they raise ends up
where it did before.
"""

import inspect
from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple

from mitmproxy.addonmanager import AddonManager, safecall
from mitmproxy.exceptions import AddonHalt, AddonManagerError
from mitmproxy.hooks import Hook

_FRESH = 1.0  # seconds: an addon may also be given a handler while it runs

type Handler = Callable[..., Any]


class _Heard(NamedTuple):
    """Who listens to an event: the handlers of each addon (with those under it), and when that was found out."""

    addons: tuple[tuple[Handler, ...], ...]
    since: float


class Dispatch:
    """Tells the events of one `AddonManager`."""

    def __init__(self, manager: AddonManager) -> None:
        self._manager, self._original = manager, manager.trigger_event
        self._heard: dict[str, _Heard] = {}
        self._chain: list[Any] = []

    async def trigger_event(self, event: Hook) -> None:
        """Call the handlers of an event, as `AddonManager.trigger_event` does."""
        heard = self._heard.get(event.name)
        if heard is None or self._chain != self._manager.chain or monotonic() - heard.since > _FRESH:
            try:
                heard = self._gather(event)
            except AddonManagerError:  # an addon's handler is none: mitmproxy says so, and calls the others
                await self._original(event)
                return
        if heard.addons:
            await _call(heard.addons, event.args())

    def _gather(self, event: Hook) -> _Heard:
        if self._chain != self._manager.chain:
            self._chain = list(self._manager.chain)
            self._heard.clear()
        found = (tuple(handler for _, handler in self._manager._iter_hooks(addon, event)) for addon in self._chain)  # noqa: SLF001
        heard = self._heard[event.name] = _Heard(tuple(handlers for handlers in found if handlers), monotonic())
        return heard

    def forgetting[**P, R](self, change: Callable[P, R]) -> Callable[P, R]:
        """Return a method of the manager that changes who listens."""

        def _changed(*arguments: P.args, **named: P.kwargs) -> R:
            try:
                return change(*arguments, **named)
            finally:
                self._heard.clear()

        return _changed


async def _call(addons: tuple[tuple[Handler, ...], ...], arguments: list[Any]) -> None:
    for handlers in addons:
        try:
            for handler in handlers:
                result = handler(*arguments)
                if result is not None and inspect.isawaitable(result):
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
