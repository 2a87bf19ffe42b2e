"""`tracker profile`: the person's own values to look for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tracker.taxonomy import TAXONOMY, Category

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.keys import Keys


@click.group("profile")
def command() -> None:
    """Your own values, looked for in every encoding and hash; kept sealed, shown masked."""


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
    """Show your values, masked, with their numbers."""
    from tracker.ledger import profiles
    from tracker.terminal import printable

    with _profile() as (session, _):
        values = profiles.listed(session)
        known = profiles.country(session)
    for value in values:
        click.echo(f"{value.id:4}  {value.category:20}  {printable(value.preview)}")
    if not values:
        click.echo("No values yet: tracker profile add email_address -")
    click.echo(f"Country: {known or 'none; tracker profile country FR tells how to read phone numbers'}")


@command.command("remove")
@click.argument("id_", metavar="ID", type=int)
def remove(id_: int) -> None:
    """Look for a value no longer, and erase it."""
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


def _asked_for(category: str) -> str:
    """Return a value that the person types unseen, or that comes by standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt(TAXONOMY[Category(category)].label, hide_input=True))


@contextmanager
def _profile() -> "Iterator[tuple[Session, Keys]]":
    """The ledger, and afterwards the sealed file for proxies, as the profile is then."""
    from tracker import settings
    from tracker.keys import load_or_create
    from tracker.ledger import profiles
    from tracker.ledger.opening import open_ledger

    installation = settings.load()
    keys = load_or_create(installation)
    with open_ledger(installation, keys) as ledger:
        with ledger.session() as session:
            yield session, keys
        with ledger.reading() as session:
            profile = profiles.load(session, keys)
        profiles.write_snapshot(installation, keys, profile)
