"""The demonstration's name server, as the proxy asks it."""

import asyncio
import socket
import struct
from collections.abc import Iterator

import pytest

from tracker.demo.names import BEHIND, CLOAKED, Names, answer_to
from tracker.resolving import Server, chain_of
from tracker.resolving.messages import question


@pytest.fixture
def names() -> Iterator[Names]:
    names = Names()
    names.start()
    yield names
    names.stop()


@pytest.mark.parametrize(("name", "hops"), [(CLOAKED, (BEHIND,)), ("www.boutique.test", ()), (BEHIND, ())])
def test_one_name_of_the_shops_is_somebody_elses(names: Names, name: str, hops: tuple[str, ...]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.sendto(b"no question", ("127.0.0.1", names.port))
    assert asyncio.run(chain_of(name, [Server("127.0.0.1", names.port)])).hops == hops


@pytest.mark.parametrize(
    "asked", [b"", question(1, "a.test")[:-1], question(1, "a.test") + b"x", b"\0" * 12 + b"\0" * 5]
)
def test_what_is_no_question_gets_no_answer(asked: bytes) -> None:
    with pytest.raises((ValueError, IndexError, struct.error)):
        answer_to(asked)
