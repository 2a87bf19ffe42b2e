"""`tracker forget`: erase for good."""

from datetime import datetime

import click

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
    from tracker import settings
    from tracker.keeper import drain
    from tracker.keys import load_or_create
    from tracker.ledger.forgetting import forget
    from tracker.ledger.learnt import forget_learnt
    from tracker.ledger.opening import open_ledger
    from tracker.ledger.password_uses import take_in

    installation = settings.load()
    keys = load_or_create(installation)
    with open_ledger(installation, keys) as ledger:
        drain(ledger, installation, keys)
        take_in(ledger, installation, keys)
        if vendor is None:
            forget_learnt(ledger, installation, keys, before)
        forgotten = forget(ledger, vendor=vendor, before=before, everything=everything)
    click.echo(f"Erased {forgotten.disclosures:,} disclosures in {forgotten.requests:,} requests, for good.")
    if not forgotten.is_purged:
        click.echo("A program still reads the ledger as it was; the last traces go when it ends.", err=True)
