"""The web servers of the demonstration: one TLS listener on loopback that plays every host by the name asked for.

Each company keeps a log of what it received, as real ones do: `GET /received` gives it as JSON, so that what the
dashboard says can be held against what the companies really got.
"""

import json
import ssl
import threading
import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from tracker.demo import pages
from tracker.demo.certificates import Certificates
from tracker.demo.names import CLOAKED

SHOP = "www.boutique.test"
ANALYTICS = "stats.measurely.test"
ADVERTISING = "px.adreach.test"
RECORDER = "rec.replayer.test"
FRAME = "frame.adreach.test"
POOL = "match.datapool.test"
HOSTS = (SHOP, ANALYTICS, ADVERTISING, RECORDER, FRAME, POOL, CLOAKED)
_YEAR = 365 * 24 * 3600
_SCRIPTS = {ANALYTICS: "measurely.js", ADVERTISING: "adreach.js", RECORDER: "replayer.js", CLOAKED: "sideview.js"}
_COOKIES = {
    ANALYTICS: "_mly_id",
    ADVERTISING: "adreach_uid",
    RECORDER: "rpl_device",
    POOL: "dpl_profile",
    CLOAKED: "sv_seen",
}
_MAX_BODY = 1 << 20


class Received(NamedTuple):
    """What a company of the demonstration got: host, method, path with query, cookies, body as text."""

    host: str
    method: str
    target: str
    cookie: str
    body: str


class Answer(NamedTuple):
    """A response to be sent."""

    status: int
    kind: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class World(ThreadingHTTPServer):
    """The listener. `port` is free at construction; call `start`, and `stop` at the end."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, certificates: Certificates) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.received: list[Received] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates.server)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, name="demonstration", daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no news."""


class Handler(BaseHTTPRequestHandler):
    """Answers for all hosts."""

    protocol_version = "HTTP/1.1"
    server: World
    timeout = 120

    def do_GET(self) -> None:
        self._respond()

    do_POST = do_GET

    def _respond(self) -> None:
        size = min(int(self.headers.get("Content-Length") or 0), _MAX_BODY)
        body = self.rfile.read(size).decode("utf-8", "replace")
        host = (self.headers.get("Host") or "").split(":")[0]
        if self.path == "/received":
            answer = _as_json([item._asdict() for item in self.server.received])
        else:
            cookie = self.headers.get("Cookie", "")
            self.server.received.append(Received(host, self.command, self.path, cookie, body))
            answer = answer_of(host, self.command, self.path, cookie, body)
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers = (("Content-Type", answer.kind), ("Content-Length", str(len(answer.body))), *answer.headers)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server gives it
        """Write nothing: what the person types is nobody's log line."""


def answer_of(host: str, method: str, target: str, cookie: str, body: str) -> Answer:
    """Return what that host answers."""
    path = urlsplit(target).path
    if host == SHOP:
        return _shop(method, path, dict(parse_qsl(urlsplit(target).query)), cookie, dict(parse_qsl(body)))
    if host == FRAME:
        return _file("frame.html", "text/html")
    if host in _COOKIES:
        return _company(host, path, cookie)
    return Answer(404, "text/plain", b"No such host in the demonstration.")


def _company(host: str, path: str, cookie: str) -> Answer:
    """A third party: its script, and an endpoint that takes whatever it is given and sets a cookie for a year."""
    if path == f"/{_SCRIPTS.get(host)}":
        return _file(_SCRIPTS[host], "text/javascript")
    allowed: tuple[tuple[str, str], ...] = (
        ("Access-Control-Allow-Origin", f"https://{SHOP}"),
        ("Access-Control-Allow-Credentials", "true"),
        ("Cache-Control", "no-store"),
    )
    name = _COOKIES[host]
    known = SimpleCookie(cookie).get(name)
    value = known.value if known else f"{time.time_ns():x}{threading.get_ident() % 9973:04d}"
    if known is None:
        tail = "Path=/; Secure; HttpOnly; SameSite=None"
        allowed += (("Set-Cookie", f"{name}={value}; Max-Age={_YEAR}; {tail}"),)
    if host == ADVERTISING:
        onward = urlencode({"partner": "adreach", "uid": value})
        return Answer(302, "image/gif", b"", (*allowed, ("Location", f"https://{POOL}/match?{onward}")))
    return Answer(200, "image/gif", _PIXEL, allowed)


_PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b")


def _shop(method: str, path: str, query: dict[str, str], cookie: str, form: dict[str, str]) -> Answer:
    if path in ("/shop.js", "/shop.css"):
        return _file(path[1:], "text/javascript" if path.endswith("js") else "text/css")
    if path in ("/favicon.ico", "/seen"):
        return Answer(204, "image/x-icon", b"")
    headers: tuple[tuple[str, str], ...] = ()
    if "boutique_session=" not in cookie:
        headers = (("Set-Cookie", f"boutique_session={time.time_ns():x}; Path=/; Secure; HttpOnly"),)
    render = _PAGES.get((method, path), pages.not_found)
    page = render(query | form)
    status = 404 if render is pages.not_found else 200
    return Answer(status, "text/html; charset=utf-8", page.encode(), headers)


_PAGES: dict[tuple[str, str], Callable[[dict[str, str]], str]] = {
    ("GET", "/"): pages.home,
    ("GET", "/search"): pages.search,
    ("GET", "/register"): pages.register,
    ("POST", "/register"): pages.registered,
    ("GET", "/login"): pages.login,
    ("POST", "/login"): pages.logged_in,
    ("GET", "/checkout"): pages.checkout,
    ("POST", "/checkout"): pages.paid,
    ("POST", "/newsletter"): pages.subscribed,
}


def _file(name: str, kind: str) -> Answer:
    body = files("tracker").joinpath("data/demo", name).read_bytes()
    return Answer(200, f"{kind}; charset=utf-8", body, (("Cache-Control", "no-cache"),))


def _as_json(value: object) -> Answer:
    return Answer(200, "application/json", json.dumps(value).encode(), (("Cache-Control", "no-store"),))
