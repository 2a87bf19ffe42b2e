"""Captures read by several processes, in their order."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tracker.importers import parallel
from tracker.importers.captures import Capture, Kind
from tracker.importers.parallel import EndedError, in_order


class Job(NamedTuple):
    capture: Capture


def a_job(number: int, size: int = 100) -> Job:
    return Job(Capture(str(number), Path(str(number)), Kind.HAR, size))


@pytest.fixture
def _worthwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_WORTHWHILE", 1)
    monkeypatch.setattr(parallel, "_TOO_LARGE", 1000)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def named(job: Job) -> tuple[str, int]:
    return job.capture.source, os.getpid()


def refused(job: Job) -> None:
    raise PermissionError(13, job.capture.source)


def killed(_: Job) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def all_of[R](work: Callable[[Job], R], *jobs: Job) -> list[R | None]:
    return [None if result is None else result() for _, result in in_order(work, jobs, lambda: None)]


@pytest.mark.usefixtures("_worthwhile")
@pytest.mark.parametrize(
    "forks", [False, pytest.param(True, marks=pytest.mark.skipif(not parallel.FORKS, reason="unsafe here"))]
)
def test_results_come_in_the_jobs_order_from_other_processes(forks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FORKS", forks)
    results = all_of(named, *map(a_job, range(20)))
    assert [result[0] for result in results if result] == [str(number) for number in range(20)]
    assert os.getpid() not in {result[1] for result in results if result}


@pytest.mark.usefixtures("_worthwhile")
def test_what_is_too_large_is_left_to_the_caller_at_its_place() -> None:
    results = all_of(named, a_job(1), a_job(2, 1001), a_job(3))
    assert [result and result[0] for result in results] == ["1", None, "3"]


def test_little_work_is_left_to_the_caller() -> None:
    assert all_of(named, a_job(1), a_job(2)) == [None, None]


@pytest.mark.usefixtures("_worthwhile")
def test_what_the_work_raises_is_raised_where_its_result_is_asked_for() -> None:
    for job, result in in_order(refused, [a_job(1), a_job(2)], lambda: None):
        assert result is not None
        with pytest.raises(PermissionError, match=job.capture.source):
            result()


@pytest.mark.usefixtures("_worthwhile")
def test_a_process_that_was_killed_is_told() -> None:
    with pytest.raises(EndedError, match="was ended; is there enough memory"):
        all_of(killed, a_job(1), a_job(2))


@pytest.mark.parametrize(
    ("sizes", "cores", "processes"),
    [
        ([], 4, 1),
        ([100 << 20], 4, 1),
        ([1000] * 50, 4, 1),
        ([10 << 20] * 3, 4, 3),
        ([10 << 20] * 3, 2, 2),
        ([10 << 20] * 3, None, 1),
        ([50 << 20, 1000], 4, 1),
        ([100 << 20, 100 << 20], 4, 1),
    ],
)
def test_more_processes_are_started_only_where_they_are_worth_it(
    sizes: list[int], cores: int | None, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    monkeypatch.setattr(parallel, "_WORTHWHILE", 24 << 20)
    assert parallel._processes([a_job(1, size).capture for size in sizes]) == processes


def test_workers_leave_ctrl_c_to_the_first_process(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    begun = threading.Event()
    monkeypatch.setattr(signal, "signal", lambda *given: asked.append(given))
    monkeypatch.setattr(parallel, "_end_with_the_first", begun.set)
    parallel._begin()
    assert asked == [(signal.SIGINT, signal.SIG_IGN)]
    assert begun.wait(10)


class First:
    """A parent process that has ended."""

    def join(self) -> None:
        pass


@pytest.mark.parametrize(("first", "ended"), [(First(), [1]), (None, [])], ids=["a worker", "the first process"])
def test_workers_end_when_the_first_process_has(
    first: First | None, ended: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    statuses: list[int] = []
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: first)
    monkeypatch.setattr(os, "_exit", statuses.append)
    parallel._end_with_the_first()
    assert statuses == ended
