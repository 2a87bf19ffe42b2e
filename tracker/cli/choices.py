"""Options that several commands have."""

from collections.abc import Callable

import click


def table_or_lines[Command: Callable[..., object]](command: Command) -> Command:
    """Let a command print a table or JSON lines: its argument `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "jsonl"]),
        default="table",
        show_default=True,
        help="A table to read, or JSON lines for scripts.",
    )(command)
