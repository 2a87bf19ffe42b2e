"""`tracker whois`: which company stands behind a host."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from tracker.vendors.lookup import Answer


@click.command("whois")
@click.argument("queries", nargs=-1, required=True, metavar="HOST_OR_URL...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="A table to read, or JSON lines for scripts.",
)
def command(queries: tuple[str, ...], form: Literal["table", "jsonl"]) -> None:
    """Say which company stands behind hosts, as far as the built-in catalogue knows. Asks nobody else."""
    from tracker.cli.printing import print_json_lines
    from tracker.vendors import builtin
    from tracker.vendors.lookup import answer

    answers = [answer(query, builtin()) for query in queries]
    for found in answers:
        if found.host is None:
            raise click.BadParameter(f"{found.query!r} is neither a host nor an address", param_hint="HOST_OR_URL")
    if form == "jsonl":
        print_json_lines(answers)
    else:
        for line in _lines(answers):
            click.echo(line)


def _lines(answers: "list[Answer]") -> Iterator[str]:
    from tracker.terminal import Column, table

    columns = (
        Column("host", 20, 3),
        Column("company", 16, 2),
        Column("parent", 12, 1),
        Column("country", 7),
        Column("category", 14),
        Column("known from", 20, 3),
    )
    rows = [
        (found.host or "", found.name or "unknown", found.parent or "", found.country or "", found.category or "",
         found.via or "")
        for found in answers
    ]  # fmt: skip
    yield from table(columns, rows)
