"""`tracker retention`: how long disclosures are kept."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.ledgers import up_to_date
from tracker.errors import ConfigurationError

if TYPE_CHECKING:
    from tracker.ledger.opening import Ledger


@click.command("retention")
@click.argument("days", metavar="[DAYS|off|status]", default="status")
@click.option("--yes", is_flag=True, help="Erase what is older at once, without being asked.")
def command(days: str, *, yes: bool) -> None:
    """Keep disclosures for so many days only, or for good (`off`), or say which.

    What is older is erased for good: now, then once a day and at each start. You are told how much that is, and asked.
    Your profile stays.
    """
    with up_to_date() as (ledger, *_):
        if days != "status" and not _is_chosen(ledger, days, yes=yes):
            click.echo("Nothing was changed.")
            return
        click.echo(_said(ledger))


def _is_chosen(ledger: "Ledger", days: str, *, yes: bool) -> bool:
    """Keep the choice and do as it says, if the person agrees."""
    from tracker.ledger import retention

    number = None if days == "off" else _number(days)
    if number is not None and not yes and not _is_agreed(ledger, number):
        return False
    with ledger.session() as session:
        retention.keep_days(session, number)
    if number is not None:
        click.echo(f"Erased {retention.erase_old(ledger):,} disclosures, for good.")
    return True


def _number(days: str) -> int:
    from tracker.ledger.retention import checked_days

    try:
        return checked_days(days)
    except ConfigurationError as error:
        raise click.UsageError(f"{error}; or off, or status") from error


def _is_agreed(ledger: "Ledger", days: int) -> bool:
    from tracker.ledger.retention import doomed, limit_of

    before = limit_of(days, datetime.now(UTC))
    with ledger.reading() as session:
        found = doomed(session, before)
    words = f"{found.disclosures:,} of {found.all_:,} disclosures are from before {before.astimezone():%Y-%m-%d %H:%M}"
    click.echo(f"{words}: they would be erased, for good.")
    if not sys.stdin.isatty():
        raise click.UsageError("say --yes to do so")
    return click.confirm("Go on?", default=False)


def _said(ledger: "Ledger") -> str:
    from tracker.ledger.retention import kept_days, last_done

    with ledger.reading() as session:
        days, done = kept_days(session), last_done(session)
    if days is None:
        return "Disclosures are kept until you erase them."
    last = f"; last done {done.time.astimezone():%Y-%m-%d %H:%M}" if done else ""
    return f"Disclosures are kept for {days} day{'' if days == 1 else 's'}{last}."
