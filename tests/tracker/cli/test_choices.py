"""Options that several commands have."""

import click
import pytest
from click.testing import CliRunner

from tracker.cli.choices import table_or_lines


@click.command()
@table_or_lines
def command(form: str) -> None:
    click.echo(form)


@pytest.mark.parametrize(
    ("options", "form"), [([], "table"), (["--format", "table"], "table"), (["--format", "jsonl"], "jsonl")]
)
def test_a_command_is_told_its_form_and_prints_a_table_unless_asked(options: list[str], form: str) -> None:
    result = CliRunner().invoke(command, options)
    assert (result.exit_code, result.stdout) == (0, f"{form}\n")


@pytest.mark.parametrize("form", ["csv", "json", ""])
def test_any_other_form_is_a_wrong_command_line(form: str) -> None:
    result = CliRunner().invoke(command, ["--format", form])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "'table', 'jsonl'" in result.stderr


def test_the_help_tells_what_each_is_for_and_which_is_usual() -> None:
    said = " ".join(CliRunner().invoke(command, ["--help"]).stdout.split())
    assert "--format [table|jsonl] A table to read, or JSON lines for scripts. [default: table]" in said
