"""A small name server on loopback, honest or not, and the messages that it sends."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import pairwise

from tracker.resolving.asking import Server

CNAME, ADDRESS, TEXT = 5, 1, 16
type Record = tuple[str, int, int, bytes]


def wire(name: str) -> bytes:
    """A name as it travels, without compression."""
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def alias(owner: str, target: str, ttl: int = 300) -> Record:
    return owner, CNAME, ttl, wire(target)


def address(owner: str, ttl: int = 300) -> Record:
    return owner, ADDRESS, ttl, bytes([192, 0, 2, 7])


def chain(*names: str, ttl: int = 300) -> list[Record]:
    """The records of an answer in which each name leads to the next, and the last has an address."""
    return [*(alias(*pair, ttl) for pair in pairwise(names)), address(names[-1], ttl)]


def message(asked: bytes, records: Sequence[Record] = (), *, flags: int = 0x8180, number: int | None = None) -> bytes:
    """An answer to a question as it came, with these records."""
    given = struct.unpack_from(">H", asked)[0] if number is None else number
    rows = b"".join(
        wire(owner) + struct.pack(">HHIH", kind, 1, ttl, len(data)) + data for owner, kind, ttl, data in records
    )
    return struct.pack(">HHHHHH", given, flags, 1, len(records), 0, 0) + asked[12:] + rows


def name_in(asked: bytes) -> str:
    """The name that a question asks for."""
    labels, place = [], 12
    while size := asked[place]:
        labels.append(asked[place + 1 : place + 1 + size].decode())
        place += size + 1
    return ".".join(labels)


type Respond = Callable[[bytes], Sequence[bytes]]


class NameServer(asyncio.DatagramProtocol):
    """Answers each question with the datagrams that `respond` gives; over TCP, with what `whole` gives."""

    def __init__(self, respond: Respond, whole: Callable[[bytes], bytes]) -> None:
        self._respond, self._whole = respond, whole
        self.asked: list[str] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.asked.append(name_in(data))
        for answer in self._respond(data):
            self._transport.sendto(answer, addr)

    async def stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        (size,) = struct.unpack(">H", await reader.readexactly(2))
        writer.write(self._whole(await reader.readexactly(size)))
        writer.close()


def zone(names: Mapping[str, Sequence[Record]]) -> Respond:
    """What an honest server responds that knows these names and no others."""

    def respond(asked: bytes) -> list[bytes]:
        records = names.get(name_in(asked))
        return [message(asked, flags=0x8183) if records is None else message(asked, records)]

    return respond


def framed(data: bytes) -> bytes:
    """A message as it travels over TCP."""
    return struct.pack(">H", len(data)) + data


@asynccontextmanager
async def name_server(
    respond: Respond, whole: Callable[[bytes], bytes] = lambda asked: b""
) -> AsyncIterator[tuple[Server, NameServer]]:
    """A running name server, over UDP and TCP on one port."""
    loop = asyncio.get_running_loop()
    made = NameServer(respond, whole)
    listener = await asyncio.start_server(made.stream, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    transport, _ = await loop.create_datagram_endpoint(lambda: made, local_addr=("127.0.0.1", port))
    try:
        yield Server("127.0.0.1", port), made
    finally:
        transport.close()
        listener.close()


def closed_port() -> Server:
    """Where nobody listens."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        return Server("127.0.0.1", taken.getsockname()[1])
