"""Who listens to an event is asked at once, in the turn of the connection that it comes from.

mitmproxy asks in a task of its own for each event, four times for one request, and goes on in a later turn of the
loop. Most listeners wait for nothing: then the outcome is there at once, and what follows from it is next in any case,
for whatever else comes to the connection meanwhile has to wait behind it. Who does wait gets a task, as before.
"""

import logging
from collections import deque
from collections.abc import Callable, Coroutine, Generator
from types import coroutine
from typing import Any

from mitmproxy import flow, hooks
from mitmproxy.proxy import commands, events
from mitmproxy.proxy.mode_servers import ProxyConnectionHandler
from mitmproxy.proxy.server import ConnectionHandler, ConnectionIO
from mitmproxy.utils import asyncio_utils

from addons.dispatch import Dispatch

MOST = 16  # events in one turn: whoever sends thousands of messages at once holds up nobody else

type Own = Callable[..., Any]
type Steps = Coroutine[None, None, None]


def turning(_: Own) -> Own:
    """Return a `ConnectionHandler.server_event` that does so."""

    async def server_event(self: ConnectionHandler, event: events.Event) -> None:
        async with self._server_event_lock:  # nothing below waits
            due: deque[events.Event] = deque((event,))
            for _ in range(MOST):
                _turn(self, due)
                if not due:
                    return
            for late in due:
                _task(self, self.server_event(late), "late events", keep_ref=True)

    return server_event


def _turn(handler: ConnectionHandler, due: deque[events.Event]) -> None:
    """Do what follows from the first of the events, and put behind them what is completed by that."""
    handler.timeout_watchdog.register_activity()
    try:
        for command in handler.layer.handle_event(due.popleft()):
            if isinstance(command, commands.StartHook):
                if _is_done(handler, command):
                    due.append(events.HookCompleted(command))
            else:
                _do(handler, command)
    except Exception:  # noqa: BLE001 - mitmproxy's own
        handler.log("mitmproxy has crashed!", logging.ERROR, exc_info=True)


def _do(handler: ConnectionHandler, command: commands.Command) -> None:
    """Do a command as mitmproxy does."""
    if type(command) is commands.SendData:
        _send(handler.transports.get(command.connection), command.data)
        return
    match command:
        case commands.OpenConnection(connection=connection):
            assert connection not in handler.transports  # noqa: S101 - mitmproxy's own
            name = f"server connection handler {connection.address}"
            task = _task(handler, handler.open_connection(command), name, keep_ref=False)
            handler.transports[connection] = ConnectionIO(handler=task)
        case commands.RequestWakeup(delay=delay):
            name = f"wakeup timer ({delay:.1f}s)"
            handler.wakeup_timer.add(_task(handler, handler.wakeup(command), name, keep_ref=False))
        case commands.ConnectionCommand(connection=connection) if connection not in handler.transports:
            pass  # it has been closed
        case commands.SendData(connection=connection, data=data):
            _send(handler.transports[connection], data)
        case commands.CloseTcpConnection(connection=connection, half_close=is_half):
            handler.close_connection(connection, is_half)
        case commands.CloseConnection(connection=connection):
            handler.close_connection(connection, half_close=False)
        case commands.Log(message=message, level=level):
            handler.log(message, level)
        case _:
            raise RuntimeError(f"Unexpected command: {command}")


def _send(transport: ConnectionIO | None, data: bytes) -> None:
    if transport is not None:  # it has been closed
        writer = transport.writer
        assert writer  # noqa: S101 - mitmproxy's own
        if not writer.is_closing():
            writer.write(data)


def _task(handler: ConnectionHandler, steps: Coroutine[Any, Any, Any], name: str, *, keep_ref: bool) -> Any:
    return asyncio_utils.create_task(steps, name=name, keep_ref=keep_ref, client=handler.client.peername)


# ---- who listens


def _is_done(handler: ConnectionHandler, hook: commands.StartHook) -> bool:
    """Ask who listens; whether all have answered, and what waits for them may go on."""
    name = f"handle_hook({hook.name})"
    dispatch = _dispatch_of(handler, hook)
    if dispatch is None:
        _task(handler, handler.hook_task(hook), name, keep_ref=True)
        return False
    steps = _asked(dispatch, hook)
    try:
        steps.send(None)
    except StopIteration:
        return bool(hook.blocking)
    _task(handler, _rest(handler, hook, steps), name, keep_ref=True)
    return False


def _dispatch_of(handler: ConnectionHandler, hook: commands.StartHook) -> Dispatch | None:
    """Return who asks, where no listener is known to wait, and nobody has to be let go before; else None."""
    if type(handler) is not ProxyConnectionHandler or getattr(handler._server_event_lock, "_waiters", True):  # noqa: SLF001
        return None
    dispatch = getattr(vars(handler.master.addons).get("trigger_event"), "__self__", None)
    return dispatch if type(dispatch) is Dispatch and dispatch.is_prompt(hook) else None


async def _asked(dispatch: Dispatch, hook: commands.StartHook) -> None:
    """Ask who listens, as `ProxyConnectionHandler.handle_hook` does."""
    (data,) = hook.args()
    await dispatch.trigger_event(hook, apart)
    if isinstance(data, flow.Flow):
        await dispatch.trigger_event(hooks.UpdateHook([data]), apart)
        if data.intercepted:
            await apart()
        await data.wait_for_resume()


async def _rest(handler: ConnectionHandler, hook: commands.StartHook, steps: Steps) -> None:
    with handler.timeout_watchdog.disarm():
        await _going_on(steps)
    if hook.blocking:
        await handler.server_event(events.HookCompleted(hook))


@coroutine
def apart() -> Generator[None]:
    """Stop here: what comes is for a task of its own."""
    yield


@coroutine
def _going_on(steps: Steps) -> Generator[Any]:
    yield from steps.__await__()
