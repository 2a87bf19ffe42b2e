"""A server that speaks TLS under any name, and programs that open TLS to it through a proxy."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

from tests.builders.programs import Origin
from tracker.demo.certificates import make_certificates


class Server(Origin):
    """An origin under TLS, with a certificate of its own authority for those names."""

    def __init__(self, folder: Path, *names: str) -> None:
        made = make_certificates(names, folder)
        self.authority = made.authority
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(made.server)
        super().__init__()

    def finish_request(self, request: socket.socket, client_address: tuple[str, int]) -> None:  # type: ignore[override]
        try:
            with self.context.wrap_socket(request, server_side=True) as wrapped:
                ThreadingHTTPServer.finish_request(self, wrapped, client_address)
        except OSError:
            pass  # whoever refuses a certificate closes the connection


@contextmanager
def a_server(folder: Path, *names: str) -> Iterator[Server]:
    """Run a server under TLS until the end of the block."""
    server = Server(folder, *names)
    try:
        yield server
    finally:
        threading.Thread(target=server.shutdown, daemon=True).start()
        server.server_close()


class Program:
    """A program that trusts one authority. Programs with other `protocols` open TLS otherwise. `said` is what servers
    said to it.
    """

    def __init__(self, proxy: int, server: int, authority: Path, *protocols: str) -> None:
        self._proxy, self._server, self.said = proxy, server, b""
        self._context = ssl.create_default_context(cafile=str(authority))
        self._context.set_alpn_protocols(list(protocols) or ["http/1.1"])

    def get(self, host: str, target: str = "/") -> bytes | None:
        """Ask a host for a page; return the certificate that it was told, None where the program does not trust it."""
        with socket.create_connection(("127.0.0.1", self._proxy), 60) as plain:
            plain.sendall(b"CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n" % self._server)
            if b" 200 " not in plain.recv(4096):
                raise ConnectionError("the proxy refuses")
            try:
                with self._context.wrap_socket(plain, server_hostname=host) as wrapped:
                    told = wrapped.getpeercert(binary_form=True)
                    wrapped.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
                    while data := wrapped.recv(65536):
                        self.said += data
                    return told
            except ssl.SSLCertVerificationError:
                return None
