"""What a run over capture files comes to: on standard error, where scripts' output is not."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from tracker.importers.captures import Found
from tracker.importers.opening import Progress
from tracker.importers.reading import Tally
from tracker.terminal import printable

_SHOWN_FAULTS = 20


@contextmanager
def progress_bar(found: Found, label: str) -> Iterator[Progress | None]:
    """Show how much of the files is read, on standard error and only to a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=sum(capture.size for capture in found.captures), label=label, file=sys.stderr) as bar:
        update: Callable[[int], None] = bar.update
        yield update


def print_summary(found: Found, tally: Tally, outcome: str) -> None:
    """Say how much was read and what came of it, what is broken, and what was left out."""
    files = counted(len(found.captures), "file")
    click.echo(f"{files}, {counted(tally.requests, 'request')}: {outcome}", err=True)
    if tally.partly_read:
        rest = "what the rest held is not known"
        click.echo(f"{counted(tally.partly_read, 'request')} could not be read in full: {rest}", err=True)
    if tally.undated:
        dated = "dated as what came before, or as the file"
        click.echo(f"{counted(tally.undated, 'request')} without a readable time: {dated}", err=True)
    if tally.unsent:
        click.echo(f"{tally.unsent:,} never left the machine or are no web requests: left out", err=True)
    if found.skipped:
        click.echo(f"{counted(found.skipped, 'other file')} in the folders: no captures, left out", err=True)
    if tally.broken:
        _print_faults(tally)


def _print_faults(tally: Tally) -> None:
    click.echo(f"{counted(tally.broken, 'place')} that could not be read:", err=True)
    for fault in tally.faults[:_SHOWN_FAULTS]:
        click.echo(f"  {printable(fault.source)}, entry {fault.entry}: {fault.reason}", err=True)
    if tally.broken > _SHOWN_FAULTS:
        click.echo(f"  and {tally.broken - _SHOWN_FAULTS:,} more", err=True)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 file`, `2 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"
