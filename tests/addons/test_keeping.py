"""The keeper's process, as the proxy sees it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from addons import keeping
from addons.keeping import KeeperProcess, command, environment
from tests.builders.clocks import Clock
from tests.builders.programs import ROOT
from tracker.keeper.faults import Loudness

ECHO = """
import os, sys
with open(sys.argv[1], "ab", buffering=0) as out:
    out.write(b"began ")
    while data := os.read(0, 100):
        out.write(data.replace(b"\\n", b"call "))
    out.write(b"ended ")
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "log"
    monkeypatch.setattr(keeping, "command", lambda: [sys.executable, "-c", ECHO, str(path)])
    return path


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("addons.keeping.time.monotonic", made)
    return made


def test_it_is_started_by_the_first_call_and_ends_when_it_is_let_go(log: Path, clock: Clock) -> None:
    keeper = KeeperProcess(Loudness(list[str]().append))
    keeper.call()
    keeper.close()
    assert log.read_bytes() == b"began call ended "


def test_calls_in_quick_succession_are_one(log: Path, clock: Clock) -> None:
    keeper = KeeperProcess(Loudness(list[str]().append))
    for _ in range(50):
        keeper.call()
    clock.now += 0.2
    keeper.call()
    keeper.close()
    assert log.read_bytes() == b"began call call ended "


def test_a_keeper_that_dies_is_started_again_more_and_more_slowly(log: Path, clock: Clock) -> None:
    said: list[str] = []
    keeper = KeeperProcess(Loudness(said.append))
    keeper.check()
    starts = 1
    for _ in range(100):
        assert keeper._process
        if keeper._process.poll() is None:
            keeper._process.kill()
            keeper._process.wait()
            keeper.call()  # into a broken pipe
        before = keeper._process
        clock.now += 1
        keeper.check()
        starts += keeper._process is not before
    assert 3 < starts < 10
    assert "nothing is lost" in said[0]
    keeper.close()


def test_a_living_keeper_is_left_alone(log: Path, clock: Clock) -> None:
    keeper = KeeperProcess(Loudness(list[str]().append), is_quiet=True)
    keeper.check()
    before = keeper._process
    clock.now += 100
    keeper.check()
    assert keeper._process is before
    keeper.close()


def test_a_keeper_that_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keeping, "command", lambda: [str(tmp_path / "nothing")])
    said: list[str] = []
    keeper = KeeperProcess(Loudness(said.append))
    keeper.call()
    keeper.close()
    assert "does not start" in said[0]


def test_a_keeper_that_does_not_end_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keeping, "FAREWELL", -2)
    monkeypatch.setattr(keeping, "command", lambda: [sys.executable, "-c", "import time; time.sleep(30)"])
    keeper = KeeperProcess(Loudness(list[str]().append))
    keeper.call()
    keeper.close()
    assert keeper._process
    keeper._process.kill()
    keeper._process.wait()


def test_the_real_one_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    done = subprocess.run(command(), stdin=subprocess.DEVNULL, cwd=tmp_path, env=environment(), check=False, timeout=30)
    assert done.returncode == 0
    monkeypatch.delenv("PYTHONPATH")
    assert ":" not in environment()["PYTHONPATH"]


@pytest.mark.skipif(sys.platform == "win32", reason="groups of processes are asked for in another way")
def test_a_ctrl_c_in_the_terminal_does_not_reach_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "group"
    tell = "import os, sys; open(sys.argv[1], 'w').write(str(os.getpgrp())); sys.stdin.read()"
    monkeypatch.setattr(keeping, "command", lambda: [sys.executable, "-c", tell, str(path)])
    keeper = KeeperProcess(Loudness(list[str]().append))
    keeper.check()
    keeper.close()
    assert int(path.read_text()) != os.getpgrp()


def test_a_proxy_starts_without_the_database() -> None:
    program = "import sys, addons.capture; print([m for m in ('sqlalchemy', 'alembic', 'plotly') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
