"""What goes wrong around a proxy: clear words, browsing goes on, and nothing is lost."""

from contextlib import ExitStack
from pathlib import Path

from tests.builders.commands import done_program
from tests.builders.programs import Origin, a_free_port, through
from tests.builders.proxies import a_proxy, form, paths
from tracker.keys import load_or_create
from tracker.settings import Settings
from tracker.supervision import Plan
from tracker.supervision.running import announced


def test_without_a_network_requests_fail_as_they_do_without_us_and_recording_goes_on(tmp_path: Path) -> None:
    with Origin() as origin, a_proxy(tmp_path) as proxy:
        nobody = a_free_port()
        assert [through(proxy.port, nobody, "/f", form("mail_1"))[0] for _ in range(3)] == [502] * 3
        proxy.post(origin.server_port, "mail_2")
        assert "Traceback" not in proxy.end()
    assert paths(tmp_path) >= {"mail_1", "mail_2"}


def test_two_proxies_on_one_home_lose_nothing(tmp_path: Path) -> None:
    with Origin() as origin, ExitStack() as stack:
        proxies = [stack.enter_context(a_proxy(tmp_path)) for _ in range(2)]
        for number in range(20):
            proxies[number % 2].post(origin.server_port, f"mail_{number}")
    assert paths(tmp_path) >= {f"mail_{number}" for number in range(20)}


def test_a_second_start_on_one_home_says_where_the_first_is_and_harms_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "home", key_store="file")
    load_or_create(settings)
    with announced(settings, Plan(9, 10)):
        ports = ("--port", str(a_free_port()), "--dashboard-port", str(a_free_port()))
        done = done_program(settings.home, "start", "--no-open", *ports)
        assert done.returncode == 1
        assert "Tracker runs already in" in done.stderr
        assert "http://127.0.0.1:10/" in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert settings.running_file.exists()


def test_a_taken_port_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with Origin() as other:
        done = done_program(tmp_path, "start", "--no-open", "--port", str(other.server_port))
        own = f"regular@127.0.0.1:{other.server_port}"
        mode = done_program(tmp_path, "start", "--no-open", "--mode", own, "--dashboard-port", str(a_free_port()))
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "is taken by another program: choose another one with --port" in done.stderr
    assert (mode.returncode, len(mode.stderr.splitlines())) == (1, 1)
    assert f"nobody can listen on 127.0.0.1 port {other.server_port}" in mode.stderr
