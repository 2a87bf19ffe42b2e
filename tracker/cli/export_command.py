"""`tracker export`: what was recorded, for other programs."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import click

from tracker.cli.labelling import Label
from tracker.cli.ledgers import up_to_date
from tracker.cli.times import Moment
from tracker.disclosure import Manner, Party
from tracker.exporters import BINARIES, FORMATS, TEXTS
from tracker.taxonomy import Category

if TYPE_CHECKING:
    from tracker.exporters.selection import Selection
    from tracker.keys import Keys
    from tracker.ledger.queries.scope import Scope
    from tracker.settings import Settings

_STANDARD_OUTPUT = Path("-")
_RESOLUTIONS = ("full", "second", "minute", "hour", "day")
_HOSTS = ("full", "words", "domain")


@click.command("export")
@click.option("--format", "form", type=click.Choice(FORMATS), help="What to print or write.  [default: jsonl]")
@click.option("--since", type=Moment(), metavar="T", help="From that date or time on (RFC 3339; UTC without a zone).")
@click.option("--until", type=Moment(), metavar="T", help="Before that date or time.")
@click.option("--vendor", metavar="V", help="What went to that vendor (slug), domain or host.")
@click.option("--label", "labels", type=Label(), multiple=True, metavar="K=V", help="What is from captures tagged so.")
@click.option(
    "--category", type=click.Choice([one.value for one in Category]), help="Data of that kind alone.", metavar="SLUG"
)
@click.option("--party", type=click.Choice([one.value for one in Party]), help="What went to such recipients alone.")
@click.option("--manner", type=click.Choice([one.value for one in Manner]), help="What left in that manner alone.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A file, in place of the screen.")
@click.option("--study", metavar="NAME", help="A bundle for that study, under pseudonyms of it alone, as a ZIP file.")
@click.option("--new-key", is_flag=True, help="Cut the study's earlier exports off: this one links to none of them.")
@click.option("--time-resolution", type=click.Choice(_RESOLUTIONS), help="What a study's times are cut to.  [second]")
@click.option("--hosts", type=click.Choice(_HOSTS), help="What is left of a study's hosts.  [default: words]")
@click.option("--rulings", is_flag=True, help="What your rules did, in place of what left: as jsonl or csv.")
def command(  # noqa: PLR0913, PLR0917 - its options
    form: str | None,
    since: datetime | None,
    until: datetime | None,
    vendor: str | None,
    labels: tuple[tuple[str, str], ...],
    category: str | None,
    party: str | None,
    manner: str | None,
    output: Path | None,
    study: str | None,
    new_key: bool,
    time_resolution: str | None,
    hosts: str | None,
    rulings: bool,
) -> None:
    """Print what was recorded, one disclosure a row, oldest first; masked, as everywhere.

    Waits for what is still on its way into the ledger. In CSV, what a spreadsheet would take for a formula gets an
    apostrophe in front. Parquet, SQLite and studies need a FILE, which appears only when it is complete; a study's is
    NAME.zip where none is named.
    """
    target = None if output in (None, _STANDARD_OUTPUT) else output
    part = _Part(since, until, vendor, labels, _scope(category, party, manner))
    if rulings:
        if study or form not in (None, "jsonl", "csv") or not part.is_of_time_and_vendor:
            raise click.UsageError("--rulings goes with --since, --until, --vendor and --format jsonl or csv alone")
        return _export_rulings(form or "jsonl", target, part)
    if study is not None:
        if form or output == _STANDARD_OUTPUT:
            raise click.UsageError("a study is a ZIP file: leave --format out, and name a file, or none")
        if category or party or manner:
            raise click.UsageError("--category, --party and --manner do not narrow a study: leave them out")
        return _export_study(study, target, part, (time_resolution or "second", hosts or "words"), is_cut=new_key)
    if new_key or time_resolution or hosts:
        raise click.UsageError("--new-key, --time-resolution and --hosts are of studies: name one, --study NAME")
    if form in BINARIES and target is None:
        raise click.UsageError(f"{form} is nothing to print: name a file to write, -o FILE")
    return _export(form or "jsonl", target, part)


class _Part(NamedTuple):
    """Which part of the ledger."""

    since: datetime | None
    until: datetime | None
    vendor: str | None
    labels: tuple[tuple[str, str], ...]
    scope: "Scope"

    @property
    def is_of_time_and_vendor(self) -> bool:
        """Whether nothing else narrows it."""
        return not (self.labels or self.scope.category or self.scope.party or self.scope.manner)


def _scope(category: str | None, party: str | None, manner: str | None) -> "Scope":
    from tracker.ledger.queries.scope import Scope

    return Scope(
        category=Category(category) if category else None,
        party=Party(party) if party else None,
        manner=Manner(manner) if manner else None,
    )


def _export(form: str, target: Path | None, part: _Part) -> None:
    from tracker.exporters.destinations import complete_file, complete_path

    with _selection(part) as (selection, *_):
        if target is None:
            _write(TEXTS[form](selection), sys.stdout.buffer)
        elif form in TEXTS:
            with complete_file(target) as file:
                _write(TEXTS[form](selection), file)
        else:
            with complete_path(target) as draft:
                BINARIES[form](selection, draft)


def _export_rulings(form: str, target: Path | None, part: _Part) -> None:
    from tracker.exporters import csv_lines, json_lines
    from tracker.exporters.destinations import complete_file
    from tracker.ledger.queries.every_ruling import RulingRow, every_ruling

    with up_to_date() as (ledger, *_), ledger.reading() as session:
        rows = every_ruling(session, since=part.since, until=part.until, vendor=part.vendor)
        lines = json_lines.encoded(rows) if form == "jsonl" else csv_lines.encoded(rows, RulingRow._fields)
        if target is None:
            _write(lines, sys.stdout.buffer)
            return
        with complete_file(target) as file:
            _write(lines, file)


def _export_study(name: str, target: Path | None, part: _Part, left: tuple[str, str], *, is_cut: bool) -> None:
    from tracker.cli.summaries import counted
    from tracker.exporters.studies.bundle import write_to
    from tracker.exporters.studies.keys import study_of
    from tracker.exporters.studies.package import name_of
    from tracker.exporters.studies.reduction import Reduction

    reduction = Reduction.of(*left)
    with _selection(part) as (selection, installation, keys):
        study = study_of(installation, keys, name, is_cut=is_cut)
        path = target or Path(f"{name_of(study.name)}.zip")
        rows = write_to(path, selection, study, reduction)
    disclosures, requests = counted(rows["disclosures"], "disclosure"), counted(rows["requests"], "request")
    click.echo(f"{path}: {disclosures} of {requests}, under pseudonyms of this study alone", err=True)


@contextmanager
def _selection(part: _Part) -> "Iterator[tuple[Selection, Settings, Keys]]":
    """A part of the ledger, with all that was recorded by now."""
    from tracker.exporters.selection import Selection

    with up_to_date() as (ledger, installation, keys), ledger.reading() as session:
        yield Selection(session, *part[:4], scope=part.scope), installation, keys


def _write(lines: Iterable[bytes], out: BinaryIO) -> None:
    out.writelines(lines)
    out.flush()
