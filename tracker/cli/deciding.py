"""What the person decided of the proxy, as commands read and change it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tracker.errors import ConfigurationError

if TYPE_CHECKING:
    from tracker.control import Control


def decided() -> "Control":
    """Return what holds. A damaged file gives way to its good copy, and that is said. Raises LedgerError."""
    from tracker.control import WATCHING, change
    from tracker.control.keeping import broken_of, is_anything_decided, look
    from tracker.keys import load_or_create
    from tracker.settings import load

    settings = load()
    if not is_anything_decided(settings):
        return WATCHING
    keys = load_or_create(settings)
    kept = look(settings, keys)
    if kept.fault:
        change(settings, keys, lambda control: control)
        kept_as = f"what was damaged is kept as {broken_of(settings).name}"
        click.echo(
            f"tracker: {settings.control_file} was damaged or gone: restored from its last good copy; {kept_as}",
            err=True,
        )
    return kept.control


def decide(how: "Callable[[Control], Control]") -> "Control":
    """Change what holds and return it. Running proxies follow by themselves. Raises LedgerError, UsageError."""
    from tracker.control import change
    from tracker.keeper.foresight import prepare
    from tracker.keys import load_or_create
    from tracker.settings import load

    settings = load()
    keys = load_or_create(settings)
    with plain_words():
        control = change(settings, keys, how)
    prepare(settings, keys, control)
    return control


@contextmanager
def plain_words() -> Iterator[None]:
    """Say what cannot be, of what a person wrote, as a wrong command line."""
    try:
        yield
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error


def name_of(slug: str) -> str:
    """Return the name of a company by its slug; the slug itself where the catalogue has none."""
    from tracker.vendors import builtin

    return builtin().name_of(slug)
