"""`tracker forget`: erase for good."""

from datetime import datetime

import click

from tracker.cli.ledgers import say_of_traces, up_to_date
from tracker.cli.times import Moment


@click.command("forget")
@click.option("--vendor", metavar="V", help="What that vendor (slug), domain or host got.")
@click.option("--before", type=Moment(), metavar="T", help="What is older than that date or time (RFC 3339).")
@click.option(
    "--all", "everything", is_flag=True, help="Everything recorded or learnt; what you added to your profile stays."
)
def command(vendor: str | None, before: datetime | None, everything: bool) -> None:
    """Erase for good: from the tables, the sums and the file.

    --vendor and --before together erase what that vendor got before then. Without --vendor, values that were learnt
    from forms go as well (with --before, those that you have not given since). What is told of your passwords goes with
    the sites that were given them.
    """
    if everything == (vendor is not None or before is not None):
        raise click.UsageError("Say what to forget: --vendor V, --before T, or --all alone.")
    from tracker.control import pinned
    from tracker.keeper import shed
    from tracker.ledger.forgetting import forget
    from tracker.ledger.learnt import forget_learnt

    with up_to_date() as installed:
        if everything:
            pinned.change(installed.settings, installed.keys, lambda _: pinned.Learnt())
        if vendor is None:
            forget_learnt(*installed, before)
        forgotten = forget(installed.ledger, vendor=vendor, before=before, everything=everything)
        click.echo(f"Erased {forgotten.disclosures:,} disclosures in {forgotten.requests:,} requests, for good.")
        is_shed = shed(*installed)
    say_of_traces(is_purged=forgotten.is_purged)
    if not is_shed:
        click.echo("A running proxy did not answer: its journal keeps sealed copies for a while.", err=True)
