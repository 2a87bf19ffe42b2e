"""A command run in this process, in an installation of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.cli import main

type Run = Callable[..., str]
"""Runs the command for which the test's file is named; returns what it says, and where it fails, what is wrong."""


@pytest.fixture
def run(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    name = request.path.stem.removeprefix("test_").removesuffix("_command")

    def run(*arguments: str, status: int = 0) -> str:
        assert main([name, *arguments]) == status
        said = capsys.readouterr()
        return said.err if status else said.out

    return run
