"""A machine that sleeps and wakes: its processes stand still for a while, in the midst of traffic."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.builders.commands import Program, done_program, free_port, running_program
from tests.builders.programs import Origin, soon, through
from tests.builders.proxies import a_proxy, form, paths
from tracker.keeper.reports import reports
from tracker.settings import Settings

pytestmark = pytest.mark.skipif(not hasattr(psutil.Process, "suspend"), reason="processes cannot be stopped there")
_SLEEP = 3.0  # seconds: longer than any glance, pause or beat of the processes


def _below(process: int, module: str) -> list[psutil.Process]:
    return [one for one in psutil.Process(process).children(recursive=True) if module in one.cmdline()]


def _asleep(processes: list[psutil.Process]) -> None:
    for process in processes:
        process.suspend()
    time.sleep(_SLEEP)
    for process in processes:
        process.resume()


def _posts(port: int, origin: int, end: threading.Event) -> list[str]:
    """Post one form after the other; return the names of those that were answered."""
    names: list[str] = []
    while not end.is_set():
        name = f"mail_{len(names)}"
        assert through(port, origin, "/f", form(name))[0] == 200
        names.append(name)
    return names


def _started(home: Path) -> tuple[int, int, tuple[str, ...]]:
    port, dashboard = free_port(), free_port()
    return port, dashboard, ("start", "--no-open", "--port", str(port), "--dashboard-port", str(dashboard))


def test_all_stand_still_in_the_midst_of_traffic_and_go_on_where_they_were(tmp_path: Path) -> None:
    port, _, command = _started(tmp_path)
    end = threading.Event()
    with Origin() as origin, running_program(tmp_path, *command) as program, ThreadPoolExecutor(1) as pool:
        program.wait_for("dashboard  http")
        posting = pool.submit(_posts, port, origin.server_port, end)
        assert soon(lambda: len(_below(program.process.pid, "tracker.keeper")) == 1)
        before = psutil.Process(program.process.pid).children(recursive=True)
        _asleep(before)
        time.sleep(_SLEEP)
        end.set()
        names = posting.result(60)
        assert {one.pid for one in before} == {
            one.pid for one in psutil.Process(program.process.pid).children(recursive=True)
        }
        assert done_program(tmp_path, "doctor").returncode == 0
        assert program.end() == 0
    _assert_calm(program)
    assert paths(tmp_path) >= set(names)


def _assert_calm(program: Program) -> None:
    said = "".join(program.output)
    assert "started again" not in said
    assert "Traceback" not in said


def test_a_keeper_that_stands_still_alone_has_no_second_beside_it_and_holds_nobody_up(tmp_path: Path) -> None:
    settings, names = Settings(tmp_path / "home", key_store="file"), [f"mail_{number}" for number in range(9)]
    with Origin() as origin, a_proxy(settings.home) as proxy:
        proxy.post(origin.server_port, *names[:3])
        assert soon(lambda: any(report.role == "keeper" for report in reports(settings)))
        (keeper,) = proxy.keepers()
        keeper.suspend()
        proxy.post(origin.server_port, *names[3:6])
        time.sleep(_SLEEP)
        proxy.post(origin.server_port, *names[6:])
        assert proxy.keepers() == [keeper]
        keeper.resume()
        assert paths(settings.home) >= set(names)
        assert proxy.keepers() == [keeper]
        assert "started again" not in proxy.end()
