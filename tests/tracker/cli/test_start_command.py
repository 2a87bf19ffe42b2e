"""`tracker start`."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders.journals import a_journal
from tests.builders.programs import Origin, a_free_port, a_program, soon, through
from tests.builders.records import a_record
from tracker.browsing import Browser
from tracker.cli import main
from tracker.demo.certificates import make_certificates
from tracker.errors import TrackerError
from tracker.keys import Keys
from tracker.settings import Settings
from tracker.supervision import Plan, running


class Runs:
    """Stands for the supervision, which has tests of its own."""

    def __init__(self) -> None:
        self.plans: list[Plan] = []

    def __call__(self, settings: Settings, plan: Plan, say: Callable[[str], None], ready: Callable[[], None]) -> None:
        self.plans.append(plan)
        ready()
        say("the proxy ended by itself")


@pytest.fixture
def runs(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Runs:
    made = Runs()
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    monkeypatch.setattr("tracker.supervision.supervise", made)
    monkeypatch.setattr("tracker.browsing.has_display", lambda: False)
    return made


def test_the_first_run_says_where_everything_is_and_the_second_does_not(
    runs: Runs, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["start"]) == 0
    out, err = capsys.readouterr()
    assert "proxy      127.0.0.1:8080" in out
    assert f"dashboard  http://127.0.0.1:8081/?token={runs.plans[0].token}" in out
    for path in (settings.ledger_file, settings.key_file, settings.certificate_folder):
        assert str(path) in out
        assert path.exists()
    assert out.endswith("Ended. Everything that left is in the ledger.\n")
    assert err == "tracker: the proxy ended by itself\n"
    main(["start"])
    assert str(settings.key_file) not in capsys.readouterr().out


def test_options_become_the_plan(runs: Runs, capsys: pytest.CaptureFixture[str]) -> None:
    main(["start", "--port", "9000", "--dashboard-port", "9001", "--mode", "local", "--mode", "wireguard", "--strict"])
    (plan,) = runs.plans
    assert (plan.port, plan.dashboard_port, plan.modes, plan.is_strict) == (9000, 9001, ("local", "wireguard"), True)
    assert "proxy      local, wireguard" in capsys.readouterr().out


def test_what_servers_ask_for_and_mitmproxys_own_options_are_passed_on(runs: Runs, tmp_path: Path) -> None:
    authority, mine = make_certificates(("shop.test",), tmp_path)
    given = ["--upstream-ca", str(authority), "--client-certs", str(mine), "--set", "ignore_hosts=bank[.]test"]
    assert main(["start", *given]) == 0
    assert runs.plans[0].options == (
        *("--set", "ignore_hosts=bank[.]test"),
        *("--set", f"tracker_upstream_ca={authority}"),
        *("--set", f"client_certs={mine}"),
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "ignore_hosts"], "NAME=VALUE"),
        (["--upstream-ca", __file__], "no PEM file of certificates"),
        (["--upstream-ca", "/nowhere.pem"], "does not exist"),
        (["--client-certs", "/nowhere.pem"], "does not exist"),
    ],
    ids=["no value", "no certificates", "no authority", "no certificate"],
)
def test_what_cannot_be_used_is_said_before_anything_starts(
    runs: Runs, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(["start", *arguments]) == 2
    assert words in capsys.readouterr().err
    assert not runs.plans


@pytest.mark.parametrize(
    "arguments", [["--port", "0"], ["--port", "8081"], ["--port", "eighty"], ["--dashboard-port", "65536"], ["extra"]]
)
def test_a_wrong_command_line_starts_nothing(runs: Runs, arguments: list[str]) -> None:
    assert main(["start", *arguments]) == 2
    assert not runs.plans


def test_what_could_not_be_brought_into_the_ledger_is_said_at_the_end(
    runs: Runs, settings: Settings, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    a_journal(settings, keys, a_record())
    main(["start"])
    assert "safe in the journal" in capsys.readouterr().out


def test_a_ledger_that_does_not_open_is_one_line_and_nothing_starts(
    runs: Runs, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.home.mkdir()
    settings.ledger_file.write_bytes(b"this is no database" * 1000)
    assert main(["start"]) == 1
    assert not runs.plans
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("is_first", [True, False])
def test_a_database_server_that_is_down_keeps_nobody_from_browsing_but_for_the_first_time(
    runs: Runs, settings: Settings, capsys: pytest.CaptureFixture[str], is_first: bool
) -> None:
    settings.home.mkdir()
    (settings.home / "settings.toml").write_text('database_url = "postgresql://marie:geheim@127.0.0.1:1/ledger"\n')
    if not is_first:
        settings.certificate_folder.mkdir()
    assert main(["start"]) == (1 if is_first else 0)
    assert len(runs.plans) == (0 if is_first else 1)
    said, *_ = capsys.readouterr().err.splitlines()
    assert said.startswith("tracker: postgresql://marie@127.0.0.1:1/ledger: the database server cannot be used (")
    assert ("what leaves is kept in the journal until then" in said) is not is_first


def test_the_browser_opens_where_there_is_a_display(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[tuple[Any, ...]] = []

    def note(*arguments: Any) -> Browser:
        opened.append(arguments)
        return Browser("Brave", "chromium", "/x/brave")

    monkeypatch.setattr("tracker.browsing.has_display", lambda: True)
    monkeypatch.setattr("tracker.browsing.open_browser", note)
    main(["start", "--no-open"])
    main(["start", "--mode", "local"])
    assert not opened
    main(["start"])
    assert [arguments[:2] for arguments in opened] == [("127.0.0.1:8080", runs.plans[-1].browser_entrance)]
    assert "Brave is open" in capsys.readouterr().out


def test_a_browser_that_does_not_open_is_no_reason_to_end(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: Any) -> None:
        raise TrackerError("no browser found")

    monkeypatch.setattr("tracker.browsing.has_display", lambda: True)
    monkeypatch.setattr("tracker.browsing.open_browser", fail)
    assert main(["start"]) == 0
    assert "tracker: no browser found" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_the_real_thing_from_start_to_ctrl_c(tmp_path: Path) -> None:
    home, port, dashboard = tmp_path / "home", a_free_port(), a_free_port()
    process = a_program(
        home, "-m", "tracker", "start", "--no-open", "--port", str(port), "--dashboard-port", str(dashboard)
    )
    settings = Settings(home, key_store="file")
    assert process.stdout
    lines = iter(process.stdout.readline, "")
    assert soon(lambda: running(settings) is not None)
    assert any("End it with Ctrl-C" in line for line in lines)
    with Origin() as origin:
        status, _ = through(port, origin.server_port, "/form", b"email=marie.dupont%40mail.example")
    assert status == 200
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=40)
    assert process.returncode == 0
    assert out.endswith("Ended. Everything that left is in the ledger.\n")
    assert "Traceback" not in err
    assert running(settings) is None
    assert list(settings.journal_folder.iterdir()) == []


def test_a_mode_that_anybody_could_use_is_a_wrong_command_line(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    mode = ["--mode", f"regular@0.0.0.0:{a_free_port()}"]
    assert main(["start", "--no-open", *mode, "--dashboard-port", str(a_free_port())]) == 2
    out, err = capfd.readouterr()
    assert err.count("would listen on 0.0.0.0") == 1
    assert "Tracker is recording" not in out


def test_a_mode_that_is_none_is_a_wrong_command_line(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    ports = ["--port", str(a_free_port()), "--dashboard-port", str(a_free_port())]
    assert main(["start", "--no-open", "--mode", "bogus", *ports]) == 2
    err = capfd.readouterr().err
    assert "tracker: --mode bogus: unknown mode" in err
    assert "__main__" not in err
