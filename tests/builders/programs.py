"""Programs of ours as processes, and a server for them to talk to."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = str(Path(__file__).parent.parent.parent)


def a_free_port() -> int:
    """Return the number of a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def soon(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether a condition comes true within that time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.03)
    return True


def listens(port: int) -> bool:
    """Whether somebody listens on that port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def a_program(home: Path, *arguments: str, **more: str) -> "subprocess.Popen[str]":
    """Start `python ARGUMENTS` on the installation in that home; what it says is piped."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment | {"TRACKER_HOME": str(home), "PYTHONPATH": ROOT, "PYTHONUNBUFFERED": "1"} | more,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class Origin(ThreadingHTTPServer):
    """A server that keeps each request's head and body as they came, and answers with a short page."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[tuple[str, str, bytes]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Origin
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        if self.headers.get("transfer-encoding") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size + 2)[:-2]
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.received.append((self.path, str(self.headers), body))
        page = b"<form><label>E-mail <input name=q1></label></form>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    do_GET = do_POST  # noqa: N815 - the name that http.server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        pass


def through(
    proxy: int, origin: int, target: str, body: bytes | None = None, *, is_chunked: bool = False
) -> tuple[int, bytes]:
    """Send a form through a proxy to an origin, by plain HTTP; return the answer's status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", proxy, timeout=30)
    try:
        connection.request(
            "GET" if body is None else "POST",
            f"http://127.0.0.1:{origin}{target}",
            body=iter([body]) if is_chunked and body else body,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            encode_chunked=is_chunked,
        )
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
