"""`tracker passwords`: which sites were given the same password, or a weak one."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import click

from tracker.cli.choices import table_or_lines
from tracker.cli.ledgers import opened, say_of_traces, up_to_date

if TYPE_CHECKING:
    from tracker.ledger.queries.passwords import Used

_NAMED = 2  # sites that a sentence names; the table has them all


class Line(NamedTuple):
    """What `--format jsonl` says of a site."""

    site: str
    vendor: str
    group: str | None
    strength: int
    is_weak: bool
    first: datetime
    last: datetime
    times: int


@click.command("passwords")
@table_or_lines
@click.option("--forget", is_flag=True, help="Erase for good what is told of passwords; all else stays.")
def command(form: str, forget: bool) -> None:
    """Say which sites were given the same password, or a weak one. The passwords themselves are not known.

    Equal ones are told by a slow keyed digest that is never shown: A, B and C only tell them apart.
    """
    from tracker.ledger.queries.passwords import passwords

    if forget:
        _forget()
        return
    with up_to_date() as (ledger, installation, _), ledger.reading() as session:
        used = passwords(session)
    _print(used, form, is_on=installation.passwords)


def _forget() -> None:
    from tracker.cli.summaries import counted
    from tracker.ledger.password_uses import forget_uses
    from tracker.ledger.purging import purge

    with opened() as installed:
        count = forget_uses(*installed)
        is_purged = purge(installed.ledger.engine)
    click.echo(f"Erased what was told of passwords at {counted(count, 'site')}, for good.")
    say_of_traces(is_purged=is_purged)


def _print(used: "list[Used]", form: str, *, is_on: bool) -> None:
    from tracker.cli.printing import print_json_lines
    from tracker.terminal import printable

    if form == "jsonl":
        print_json_lines(map(_line, used))
        return
    for line in _told(used):
        click.echo(printable(line))
    for line in _table(used):
        click.echo(line)
    if not is_on:
        click.echo("This is turned off by TRACKER_PASSWORDS or settings.toml: no more is learnt.", err=True)


def _line(use: "Used") -> Line:
    group = use.group or None
    return Line(use.site, use.vendor_slug, group, use.strength, use.is_weak, use.first, use.last, use.times)


def _told(used: "list[Used]") -> Iterator[str]:
    from tracker.ledger.queries.passwords import groups

    for group in groups(used):
        yield f"The same password at {_listed([use.site for use in group.uses])} ({group.letter})."
    if weak := [use.site for use in used if use.is_weak]:
        yield f"A weak password at {_listed(weak)}."
    if not used:
        yield "No password was seen so far that a site was given by you."
    elif not weak and not any(use.group for use in used):
        yield "No password is weak, and none was seen at the sites of two companies."
    else:
        yield "Change it there to one of its own: a password manager makes them and keeps them."


def _table(used: "list[Used]") -> Iterator[str]:
    from tracker.passwords.wording import STRENGTHS
    from tracker.terminal import Column, table

    if not used:
        return
    yield ""
    heads = (Column("site", 20, 2), Column("company", 12, 1), Column("password", 8), Column("strength", 11))
    cells = ((use.site, use.vendor_name, use.group, STRENGTHS[use.strength], _when(use.last)) for use in used)
    yield from table((*heads, Column("given last", 16)), cells)


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _listed(sites: list[str]) -> str:
    named, more = sites[:_NAMED], len(sites) - _NAMED
    if more > 0:
        return f"{', '.join(named)} and {more:,} more"
    return " and ".join(named)
