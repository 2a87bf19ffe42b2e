import errno
import sys

import click
import pytest

from tracker.cli import COMMANDS, LazyGroup, group, main
from tracker.errors import ConfigurationError, LedgerError


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """The error that the command `status` ends with: put it into this list."""
    errors: list[BaseException] = []

    @click.command()
    def command() -> None:
        raise errors[0]

    monkeypatch.setattr(LazyGroup, "get_command", lambda self, context, name: command)
    return errors


def test_help_names_every_command_without_loading_any(capsys: pytest.CaptureFixture[str]) -> None:
    loaded = {name for name in sys.modules if name.endswith("_command")}
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in COMMANDS)
    assert {name for name in sys.modules if name.endswith("_command")} == loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert f"tracker {name}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["fly"], ["--fly"], ["status", "--fly"]])
def test_a_wrong_command_line_has_status_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("tracker: No such ")
    assert "fly" in said
    assert said.endswith("--help`\n")
    assert said.count("\n") == 1


def test_nothing_at_all_shows_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "export" in capsys.readouterr().err


def test_bytes_that_are_no_text_are_a_wrong_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["vendor", "\udcff"]) == 2
    assert capsys.readouterr().err == "tracker: an argument is not text in UTF-8; see `tracker --help`\n"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConfigurationError("settings.toml: no such\nthing"), "tracker: settings.toml: no such thing\n"),
        (OSError(errno.ENOSPC, "No space left on device", "/x/y"), "tracker: /x/y: No space left on device\n"),
        (OSError("odd"), "tracker: this machine: odd\n"),
        (LedgerError("nothing was recorded of 'x'"), "tracker: nothing was recorded of 'x'\n"),
        (click.ClickException("nothing\nthere"), "tracker: nothing there\n"),
    ],
)
def test_what_goes_wrong_is_one_line_with_status_one(
    failing: list[BaseException], error: Exception, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    failing.append(error)
    assert main(["status"]) == 1
    assert capsys.readouterr().err == words


def test_an_aborted_prompt_has_status_one(failing: list[BaseException]) -> None:
    failing.append(click.Abort())
    assert main(["status"]) == 1


def test_a_reader_that_is_gone_needs_no_words(failing: list[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    failing.append(BrokenPipeError())
    closed: list[bool] = []
    monkeypatch.setattr(sys, "stderr", type("Stream", (), {"close": lambda self: closed.append(True)})())
    assert main(["status"]) == 1
    assert closed


def test_a_command_may_choose_its_status(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def command() -> int:
        return 1

    monkeypatch.setattr(LazyGroup, "get_command", lambda self, context, name: command)
    assert main(["status"]) == 1


def test_a_name_that_is_no_command_gives_none() -> None:
    assert group.get_command(click.Context(group), "fly") is None
