"""The installation's ledger, as commands ask it: with all that was recorded by now."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from tracker.keys import Keys
    from tracker.ledger.opening import Ledger
    from tracker.settings import Settings


class Installed(NamedTuple):
    """An open ledger, where it lies and under which keys."""

    ledger: "Ledger"
    settings: "Settings"
    keys: "Keys"


@contextmanager
def opened() -> Iterator[Installed]:
    """The ledger as it is. Raises ConfigurationError and LedgerError."""
    from tracker import settings
    from tracker.keys import load_or_create
    from tracker.ledger.opening import open_ledger

    installation = settings.load()
    keys = load_or_create(installation)
    with open_ledger(installation, keys) as ledger:
        yield Installed(ledger, installation, keys)


@contextmanager
def up_to_date() -> Iterator[Installed]:
    """The ledger, after what was still on its way into it."""
    from tracker.keeper import drain

    with opened() as installed:
        drain(*installed)
        yield installed


def say_of_traces(*, is_purged: bool) -> None:
    """Say where what was erased is not gone from the file yet."""
    if not is_purged:
        click.echo("A program still reads the ledger as it was; the last traces go when it ends.", err=True)
