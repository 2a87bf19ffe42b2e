import gc
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.serving import main, server
from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.errors import TrackerError
from tracker.keys import load_or_create
from tracker.ledger.opening import open_ledger
from tracker.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _garbage_is_collected_as_before() -> Iterator[None]:
    """What is set for a process of its own, in that of the tests."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@contextmanager
def started(settings: Settings, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """`python -m dashboard` as a process, on a port of its own choice."""
    around = {**os.environ, "TRACKER_HOME": str(settings.home), "PYTHONPATH": str(ROOT), **environment}
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--port", str(free_port())],
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def filled(settings: Settings) -> Settings:
    with open_ledger(settings, load_or_create(settings)) as ledger:
        fill(ledger, [a_record()])
    return settings


def get(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of Unix")
def test_the_process_prints_its_address_serves_and_ends_when_asked(filled: Settings) -> None:
    with started(filled) as process:
        assert process.stdout
        line = process.stdout.readline()
        found = re.fullmatch(r"Dashboard: http://127\.0\.0\.1:(\d+)/\?token=([\w-]{20,})\n", line)
        assert found, line
        port, token = int(found[1]), found[2]
        assert get(port, "/").status == 401
        entered = get(port, f"/?token={token}")
        assert entered.status == 303
        assert "Server" not in entered.headers
        cookie = entered.headers["Set-Cookie"].partition(";")[0]
        page = get(port, "/", Cookie=cookie)
        assert b"shop.example" in page.body  # type: ignore[attr-defined]
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "", "")


def test_a_token_that_was_handed_on_is_not_printed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    monkeypatch.setenv("TRACKER_DASHBOARD_TOKEN", "handed-on")
    monkeypatch.setattr("waitress.server.TcpWSGIServer.run", lambda _server: None)
    assert main(["--port", str(free_port())]) == 0
    assert "TRACKER_DASHBOARD_TOKEN" not in os.environ
    assert capsys.readouterr().out == ""


def test_ctrl_c_ends_it_quietly(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_server: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    monkeypatch.setattr("waitress.server.TcpWSGIServer.run", interrupted)
    before = signal.getsignal(signal.SIGTERM)
    assert main(["--port", str(free_port())]) == 0
    assert signal.getsignal(signal.SIGTERM) is before
    assert capsys.readouterr().err == ""


def test_a_taken_port_is_said_in_one_line(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["--port", str(port)]) == 1
    error = capsys.readouterr().err
    assert error == f"tracker: port {port} on 127.0.0.1 is taken or not allowed; choose another one with --port\n"


def test_another_fault_of_the_network_is_told_too(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.serving.HOST", "192.0.2.1")  # kept for documentation: nobody's address
    with (
        pytest.raises(TrackerError, match="cannot be opened"),
        server(settings, load_or_create(settings), "token", 0),
    ):
        raise AssertionError("not reached")


def test_it_listens_on_the_loopback_alone(settings: Settings) -> None:
    with server(settings, load_or_create(settings), "token", 0) as serving:
        assert serving.effective_host == "127.0.0.1"


def test_what_is_remembered_is_spared_by_the_collector_of_garbage(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr("dashboard.garbage.spare", lambda: done.append("spared"))
    monkeypatch.setattr("dashboard.garbage.settle", lambda: done.append("settled"))
    with server(settings, load_or_create(settings), "token", 0):
        pass
    assert done == ["spared", "settled"]
