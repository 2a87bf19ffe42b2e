"""`tracker export`: what was recorded, for other programs."""

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from tracker.cli.times import Moment
from tracker.exporters import BINARIES, FORMATS, TEXTS

_STANDARD_OUTPUT = Path("-")


@click.command("export")
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@click.option("--since", type=Moment(), metavar="T", help="From that date or time on (RFC 3339; UTC without a zone).")
@click.option("--until", type=Moment(), metavar="T", help="Before that date or time.")
@click.option("--vendor", metavar="V", help="What went to that vendor (slug), domain or host.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A file, in place of the screen.")
def command(form: str, since: datetime | None, until: datetime | None, vendor: str | None, output: Path | None) -> None:
    """Print what was recorded, one disclosure a row, oldest first; masked, as everywhere.

    Waits for what is still on its way into the ledger. In CSV, what a spreadsheet would take for a formula gets an
    apostrophe in front. Parquet and SQLite need a FILE, which appears only when it is complete.
    """
    from tracker import settings
    from tracker.exporters.destinations import complete_file, complete_path
    from tracker.exporters.selection import Selection
    from tracker.keeper import drain
    from tracker.keys import load_or_create
    from tracker.ledger.opening import open_ledger

    target = None if output in (None, _STANDARD_OUTPUT) else output
    if form in BINARIES and target is None:
        raise click.UsageError(f"{form} is nothing to print: name a file to write, -o FILE")
    installation = settings.load()
    keys = load_or_create(installation)
    with open_ledger(installation, keys) as ledger:
        drain(ledger, installation, keys)
        with ledger.reading() as session:
            selection = Selection(session, since, until, vendor)
            if target is None:
                _write(TEXTS[form](selection), sys.stdout.buffer)
            elif form in TEXTS:
                with complete_file(target) as file:
                    _write(TEXTS[form](selection), file)
            else:
                with complete_path(target) as draft:
                    BINARIES[form](selection, draft)


def _write(lines: Iterable[bytes], out: BinaryIO) -> None:
    out.writelines(lines)
    out.flush()
