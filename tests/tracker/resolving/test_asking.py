"""One question to a name server that may lie, be silent, or not be there."""

import asyncio
from collections.abc import Callable, Sequence

import pytest

from tests.builders.name_servers import (
    NameServer,
    Respond,
    alias,
    chain,
    closed_port,
    framed,
    message,
    name_server,
    zone,
)
from tracker.resolving.asking import Server, _Exchange, ask
from tracker.resolving.messages import Answer, BadMessageError, question

NAME, TARGET = "metrics.shop.test", "shop.adpix.test"
HONEST = zone({NAME: chain(NAME, TARGET)})


def asked_of(respond: Respond, whole: Callable[[bytes], bytes] = lambda asked: b"", patience: float = 5) -> Answer:
    async def run() -> Answer:
        async with name_server(respond, whole) as (server, _):
            return await ask(server, NAME, patience)

    return asyncio.run(run())


def cut(asked: bytes) -> Sequence[bytes]:
    return [message(asked, flags=0x8380)]


def whole(asked: bytes) -> bytes:
    return framed(message(asked, chain(NAME, TARGET)))


def test_an_honest_server_is_understood() -> None:
    assert asked_of(HONEST).aliases == {NAME: TARGET}


def test_what_answers_something_else_is_passed_over_until_the_answer_comes() -> None:
    def respond(asked: bytes) -> list[bytes]:
        number = int.from_bytes(asked[:2])
        spoofed = message(asked, [alias(NAME, "spoofed.test")], number=number ^ 1)
        return [b"", b"\0", spoofed, *HONEST(asked), message(asked, [alias(NAME, "late.test")])]

    assert asked_of(respond).aliases == {NAME: TARGET}


def test_what_comes_after_the_answer_changes_nothing() -> None:
    async def run() -> Answer:
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        exchange = _Exchange(7, NAME, waiting)
        exchange.datagram_received(message(question(7, NAME), chain(NAME, TARGET)), None)
        exchange.datagram_received(message(question(7, NAME)), None)
        exchange.error_received(OSError("gone"))
        return await waiting

    assert asyncio.run(run()).aliases == {NAME: TARGET}


def test_a_server_that_only_sends_rubbish_is_given_up() -> None:
    with pytest.raises(BadMessageError):
        asked_of(lambda asked: [b"rubbish"] * 40)


def test_a_silent_server_is_waited_for_only_so_long() -> None:
    with pytest.raises(TimeoutError):
        asked_of(lambda asked: [], patience=0.05)


def test_where_nobody_listens_is_no_answer() -> None:
    with pytest.raises(OSError, match="refused"):
        asyncio.run(ask(closed_port(), NAME, 5))


def test_an_address_that_is_none_is_no_answer() -> None:
    with pytest.raises(OSError, match=r"."):
        asyncio.run(ask(Server("no address", 53), NAME, 5))


def test_what_does_not_fit_comes_over_a_stream() -> None:
    assert asked_of(cut, whole).aliases == {NAME: TARGET}


@pytest.mark.parametrize(
    "stream",
    [
        lambda asked: b"",
        lambda asked: b"\0",
        lambda asked: whole(asked)[:-1],
        lambda asked: framed(b""),
        lambda asked: framed(message(asked, flags=0x8380)),
        lambda asked: framed(message(asked, number=int.from_bytes(asked[:2]) ^ 1)),
    ],
    ids=["nothing", "half a length", "too little", "empty", "cut again", "another number"],
)
def test_a_broken_stream_is_refused(stream: Callable[[bytes], bytes]) -> None:
    with pytest.raises(BadMessageError):
        asked_of(cut, stream)


def test_each_question_has_a_number_of_its_own() -> None:
    numbers: set[bytes] = set()

    def respond(asked: bytes) -> Sequence[bytes]:
        numbers.add(asked[:2])
        return HONEST(asked)

    async def run() -> NameServer:
        async with name_server(respond) as (server, made):
            for _ in range(20):
                await ask(server, NAME, 5)
            return made

    assert asyncio.run(run()).asked == [NAME] * 20
    assert len(numbers) > 15
