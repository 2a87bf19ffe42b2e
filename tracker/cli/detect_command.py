"""`tracker detect`: the personal data in capture files, without touching the ledger."""

import secrets
from pathlib import Path

import click

from tracker.cli.printing import Format


@click.command("detect")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@click.option("--profile", type=click.Path(path_type=Path), metavar="FILE", help="Your own values to look for (TOML).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="A table to read, or JSON lines or CSV for scripts.",
)
def command(paths: tuple[Path, ...], profile: Path | None, form: Format) -> None:
    """Find the personal data in HAR files, mitmproxy flow files, or folders of them; touches no ledger.

    One row a finding, in the files' order. Values are masked; equal fingerprints mean equal values in this run.
    """
    from tracker import profile as profiles
    from tracker.cli.printing import print_rows
    from tracker.cli.summaries import counted, print_summary, progress_bar
    from tracker.importers.captures import find_some
    from tracker.importers.detecting import detected
    from tracker.importers.reading import Tally

    wanted = profiles.load(profile) if profile else profiles.EMPTY
    found, tally = find_some(paths), Tally()
    with progress_bar(found, "Searching") as progress:
        print_rows(detected(found.captures, wanted, secrets.token_bytes(32), tally, progress), form)
    print_summary(found, tally, counted(tally.disclosures, "finding"))
