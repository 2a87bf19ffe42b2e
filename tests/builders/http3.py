"""A client and a server that speak HTTP/3, by the library that mitmproxy speaks it with."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aioquic.asyncio.client import connect
from aioquic.asyncio.protocol import QuicConnectionProtocol
from aioquic.asyncio.server import serve
from aioquic.h3.connection import H3_ALPN, H3Connection
from aioquic.h3.events import DataReceived, H3Event, HeadersReceived
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.events import QuicEvent

from tracker.demo.certificates import make_certificates


class _Server(QuicConnectionProtocol):
    """Answers each request once it is whole."""

    received: list[bytes]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._http = H3Connection(self._quic)
        self._bodies: dict[int, bytes] = {}

    def quic_event_received(self, event: QuicEvent) -> None:
        for said in self._http.handle_event(event):
            if isinstance(said, DataReceived):
                self._bodies[said.stream_id] = self._bodies.get(said.stream_id, b"") + said.data
            if isinstance(said, HeadersReceived | DataReceived) and said.stream_ended:
                self.received.append(self._bodies.pop(said.stream_id, b""))
                self._http.send_headers(said.stream_id, [(b":status", b"200"), (b"content-length", b"2")])
                self._http.send_data(said.stream_id, b"ok", end_stream=True)
                self.transmit()


class _Client(QuicConnectionProtocol):
    """Sends one request, and waits for its answer's status."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._http = H3Connection(self._quic)
        self._status = asyncio.get_running_loop().create_future()

    def quic_event_received(self, event: QuicEvent) -> None:
        for said in self._http.handle_event(event):
            self._heard(said)

    def _heard(self, said: H3Event) -> None:
        if isinstance(said, HeadersReceived) and not self._status.done():
            self._status.set_result(int(dict(said.headers)[b":status"]))

    async def post(self, host: str, target: str, body: bytes) -> int:
        stream = self._quic.get_next_available_stream_id()
        pseudo = [(b":method", b"POST"), (b":scheme", b"https"), (b":authority", host.encode())]
        kind = b"application/x-www-form-urlencoded"
        headers = [*pseudo, (b":path", target.encode()), (b"content-type", kind)]
        self._http.send_headers(stream, [*headers, (b"content-length", str(len(body)).encode())])
        self._http.send_data(stream, body, end_stream=True)
        self.transmit()
        return int(await asyncio.wait_for(self._status, 30))


@contextmanager
def an_http3_server(folder: Path, *names: str) -> Iterator[tuple[int, Path, list[bytes]]]:
    """Run a server under those names; give its port, the authority that vouches for it, and the bodies it gets."""
    made = make_certificates(names, folder)
    received: list[bytes] = []
    loop, kind = asyncio.new_event_loop(), type("Server", (_Server,), {"received": received})
    configuration = QuicConfiguration(is_client=False, alpn_protocols=H3_ALPN)
    configuration.load_cert_chain(made.server, made.server)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    starting = asyncio.run_coroutine_threadsafe(
        serve("127.0.0.1", 0, configuration=configuration, create_protocol=kind), loop
    )
    server: Any = starting.result(30)
    try:
        yield server._transport.get_extra_info("sockname")[1], made.authority, received
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()


async def _ended(server: Any) -> None:
    server.close()
    await asyncio.sleep(0.1)  # what it has open closes in the loop's next turns


def posted_over_http3(port: int, host: str, target: str, body: bytes) -> int:
    """Send a form over HTTP/3 to what listens there; return the answer's status."""

    async def post() -> int:
        options = QuicConfiguration(is_client=True, alpn_protocols=H3_ALPN, server_name=host, verify_mode=ssl.CERT_NONE)
        async with connect("127.0.0.1", port, configuration=options, create_protocol=_Client) as client:
            assert isinstance(client, _Client)
            return await client.post(host, target, body)

    return asyncio.run(post())
