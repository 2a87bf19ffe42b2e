"""`tracker report`: what a period or a company comes to, to be printed or sent."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tracker.cli.ledgers import up_to_date
from tracker.cli.times import Moment
from tracker.terminal import printable

if TYPE_CHECKING:
    from tracker.reporting.document import Document

_STANDARD_OUTPUT = Path("-")


@click.command("report")
@click.option("--vendor", metavar="V", help="About that company alone (slug, domain or host of it).")
@click.option("--since", type=Moment(), metavar="T", help="From that date or time on (RFC 3339; UTC without a zone).")
@click.option("--until", type=Moment(), metavar="T", help="Before that date or time.")
@click.option("--format", "form", type=click.Choice(["html", "pdf"]), help="[default: by FILE's ending, else html]")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Of the PDF.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="A file; - is standard output.")
def command(  # noqa: PLR0913, PLR0917 - its options
    vendor: str | None,
    since: datetime | None,
    until: datetime | None,
    form: Literal["html", "pdf"] | None,
    paper: str,
    output: Path | None,
) -> None:
    """Write a report that can be sent to a lawyer or a journalist; masked, and in English.

    It says who received what, from where, how risky that is and why, each with its proofs, what was not seen, and how
    all of it can be checked. In French, and narrowed further, it is on the dashboard's page Report.
    """
    from tracker.exporters.destinations import complete_file

    chosen = form or ("pdf" if output is not None and output.suffix.lower() == ".pdf" else "html")
    if sys.stderr.isatty():
        click.echo("Making the report; of a large record this takes some seconds …", err=True)
    made = _document(vendor, since, until)
    content = _encoded(made, chosen, paper)
    if output == _STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = output or Path(_name(vendor, made, chosen))
    with complete_file(path) as file:
        file.write(content)
    click.echo(printable(f"{path}: {made.title}"), err=True)


def _document(vendor: str | None, since: datetime | None, until: datetime | None) -> "Document":
    from tracker.ledger.opinions import vendor_named
    from tracker.ledger.queries.scope import Scope
    from tracker.reporting.asked import Asked
    from tracker.reporting.gathering import gathered
    from tracker.reporting.writing import document

    with up_to_date() as (ledger, *_), ledger.reading() as session:
        slug = None if vendor is None else vendor_named(session, vendor)
        return document(gathered(session, Asked(datetime.now(UTC), slug, Scope(since, until))))


def _encoded(made: "Document", form: str, paper: str) -> bytes:
    if form == "pdf":
        from tracker.reporting import pdf

        return pdf.encoded(made, paper)
    from tracker.reporting import page

    return page.encoded(made)


def _name(vendor: str | None, made: "Document", form: str) -> str:
    from tracker.reporting.naming import file_name

    return file_name(vendor, made.time, form)
