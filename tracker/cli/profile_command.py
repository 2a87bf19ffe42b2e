"""`tracker profile`: the person's own values to look for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tracker.cli.ledgers import Installed, opened, say_of_traces
from tracker.taxonomy import TAXONOMY, Category

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.keys import Keys
    from tracker.ledger.profiles import Listed


@click.group("profile")
def command() -> None:
    """Your own values, looked for in every encoding and hash; kept sealed, shown masked.

    Values that you submit in forms are learnt: who you are and how to reach you, never passwords or cards.
    """


@command.command("add")
@click.argument("category", metavar="CATEGORY", type=click.Choice([category.value for category in Category]))
@click.argument("value", metavar="VALUE")
def add(category: str, value: str) -> None:
    """Look for a value of yours, as in: tracker profile add email_address marie@mail.example

    `-` as VALUE asks for it, or reads one line of standard input, so that it does not stand in the shell's history.
    """
    from tracker.ledger import profiles
    from tracker.profile import checked_value

    wanted = checked_value(category, _asked_for(category) if value == "-" else value)
    with _profile() as (session, keys):
        is_new = profiles.add(session, keys, wanted)
    click.echo(f"{'Added' if is_new else 'There already'}: {TAXONOMY[wanted.category].label}.")


@command.command("list")
def list_() -> None:
    """Show your values, masked, with their numbers; of those that were learnt, when and from which site."""
    from tracker.ledger import profiles
    from tracker.terminal import printable

    with _profile() as (session, _):
        values = profiles.listed(session)
        known = profiles.country(session)
    for value in values:
        line = f"{value.id:4}  {value.category:20}  {value.preview}"
        click.echo(printable(f"{line:40}  {_origin(value)}" if value.origin else line))
    if not values:
        click.echo("No values yet: tracker profile add email_address -")
    click.echo(f"Country: {known or 'none; tracker profile country FR tells how to read phone numbers'}")


@command.command("remove")
@click.argument("id_", metavar="ID", type=int)
def remove(id_: int) -> None:
    """Look for a value no longer, and erase it. It is not learnt from a form again, unless you add it yourself."""
    from tracker.errors import LedgerError
    from tracker.ledger import profiles

    with _profile() as (session, _):
        if not profiles.remove(session, id_):
            raise LedgerError(f"no value has the number {id_}; `tracker profile list` shows them")
    click.echo("Removed.")


@command.command("country")
@click.argument("code", metavar="CODE")
def country(code: str) -> None:
    """Say how national phone numbers are to be read, as in: tracker profile country FR"""
    from tracker.ledger import profiles
    from tracker.profile import checked_country

    known = checked_country(code)
    with _profile() as (session, _):
        profiles.set_country(session, known)
    click.echo(f"Country: {known}")


@command.command("learning")
@click.argument("choice", type=click.Choice(["on", "off", "status"]), default="status")
def learning(choice: str) -> None:
    """Learn the values that you submit in forms, or not, or say which.

    Turned off, nothing new is learnt; what was learnt stays until `tracker profile forget-learnt`.
    """
    from tracker.ledger import learnt, publishing

    with _installed() as (ledger, installation, keys):
        with ledger.session() as session:
            if choice != "status":
                publishing.set_learning(session, is_on=choice == "on")
        publishing.publish(ledger, installation, keys)
        with ledger.reading() as session:
            is_on, count = publishing.is_learning(session, installation), learnt.counted(session)
    click.echo(f"Learning from forms: {'on' if is_on else 'off'}; {count} of your values were learnt.")
    if installation.learning is not None:
        click.echo("So say TRACKER_LEARNING or settings.toml, whatever is chosen here.", err=choice != "status")


@command.command("forget-learnt")
def forget_learnt() -> None:
    """Erase all values that were learnt from forms, for good; those that you added stay."""
    from tracker.cli.summaries import counted
    from tracker.ledger import learnt
    from tracker.ledger.purging import purge

    with _installed() as (ledger, installation, keys):
        count = learnt.forget_learnt(ledger, installation, keys)
        is_purged = purge(ledger.engine)
    click.echo(f"Erased {counted(count, 'learnt value')}, for good.")
    say_of_traces(is_purged=is_purged)


def _origin(value: "Listed") -> str:
    """Say where and when a value was learnt, and when it was given last."""
    added, used = (f"{moment.astimezone():%Y-%m-%d}" for moment in (value.added, value.used))
    said = f"learnt on {added} from a form on {value.origin}"
    return said if added == used else f"{said}, given last on {used}"


def _asked_for(category: str) -> str:
    """Return a value that the person types unseen, or that comes by standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt(TAXONOMY[Category(category)].label, hide_input=True))


@contextmanager
def _profile() -> "Iterator[tuple[Session, Keys]]":
    """The ledger, with what proxies have learnt so far, and afterwards the sealed file, as the profile is then."""
    from tracker.ledger.publishing import publish

    with _installed() as (ledger, installation, keys):
        with ledger.session() as session:
            yield session, keys
        publish(ledger, installation, keys)


@contextmanager
def _installed() -> Iterator[Installed]:
    from tracker.ledger.learnt import take_in

    with opened() as installed:
        take_in(*installed)
        yield installed
