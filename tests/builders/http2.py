"""A client that speaks HTTP/2, and a server that does, before one that speaks HTTP/1."""

import socket
import ssl
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, ResponseReceived, StreamEnded, StreamReset

from tests.builders.programs import a_program


def posted_over_http2(port: int, target: str, headers: Iterable[tuple[str, str]], body: bytes) -> int:
    """Send a form over HTTP/2 to what listens there; return the answer's status, 0 where the stream was reset."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as plain,
        context.wrap_socket(plain, server_hostname="px.adreach.test") as secured,
    ):
        assert secured.selected_alpn_protocol() == "h2"
        connection = H2Connection(H2Configuration(client_side=True))
        connection.initiate_connection()
        pseudo = [(":method", "POST"), (":scheme", "https"), (":authority", "px.adreach.test"), (":path", target)]
        connection.send_headers(1, [*pseudo, ("content-length", str(len(body))), *headers])
        connection.send_data(1, body, end_stream=True)
        secured.sendall(connection.data_to_send())
        return _status(connection, secured)


def _status(connection: H2Connection, secured: ssl.SSLSocket) -> int:
    status = 0
    while data := secured.recv(65536):
        for event in connection.receive_data(data):
            if isinstance(event, ResponseReceived):
                status = int(dict(event.headers)[b":status"])
            elif isinstance(event, DataReceived) and event.flow_controlled_length:
                connection.acknowledge_received_data(event.flow_controlled_length, 1)
            elif isinstance(event, StreamReset):
                return 0
            elif isinstance(event, StreamEnded):
                return status
        secured.sendall(connection.data_to_send())
    return status


def an_http2_server(home: Path, port: int, origin: int) -> Any:
    """Start a server that speaks HTTP/2 over TLS, and hands on to one that does not. It minds what lengths are said."""
    options = ["--mode", f"reverse:http://127.0.0.1:{origin}", "--listen-host", "127.0.0.1", "-p", str(port), "-q"]
    command = f"from mitmproxy.tools.main import mitmdump; mitmdump({[*options, '--set', f'confdir={home}']!r})"
    return a_program(home, "-c", command)
