"""`tracker export`: what was recorded, for other programs."""

import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from tracker.cli.times import Moment
from tracker.exporters import FORMATS

_STANDARD_OUTPUT = Path("-")


@click.command("export")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True)
@click.option("--since", type=Moment(), metavar="T", help="From that date or time on (RFC 3339; UTC without a zone).")
@click.option("--until", type=Moment(), metavar="T", help="Before that date or time.")
@click.option("--vendor", metavar="V", help="What went to that vendor (slug), domain or host.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A file, in place of the screen.")
def command(form: str, since: datetime | None, until: datetime | None, vendor: str | None, output: Path | None) -> None:
    """Print what was recorded, one disclosure a row, oldest first; masked, as everywhere.

    Waits for what is still on its way into the ledger. In CSV, what a spreadsheet would take for a formula gets an
    apostrophe in front. A FILE appears only when it is complete.
    """
    from tracker import settings
    from tracker.exporters.destinations import complete_file
    from tracker.exporters.rows import export_row
    from tracker.keeper import drain
    from tracker.keys import load_or_create
    from tracker.ledger.opening import open_ledger
    from tracker.ledger.queries.disclosures import disclosures

    installation = settings.load()
    keys = load_or_create(installation)
    with open_ledger(installation, keys) as ledger:
        drain(ledger, installation, keys)
        with ledger.reading() as session:
            rows = map(export_row, disclosures(session, since=since, until=until, vendor=vendor))
            lines = FORMATS[form](rows)
            if output is None or output == _STANDARD_OUTPUT:
                _write(lines, sys.stdout.buffer)
            else:
                with complete_file(output) as file:
                    _write(lines, file)


def _write(lines: Iterable[bytes], out: BinaryIO) -> None:
    out.writelines(lines)
    out.flush()
