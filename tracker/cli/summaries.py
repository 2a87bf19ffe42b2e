"""What a run over capture files comes to: on standard error, where scripts' output is not."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

import click

from tracker.importers.captures import Found
from tracker.importers.opening import Progress
from tracker.importers.reading import Fault, Tally
from tracker.terminal import printable

if TYPE_CHECKING:
    from tracker.importers.choosing import Choice
    from tracker.ledger.writing import Written

_SHOWN = 20


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
    _say(f"{files}, {counted(tally.requests, 'request')}: {outcome}")
    _print_rest(found, tally)


def print_import(found: Found, choice: "Choice", tally: Tally, added: "Written", *, is_over: bool) -> None:
    """Say what was read and added, what need not be read, and what could not be."""
    if not is_over:
        _say("\nended before its end: run the same command again for the rest; what is in the ledger is not read again")
    files = counted(len(found.captures), "file")
    outcome = f"{added.disclosures:,} new of {counted(tally.disclosures, 'disclosure')}"
    _say(f"{files}, {counted(tally.requests, 'request')}: {outcome}; {counted(added.known, 'request')} known")
    if choice.known:
        relabelled = f", {len(choice.relabelled):,} with new labels" if choice.relabelled else ""
        _say(f"{counted(choice.known, 'file')} in the ledger already{relabelled}: not read again")
    if choice.copies:
        _say(f"{counted(len(choice.copies), 'copy', 'copies')} of other files: left out, their labels too")
        same = (f"{copy.source} is the same as {copy.other}" for copy in choice.copies)
        _print_some(same, len(choice.copies))
    _print_rest(found, tally, choice.unreadable)


def _print_rest(found: Found, tally: Tally, unreadable: Iterable[Fault] = ()) -> None:
    if tally.partly_read:
        rest = "what the rest held is not known"
        _say(f"{counted(tally.partly_read, 'request')} could not be read in full (blind spots): {rest}")
    if tally.undated:
        dated = "dated as what came before, or as the file"
        _say(f"{counted(tally.undated, 'request')} without a readable time: {dated}")
    if tally.unsent:
        _say(f"{tally.unsent:,} never left the machine or are no web requests: left out")
    if found.skipped:
        _say(f"{counted(found.skipped, 'other file')} in the folders: no captures, left out")
    if tally.broken:
        _say(f"{counted(tally.broken, 'place')} that could not be read:")
        _print_some(map(_told, tally.faults), tally.broken)
    failures = [*(Fault(source, None, reason) for source, reason in found.unreadable), *unreadable, *tally.failures]
    if failures:
        number = tally.failed - len(tally.failures) + len(failures)
        _say(f"{counted(number, 'file')} that could not be read to the end:")
        _print_some(map(_told, failures), number, number)


def _told(fault: Fault) -> str:
    return (
        f"{fault.source}: {fault.reason}"
        if fault.entry is None
        else f"{fault.source}, entry {fault.entry}: {fault.reason}"
    )


def _print_some(lines: Iterable[str], number: int, most: int = _SHOWN) -> None:
    shown = 0
    for line in islice(lines, most):
        _say(f"  {printable(line)}")
        shown += 1
    if number > shown:
        _say(f"  and {number - shown:,} more")


def _say(line: str) -> None:
    click.echo(line, err=True)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 file`, `2 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"
