"""`tracker retention`: how long disclosures are kept."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.ledgers import up_to_date
from tracker.errors import ConfigurationError

if TYPE_CHECKING:
    from tracker.ledger.opening import Ledger
    from tracker.ledger.retention import Ages
    from tracker.taxonomy import Category


@click.command("retention")
@click.argument("days", metavar="[DAYS|off|status]", default="status")
@click.option("--category", "kinds", metavar="SLUG", multiple=True, help="Data of that category, or group, alone.")
@click.option("--yes", is_flag=True, help="Erase what is older at once, without being asked.")
def command(days: str, *, kinds: tuple[str, ...], yes: bool) -> None:
    """Keep disclosures for so many days only (90, or 90d), or for good (`off`), or say which.

    What is older is erased for good: now, then once a day and at each start. You are told how much that is, and asked.
    With --category, data of that kind have an age of their own; where there is one for all too, the shorter holds. Your
    profile stays.
    """
    with up_to_date() as (ledger, *_):
        if days != "status" and not _is_chosen(ledger, days, _categories(kinds), yes=yes):
            click.echo("Nothing was changed.")
            return
        for line in _said(ledger):
            click.echo(line)


def _categories(kinds: tuple[str, ...]) -> "list[Category]":
    """The categories that are meant; a group stands for its own."""
    from tracker.cli.deciding import plain_words
    from tracker.control.meaning import category_meant
    from tracker.taxonomy import TAXONOMY

    found: list[Category] = []
    for kind in kinds:
        of_group = [category for category, term in TAXONOMY.items() if term.group == kind]
        with plain_words():
            found += of_group or [category_meant(kind)]
    return found


def _is_chosen(ledger: "Ledger", days: str, categories: "list[Category]", *, yes: bool) -> bool:
    """Keep the choice and do as it says, if the person agrees."""
    from tracker.ledger import retention

    number = None if days == "off" else _number(days)
    if number is not None and not yes and not _is_agreed(ledger, number, categories):
        return False
    with ledger.session() as session:
        if categories:
            retention.keep_categories(session, categories, number)
        else:
            retention.keep_days(session, number)
    if number is not None:
        click.echo(f"Erased {retention.erase_old(ledger, datetime.now(UTC)):,} disclosures, for good.")
    return True


def _number(days: str) -> int:
    from tracker.ledger.retention import checked_days

    try:
        return checked_days(days.removesuffix("d"))
    except ConfigurationError as error:
        raise click.UsageError(f"{error}; or off, or status") from error


def _is_agreed(ledger: "Ledger", days: int, categories: "list[Category]") -> bool:
    from tracker.ledger.retention import ages, chosen_with, doomed, limit_of, limits_of

    now = datetime.now(UTC)
    with ledger.reading() as session:
        found = doomed(session, limits_of(chosen_with(ages(session), days, categories), now))
    of_kinds = " of these categories" if categories else ""
    words = f"By that, {found.disclosures:,} of {found.all_:,} disclosures are too old"
    before = f"{limit_of(days, now).astimezone():%Y-%m-%d %H:%M}"
    click.echo(f"{words} (what is from before {before}{of_kinds}): they would be erased, for good.")
    if not sys.stdin.isatty():
        raise click.UsageError("say --yes to do so")
    return click.confirm("Go on?", default=False)


def _said(ledger: "Ledger") -> Iterator[str]:
    from tracker.ledger.retention import ages, last_done

    with ledger.reading() as session:
        chosen, done = ages(session), last_done(session)
    last = f"; last done {done.time.astimezone():%Y-%m-%d %H:%M}" if done and not chosen.is_endless else ""
    kept = "until you erase them" if chosen.days is None else f"for {_days(chosen.days)}"
    end = ", but for these:" if chosen.categories else "."
    yield f"Disclosures are kept {kept}{last}{end}"
    yield from _of_categories(chosen)


def _of_categories(chosen: "Ages") -> Iterator[str]:
    for category, days in chosen.categories.items():
        is_longer = chosen.days is not None and days >= chosen.days
        yield f"  {category.value}: {_days(days)}{' (which changes nothing: the shorter holds)' if is_longer else ''}"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
