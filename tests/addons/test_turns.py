"""What follows from an event is what follows from it in mitmproxy's own way, in the same order."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest.mock import Mock

import pytest
from mitmproxy import flow
from mitmproxy.connection import ConnectionState, Server
from mitmproxy.master import Master
from mitmproxy.options import Options
from mitmproxy.proxy import commands, events
from mitmproxy.proxy.layers.http._hooks import HttpRequestHook, HttpResponseHook
from mitmproxy.proxy.mode_servers import ProxyConnectionHandler
from mitmproxy.proxy.server import ConnectionHandler, ConnectionIO
from mitmproxy.test import tflow
from mitmproxy.utils.asyncio_utils import set_eager_task_factory

from addons import dispatch, turns

OWN = ConnectionHandler.server_event
SHORTER = turns.turning(OWN)


@dataclass
class Told(commands.StartHook):
    """An event of ours for which nothing waits."""

    data: Any
    blocking = False


class Listener:
    """Does in each handler what it was made for, and notes it."""

    def __init__(self, notes: list[str], answer: Callable[[Any], Any]) -> None:
        self.notes, self.answer = notes, answer

    def request(self, told: Any) -> Any:
        self.notes.append("request")
        return self.answer(told)

    def response(self, told: Any) -> None:
        self.notes.append("response")

    def told(self, data: Any) -> None:
        self.notes.append(f"told {data}")

    def update(self, flows: Any) -> None:
        self.notes.append("update")


class Slow(Listener):
    async def request(self, told: Any) -> None:
        await asyncio.sleep(0)
        super().request(told)


class Script:
    """A layer that answers one event after the other with the next commands."""

    def __init__(self, notes: list[str], *steps: Iterable[Any]) -> None:
        self.notes, self.steps = notes, iter(steps)

    def handle_event(self, event: events.Event) -> Iterator[commands.Command]:
        about = getattr(event, "command", None)
        self.notes.append(type(event).__name__ + (f" of {type(about).__name__}" if about else ""))
        for step in next(self.steps, ()):
            if isinstance(step, Exception):
                raise step
            yield step


class Client:
    """A connection of a client, and what was done with it."""

    def __init__(self, notes: list[str], addon: Any, *steps: Iterable[Any], is_quick: bool = True) -> None:
        self.notes = notes
        master = Master(Options(), event_loop=Mock())
        master.options.add_option("proxy_debug", bool, False, "")
        master.options.add_option("tcp_timeout", int, 600, "")
        if is_quick:
            dispatch.install(master.addons)
        master.addons.add(addon)
        writer = Mock(get_extra_info=lambda name, default=None: ("192.0.2.1", 7) if "name" in name else default)
        writer.is_closing.return_value = False
        writer.write.side_effect = lambda data: notes.append(f"wrote {data!r}")
        self.handler = ProxyConnectionHandler(master, Mock(), writer, master.options, Mock())
        self.handler.layer = Script(notes, *steps)  # type: ignore[assignment]
        self.handler.transports[self.handler.client].handler = Mock()
        self.handler.log = lambda message, *_, **__: notes.append(f"said {message}")  # type: ignore[method-assign]

        async def opened(command: commands.OpenConnection) -> None:
            notes.append("opened")
            await self.handler.server_event(events.OpenConnectionCompleted(command, None))

        self.handler.open_connection = opened  # type: ignore[method-assign]


async def run(client: Client, way: Any) -> list[str]:
    """Let an event come, and all that follows from it."""
    with set_eager_task_factory():
        client.handler.server_event = way.__get__(client.handler)  # type: ignore[method-assign]
        await client.handler.server_event(events.Start())
        for _ in range(200):
            await asyncio.sleep(0)
        for timer in client.handler.wakeup_timer:
            timer.cancel()
    return client.notes


def outcome(way: Any, made: Callable[[list[str]], Client]) -> list[str]:
    async def main() -> list[str]:
        return await run(made([]), way)

    return asyncio.run(main())


def _plain(_: Any) -> None:
    return None


def _promised(_: Any) -> Any:
    return asyncio.sleep(0)


def _failing(_: Any) -> None:
    raise ValueError("a fault")


def _stopping(told: flow.Flow) -> None:
    told.intercept()
    asyncio.get_running_loop().call_later(0, told.resume)


def _request() -> HttpRequestHook:
    return HttpRequestHook(tflow.tflow())


def _response() -> HttpResponseHook:
    return HttpResponseHook(tflow.tflow())


@pytest.mark.parametrize("is_quick", [True, False])
@pytest.mark.parametrize(
    ("kind", "answer"),
    [(Listener, _plain), (Listener, _promised), (Listener, _failing), (Listener, _stopping), (Slow, _plain)],
)
def test_who_listens_is_asked_and_what_waits_goes_on(kind: type[Listener], answer: Any, is_quick: bool) -> None:
    def made(notes: list[str]) -> Client:
        return Client(notes, kind(notes, answer), [_request()], [_response(), Told("later")], [], is_quick=is_quick)

    expected = outcome(OWN, made)
    assert outcome(SHORTER, made) == expected
    assert expected[-1] == "HookCompleted of HttpResponseHook"


@pytest.mark.parametrize(("kind", "answer"), [(Listener, _plain), (Listener, _promised), (Slow, _plain)])
def test_of_several_that_are_asked_at_once_who_waits_holds_up_nobody(kind: type[Listener], answer: Any) -> None:
    def made(notes: list[str]) -> Client:
        return Client(notes, kind(notes, answer), [_response(), _request(), _response()], [], [Told("end")], [])

    expected = outcome(OWN, made)
    assert sorted(outcome(SHORTER, made)) == sorted(expected)
    assert expected.count("HookCompleted of HttpResponseHook") == 2


def _after(step: Callable[[Client], commands.Command]) -> list[str]:
    """What comes of a command, in both ways."""

    def made(notes: list[str]) -> Client:
        client = Client(notes, Listener(notes, _plain))
        client.handler.layer = Script(notes, [step(client), _request()], [Told("end")])  # type: ignore[assignment]
        return client

    expected = outcome(OWN, made)
    assert outcome(SHORTER, made) == expected
    return expected


class Sent(commands.SendData):
    """Somebody's own kind of it."""


@pytest.mark.parametrize("kind", [commands.SendData, Sent])
def test_data_are_sent_but_to_nobody_who_has_gone(kind: type[commands.SendData]) -> None:
    assert "wrote b'data'" in _after(lambda client: kind(client.handler.client, b"data"))
    assert "wrote b'data'" not in _after(lambda _: kind(Server(address=("shop.example", 443)), b"data"))

    def closing(client: Client) -> commands.Command:
        client.handler.transports[client.handler.client].writer.is_closing.return_value = True  # type: ignore[union-attr]
        return kind(client.handler.client, b"data")

    assert "wrote b'data'" not in _after(closing)


def test_a_connection_is_opened_once() -> None:
    assert "opened" in _after(lambda _: commands.OpenConnection(Server(address=("shop.example", 443))))

    def again(client: Client) -> commands.Command:
        server = Server(address=("shop.example", 443))
        client.handler.transports[server] = ConnectionIO()
        return commands.OpenConnection(server)

    assert "said mitmproxy has crashed!" in _after(again)


@pytest.mark.parametrize("is_half", [None, True, False])
def test_a_connection_is_closed_wholly_or_by_half(is_half: bool | None) -> None:
    states: list[ConnectionState] = []

    def closing(client: Client) -> commands.Command:
        connection = client.handler.client
        handler = client.handler.transports[connection].handler
        handler.cancel.side_effect = lambda _: states.append(connection.state)  # type: ignore[union-attr]
        if is_half is None:
            return commands.CloseConnection(connection)
        return commands.CloseTcpConnection(connection, is_half)

    assert _after(closing)
    assert states == ([] if is_half else [ConnectionState.CLOSED] * 2)


@pytest.mark.parametrize("delay", [0.0, 60.0])
def test_a_layer_is_woken_up_in_time(delay: float) -> None:
    assert ("Wakeup of RequestWakeup" in _after(lambda _: commands.RequestWakeup(delay))) == (delay == 0)


def test_what_is_to_be_logged_is() -> None:
    assert "said words" in _after(lambda _: commands.Log("words", logging.INFO))


def test_an_unknown_command_ends_the_turn_of_its_event_alone() -> None:
    told = _after(lambda _: commands.Command())
    assert "said mitmproxy has crashed!" in told
    assert "request" not in told


def test_a_layer_that_fails_ends_the_turn_of_its_event_alone() -> None:
    def made(notes: list[str]) -> Client:
        return Client(notes, Listener(notes, _plain), [_request(), _response(), ValueError()], [ValueError()], [])

    expected = outcome(OWN, made)
    assert outcome(SHORTER, made) == expected
    assert expected.count("said mitmproxy has crashed!") == 2
    assert expected[-1] == "HookCompleted of HttpResponseHook"


@pytest.mark.parametrize("way", [OWN, SHORTER], ids=["own", "shorter"])
def test_only_the_shorter_way_needs_no_turn_of_the_loop(way: Any) -> None:
    async def main() -> bool:
        client = Client([], Listener([], _plain), [_request()])
        with set_eager_task_factory():
            client.handler.server_event = way.__get__(client.handler)  # type: ignore[method-assign]
            await client.handler.server_event(events.Start())
            return "HookCompleted of HttpRequestHook" in client.notes

    assert asyncio.run(main()) is (way is SHORTER)


def test_an_endless_chain_of_events_holds_up_nobody_else() -> None:
    def made(notes: list[str]) -> Client:
        return Client(notes, Listener(notes, _plain), *([_response()] for _ in range(3 * turns.MOST)), [])

    async def main() -> int:
        client = made([])
        asyncio.get_running_loop().call_soon(lambda: client.notes.append("another"))
        return (await run(client, SHORTER)).index("another")

    assert outcome(SHORTER, made) == outcome(OWN, made)
    assert asyncio.run(main()) <= 3 * (turns.MOST + 1)
