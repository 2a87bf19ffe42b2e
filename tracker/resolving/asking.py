"""One question to one name server: over UDP, and over TCP where the answer does not fit (RFC 1035, section 4.2).

Whoever does not see the question cannot answer in its place: the number and the port are random, and only what comes
from the server's own address, repeating number and question, counts.
"""

import asyncio
import contextlib
import secrets
import struct
from typing import NamedTuple

from tracker.resolving.messages import Answer, BadMessageError, answer_to, question

_MOST_STRAY = 32  # datagrams that are no answer, until we give up
_LENGTH = struct.Struct(">H")


class Server(NamedTuple):
    """A name server: its address and port."""

    host: str
    port: int = 53


async def ask(server: Server, name: str, patience: float) -> Answer:
    """Return what a name server says of a name, within so many seconds.

    Raises OSError (TimeoutError is one) where it cannot be reached, BadMessageError where it does not make sense.
    """
    async with asyncio.timeout(patience):
        answer = await _by_udp(server, name)
        return await _by_tcp(server, name) if answer.is_cut else answer


async def _by_udp(server: Server, name: str) -> Answer:
    loop, number = asyncio.get_running_loop(), secrets.randbits(16)
    transport, exchange = await loop.create_datagram_endpoint(
        lambda: _Exchange(number, name, loop.create_future()), remote_addr=(server.host, server.port)
    )
    try:
        transport.sendto(question(number, name))
        return await exchange.answer
    finally:
        transport.close()


class _Exchange(asyncio.DatagramProtocol):
    """Waits for the one datagram that answers."""

    def __init__(self, number: int, name: str, answer: "asyncio.Future[Answer]") -> None:
        self._number, self._name, self.answer = number, name, answer
        self._stray = 0

    def datagram_received(self, data: bytes, addr: object) -> None:
        if self.answer.done():
            return
        try:
            self.answer.set_result(answer_to(self._number, self._name, data))
        except BadMessageError as error:
            self._stray += 1
            if self._stray >= _MOST_STRAY:
                self.answer.set_exception(error)

    def error_received(self, exc: Exception) -> None:
        if not self.answer.done():
            self.answer.set_exception(exc)


async def _by_tcp(server: Server, name: str) -> Answer:
    number = secrets.randbits(16)
    reader, writer = await asyncio.open_connection(server.host, server.port)
    try:
        asked = question(number, name)
        writer.write(_LENGTH.pack(len(asked)) + asked)
        (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
        answer = answer_to(number, name, await reader.readexactly(length))
    except EOFError as error:
        raise BadMessageError("it ends too early") from error
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
    if answer.is_cut:
        raise BadMessageError("it is cut off")
    return answer
