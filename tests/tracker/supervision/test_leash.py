"""A program that lives as long as the process that started it."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders.programs import a_free_port, a_program, listens, soon
from tracker.supervision import leash

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")


def test_the_module_runs_as_its_own_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "greeting.py").write_text("import sys; print(__name__, *sys.argv[1:])")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(leash, "_follow", lambda descriptor: None)
    monkeypatch.setattr(sys, "argv", ["leash", "greeting", "--port", "8081"])
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        leash.main()
    assert capsys.readouterr().out == "__main__ --port 8081\n"


def test_the_end_of_the_leash_is_a_request_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, int]] = []

    def note(process: int, number: int) -> None:
        sent.append((process, number))

    monkeypatch.setattr("tracker.supervision.leash.os.kill", note)
    read, write = os.pipe()
    os.write(write, b"not yet")
    os.close(write)
    leash._follow(read)
    os.close(read)
    leash._follow(987654)
    assert sent == [(os.getpid(), signal.SIGTERM)] * 2


def test_a_program_whose_parent_is_gone_ends_in_order(tmp_path: Path) -> None:
    port = a_free_port()
    arguments: Any = ("-m", "tracker.supervision.leash", "tests.builders.stand_in", "--port", str(port))
    process = a_program(tmp_path, *arguments)
    assert soon(lambda: listens(port))
    said, _ = process.communicate(timeout=20)  # closes its standard input
    assert process.returncode == 0
    assert "ends in order" in said
