"""A server and a client that speak WebSocket, as plainly as can be."""

import contextlib
import socket
import threading

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, Message, Request, TextMessage


class SocketOrigin:
    """A server that keeps the messages that it gets, and says of each that it came."""

    def __init__(self) -> None:
        self.received: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(ConnectionError):  # the proxy may hang up without a farewell
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        spoken = WSConnection(ConnectionType.SERVER)
        while data := connection.recv(65536):
            spoken.receive_data(data)
            for event in spoken.events():
                if isinstance(event, Request):
                    connection.sendall(spoken.send(AcceptConnection()))
                elif isinstance(event, TextMessage):
                    self.received.append(event.data)
                    connection.sendall(spoken.send(Message("got it")))

    def close(self) -> None:
        self._listener.close()


def spoken(proxy: int, url: str, headers: list[tuple[str, str]], messages: list[str]) -> None:
    """Send messages over a WebSocket through a proxy; wait until the last one was answered."""
    with socket.create_connection(("127.0.0.1", proxy), timeout=30) as connection:
        host, _, target = url.partition("://")[2].partition("/")
        client = WSConnection(ConnectionType.CLIENT)
        extra = [(name.encode(), value.encode()) for name, value in headers]
        asked = client.send(Request(host, f"/{target}", extra_headers=extra))
        connection.sendall(asked.replace(b"GET /", f"GET http://{host}/".encode(), 1))
        _until(connection, client, AcceptConnection)
        for message in messages:
            connection.sendall(client.send(Message(message)))
        _until(connection, client, TextMessage)


def _until(connection: socket.socket, client: WSConnection, kind: type) -> None:
    while data := connection.recv(65536):
        client.receive_data(data)
        if any(isinstance(event, kind) for event in client.events()):
            return
    raise AssertionError(f"the connection ended before any {kind.__name__}")
