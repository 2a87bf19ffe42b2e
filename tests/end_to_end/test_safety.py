"""A running installation, looked at as others on the machine and pages in the browser can (docs/security.md)."""

import http.client
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from tests.builders.commands import Program, free_port, running_program
from tests.builders.programs import Origin, soon, through
from tracker.uninstalling import contents

PUBLIC = {"mitmproxy-ca-cert.pem", "mitmproxy-ca-cert.p12", "mitmproxy-ca-cert.cer", "mitmproxy-dhparam.pem"}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and processes are told otherwise there")


class Run(NamedTuple):
    """A running `tracker start` under the most careless umask, and what was sent through it."""

    program: Program
    home: Path
    proxy: int
    dashboard: int
    entrance: str

    def processes(self) -> list[psutil.Process]:
        own = psutil.Process(self.program.process.pid)
        return [own, *own.children(recursive=True)]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    home, proxy, dashboard = tmp_path_factory.mktemp("careless") / "home", free_port(), free_port()
    before = os.umask(0)
    try:
        options = ("--no-open", "--port", str(proxy), "--dashboard-port", str(dashboard))
        with running_program(home, "start", *options) as program, Origin() as origin:
            found = re.search(r"http://\S+", program.wait_for("dashboard  http"))
            assert found
            assert through(proxy, origin.server_port, "/join", b"email=marie%40mail.test")[0] == 200
            assert soon(lambda: (home / "state").is_dir() and any((home / "journal").glob("*.journal")))
            yield Run(program, home, proxy, dashboard, found[0])
    finally:
        os.umask(before)


def asked(port: int, target: str, **headers: str) -> http.client.HTTPResponse:
    """The answer of whoever listens on that port of this machine, read to its end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", target, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_nobody_else_can_enter_the_home_nor_read_a_secret_in_it(run: Run) -> None:
    assert stat.S_IMODE(run.home.stat().st_mode) == 0o700
    paths = {path: stat.S_IMODE(path.lstat().st_mode) for path in run.home.rglob("*")}
    assert {path.name for path, mode in paths.items() if path.is_dir() and mode != 0o700} == set()
    assert {path.name for path, mode in paths.items() if path.is_file() and mode & 0o077} <= PUBLIC
    assert stat.S_IMODE((run.home / "ca" / "mitmproxy-ca.pem").stat().st_mode) == 0o600


def test_no_command_line_tells_a_secret(run: Run) -> None:
    lines = [" ".join(process.cmdline()) for process in run.processes()]
    key, token = (run.home / "key").read_bytes().hex(), run.entrance.partition("token=")[2]
    assert len(lines) >= 3
    assert not any(secret in line for line in lines for secret in (key, token))


def test_the_dashboard_alone_is_told_what_opens_it(run: Run) -> None:
    told = [process for process in run.processes() if "TRACKER_DASHBOARD_TOKEN" in process.environ()]
    assert [process.cmdline()[-3:] for process in told] == [["dashboard", "--port", str(run.dashboard)]]


def test_everything_listens_on_this_machine_alone(run: Run) -> None:
    places = {
        connection.laddr
        for process in run.processes()
        for connection in process.net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert {place.port for place in places} == {run.proxy, run.dashboard}
    assert {place.ip for place in places} == {"127.0.0.1"}


def test_no_file_holds_what_was_sent_nor_the_key_to_the_dashboard(run: Run) -> None:
    token = run.entrance.partition("token=")[2].encode()
    for path in run.home.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"marie" not in content, path.name
            assert token not in content, path.name


@pytest.mark.parametrize("is_proxied", [False, True], ids=["straight", "through the proxy"])
@pytest.mark.parametrize("target", ["/", "/log", "/live", "/api/v1/", "/static/app.css"])
def test_a_name_that_a_stranger_points_here_gets_nothing(target: str, is_proxied: bool, run: Run) -> None:
    """DNS rebinding; the proxy connects as the browser would, and says the page's host."""
    if is_proxied:
        answer = asked(run.proxy, f"http://127.0.0.1:{run.dashboard}{target}", Host=f"evil.test:{run.dashboard}")
    else:
        answer = asked(run.dashboard, target, Host=f"evil.test:{run.dashboard}")
    assert answer.status == 400
    assert answer.getheader("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize("target", ["/", "/log", "/settings", "/api/v1/", "/api/v1/openapi.json", "/static/app.css"])
def test_no_page_of_another_origin_may_read_ours(target: str, run: Run) -> None:
    answer = asked(run.dashboard, target, Origin="http://evil.test")
    assert answer.getheader("Access-Control-Allow-Origin") is None
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"


def test_the_key_does_not_open_by_way_of_the_proxy(run: Run) -> None:
    """Whoever reads the key off a command line has the proxy at hand, which runs as the person."""
    if sys.platform == "linux":
        assert asked(run.proxy, run.entrance).status == 403
    assert asked(run.dashboard, run.entrance.partition(str(run.dashboard))[2]).status == 303


def test_the_proxy_has_no_pages_of_its_own_for_this_machines_browsers(run: Run) -> None:
    """mitmproxy hands out its certificate at mitm.it to whoever asks through it: any page could see that it does."""
    assert any("onboarding=false" in process.cmdline() for process in run.processes())


def test_all_that_it_makes_is_known_to_uninstall(run: Run) -> None:
    found = contents(run.home)
    assert found
    assert found.kept == ()
    assert run.home / "key" in found.keys
