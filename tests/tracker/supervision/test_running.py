"""What runs, as others read it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.errors import TrackerError
from tracker.journal import Lock
from tracker.settings import Settings
from tracker.supervision import Plan, running
from tracker.supervision.running import announced


def test_a_run_is_known_while_it_lasts(settings: Settings) -> None:
    assert running(settings) is None
    plan = Plan(9000, 9001, modes=("regular",))
    with announced(settings, plan):
        now = running(settings)
        assert now
        assert (now.process, now.proxy, now.dashboard, now.modes) == (
            os.getpid(),
            "127.0.0.1:9000",
            "http://127.0.0.1:9001/",
            ("regular",),
        )
        assert plan.token not in settings.running_file.read_text()
        if sys.platform != "win32":
            assert settings.running_file.stat().st_mode & 0o777 == 0o600
    assert running(settings) is None
    assert list(settings.home.iterdir()) == []


def test_a_second_run_in_the_same_home_is_refused(settings: Settings) -> None:
    with (
        announced(settings, Plan()),
        pytest.raises(TrackerError, match=rf"process {os.getpid()}, http://127.0.0.1:8081/\): end that one first"),
        announced(settings, Plan()),
    ):
        pass
    with Lock(settings.running_file.with_suffix(".lock")) as lock:
        lock.acquire()
        with pytest.raises(TrackerError, match=r"runs already in [^(]*: end"), announced(settings, Plan()):
            pass


def test_a_killed_run_does_not_count_and_does_not_hinder_the_next(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = """
import os
from tracker.settings import load
from tracker.supervision import Plan
from tracker.supervision.running import announced
with announced(load(), Plan()):
    os._exit(9)
"""
    monkeypatch.setenv("TRACKER_HOME", str(settings.home))
    subprocess.run([sys.executable, "-c", script], check=False)
    assert settings.running_file.exists()
    assert running(settings) is None
    with announced(settings, Plan()):
        assert running(settings)


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"a": 1, "b": 2, "c": 3, "d": 4, "e": "yesterday"})])
def test_a_file_that_says_something_else_is_no_run(settings: Settings, text: str) -> None:
    with announced(settings, Plan()):
        settings.running_file.write_text(text)
        assert running(settings) is None


def test_in_a_folder_that_only_reads_the_file_is_believed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Lock) -> bool:
        raise OSError(30, "Read-only file system")

    with announced(settings, Plan()), monkeypatch.context() as patch:
        patch.setattr(Lock, "acquire", refused)
        assert running(settings)


def test_a_home_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="Not a directory"), announced(Settings(tmp_path / "file" / "home"), Plan()):
        pass
