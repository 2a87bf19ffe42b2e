"""Rules in a real proxy, before a real server that keeps what it got: each action, in each encoding, over HTTP/1 and
HTTP/2 and WebSocket.
"""

import gzip
import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.builders.guards import ADDRESS, a_rule
from tests.builders.http2 import an_http2_server, posted_over_http2
from tests.builders.programs import ROOT, Origin, a_free_port, a_program, listens, soon
from tests.builders.sockets import SocketOrigin, spoken
from tracker.control import Aliasing
from tracker.control.keeping import change
from tracker.keys import load_or_create
from tracker.rules import Action, Rule
from tracker.settings import Settings
from tracker.taxonomy import Category

FORM, JSON, PARTS = "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=XX"
QUOTED = ADDRESS.replace("@", "%40")
EMAIL = Category.EMAIL_ADDRESS
FETCH = {
    "Origin": "http://www.boutique.test",
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Dest": "empty",
}
MULTIPART = (
    f'--XX\r\nContent-Disposition: form-data; name="email"\r\n\r\n{ADDRESS}\r\n'
    '--XX\r\nContent-Disposition: form-data; name="size"\r\n\r\n38\r\n--XX--\r\n'
)
DOCUMENT = json.dumps({"email": ADDRESS, "size": 38})


class Sent(NamedTuple):
    """A request to another company, with an address in one place and a size in another."""

    target: str = "/c"
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    is_chunked: bool = False


def a_body(text: str | bytes, kind: str, *more: tuple[str, str], is_chunked: bool = False) -> Sent:
    body = text.encode() if isinstance(text, str) else text
    return Sent(body=body, headers=(("Content-Type", kind), *more), is_chunked=is_chunked)


SHAPES = {
    "query": Sent(f"/c?email={QUOTED}&size=38"),
    "form": a_body(f"email={QUOTED}&size=38", FORM),
    "chunked form": a_body(f"email={QUOTED}&size=38", FORM, is_chunked=True),
    "multipart": a_body(MULTIPART, PARTS),
    "json": a_body(DOCUMENT, JSON),
    "gzip": a_body(gzip.compress(DOCUMENT.encode()), JSON, ("Content-Encoding", "gzip")),
    "cookie": Sent(headers=(("Cookie", f"size=38; email={ADDRESS}"),)),
    "header": Sent(headers=(("X-User-Email", ADDRESS), ("X-Size", "38"))),
}

OTHER = Sent("/c?card_number=4242424242424242")
"""Of what no other rule here speaks."""


class Wire:
    """A proxy with rules, and a server behind it."""

    def __init__(self, home: Path, port: int, origin: Origin) -> None:
        self.settings, self.port, self.origin = Settings(home, key_store="file"), port, origin
        self._choices = 0

    def choose(self, *rules: Rule) -> None:
        """Let these hold from now on, and wait until the proxy has taken them over, and blocks a company of its own."""
        self._choices += 1
        host, aliasing = f"choice-{self._choices}.test", Aliasing("marie@mail.test")
        told = (Rule("told", Action.BLOCK, frozenset({host})), *rules)
        change(self.settings, load_or_create(self.settings), lambda now: now._replace(rules=told, aliasing=aliasing))
        assert soon(lambda: self.send(OTHER, host)[0] == 403)

    def send(self, sent: Sent, host: str = "px.adreach.test") -> tuple[int, str]:
        """Send a request; return the answer's status, and all that the server got of it, unpacked."""
        before = len(self.origin.received)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(
                "GET" if sent.body is None else "POST",
                f"http://{host}{sent.target}",
                iter([sent.body]) if sent.is_chunked and sent.body else sent.body,
                FETCH | dict(sent.headers),
                encode_chunked=sent.is_chunked,
            )
            answer = connection.getresponse()
            answer.read()
            return answer.status, "\n".join(map(said, self.origin.received[before:]))
        finally:
            connection.close()


def said(received: tuple[str, str, bytes]) -> str:
    target, head, body = received
    return "\n".join((target, head, (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()))


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    home, port = tmp_path_factory.mktemp("wire") / "home", a_free_port()
    with Origin() as origin:
        routes = ("-s", f"{ROOT}/addons/demo_routes.py", "--set", f"demo_port={origin.server_port}")
        listening = ("--listen-host", "127.0.0.1", "-p", str(port), "--set", f"confdir={home / 'ca'}")
        process = a_program(home, "-m", "addons", *listening, *routes)
        try:
            assert soon(lambda: listens(port))
            yield Wire(home, port, origin)
        finally:
            process.terminate()
            process.communicate(timeout=60)


@pytest.fixture(scope="module", params=list(Action))
def ruled(wire: Wire, request: pytest.FixtureRequest) -> tuple[Action, Wire]:
    wire.choose(a_rule(request.param, EMAIL))
    return request.param, wire


@pytest.mark.parametrize("shape", SHAPES)
def test_the_server_gets_what_the_rule_lets_it_get(ruled: tuple[Action, Wire], shape: str) -> None:
    action, wire = ruled
    status, text = wire.send(SHAPES[shape])
    if action is Action.BLOCK:
        assert (status, text) == (403, "")
        return
    assert status == 200
    assert "38" in text
    is_whole = action in {Action.ALLOW, Action.WARN}
    assert (ADDRESS in text or QUOTED in text) == is_whole
    assert ("example.invalid" in text) == (action is Action.MASK)
    assert ("marie+adreach" in text or "marie%2Badreach" in text) == (action is Action.ALIAS)


def test_what_is_not_touched_arrives_as_it_was_sent(wire: Wire) -> None:
    wire.choose(a_rule(Action.MASK, Category.PHONE_NUMBER))
    sent = Sent(body=b" email=%6Darie.dupont@mail.test&a&&b=+%2b", headers=(("Content-Type", FORM), ("x-ODD", "  1")))
    assert wire.send(sent)[0] == 200
    target, head, body = wire.origin.received[-1]
    assert (target, body) == ("/c", sent.body)
    assert "x-ODD:   1" in head or "x-ODD: 1" in head


@pytest.mark.parametrize(
    ("action", "expected"),
    [(Action.MASK, 2), (Action.STRIP, 2), (Action.BLOCK, 1), (Action.WARN, 2)],
)
def test_a_message_is_changed_or_dropped_and_others_go_on(tmp_path: Path, action: Action, expected: int) -> None:
    home, port, origin = tmp_path / "home", a_free_port(), SocketOrigin()
    settings = Settings(home, key_store="file")
    change(settings, load_or_create(settings), lambda now: now._replace(rules=(a_rule(action, EMAIL),)))
    routes = ("-s", f"{ROOT}/addons/demo_routes.py", "--set", f"demo_port={origin.port}")
    listening = ("--listen-host", "127.0.0.1", "-p", str(port), "--set", f"confdir={home / 'ca'}")
    process = a_program(home, "-m", "addons", *listening, *routes)
    try:
        assert soon(lambda: listens(port))
        page = [("Origin", "http://www.boutique.test"), ("Sec-Fetch-Site", "cross-site")]
        spoken(port, "ws://live.adreach.test/s", page, [DOCUMENT, '{"size": 39}'])
        assert soon(lambda: len(origin.received) == expected)
        text = "".join(origin.received)
        assert "39" in text
        assert (ADDRESS in text) == (action is Action.WARN)
    finally:
        origin.close()
        process.terminate()
        process.communicate(timeout=60)


@pytest.mark.parametrize(
    ("action", "status"), [(Action.MASK, 200), (Action.STRIP, 200), (Action.ALIAS, 200), (Action.BLOCK, 403)]
)
def test_over_http2_lengths_are_right_on_both_sides(tmp_path: Path, action: Action, status: int) -> None:
    home, port, middle = tmp_path / "home", a_free_port(), a_free_port()
    settings = Settings(home, key_store="file")
    rules = (a_rule(action, EMAIL),)
    change(
        settings,
        load_or_create(settings),
        lambda now: now._replace(rules=rules, aliasing=Aliasing("marie@mail.test")),
    )
    with Origin() as origin:
        server = an_http2_server(tmp_path / "server", middle, origin.server_port)
        options = ("--mode", f"reverse:https://127.0.0.1:{middle}", "--set", "ssl_insecure=true")
        listening = ("--listen-host", "127.0.0.1", "-p", str(port), "--set", f"confdir={home / 'ca'}")
        proxy = a_program(home, "-m", "addons", *listening, *options)
        try:
            assert soon(lambda: listens(port) and listens(middle))
            headers = [(name.lower(), value) for name, value in FETCH.items()]
            body = f"email={QUOTED}&size=38".encode()
            assert posted_over_http2(port, "/c", [*headers, ("content-type", FORM)], body) == status
            text = "\n".join(map(said, origin.received))
            assert QUOTED not in text
            assert ("size=38" in text) == (status == 200)
        finally:
            for process in (proxy, server):
                process.terminate()
                process.communicate(timeout=60)


def test_a_large_upload_is_cut_off_where_its_first_part_holds_what_a_rule_stops(wire: Wire) -> None:
    wire.choose(a_rule(Action.BLOCK, EMAIL))
    large = b"&rest=" + b"x" * (3 << 20)
    status, text = wire.send(Sent(body=b"size=38" + large, headers=(("Content-Type", FORM),)))
    assert status == 200
    assert "size=38" in text
    try:
        status, text = wire.send(Sent(body=f"email={QUOTED}".encode() + large, headers=(("Content-Type", FORM),)))
    except OSError:  # the proxy may end the connection before all of it was sent
        status, text = 0, ""
    assert status != 200
    assert QUOTED not in text
    assert not any(QUOTED.encode() in body for _, _, body in wire.origin.received[-1:])
