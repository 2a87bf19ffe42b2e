"""The whole of it, in the order in which nothing is left half done: what runs, the database, the keyring, the disk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tracker import keys
from tracker.errors import LedgerError
from tracker.journal import Lock
from tracker.keeper.reports import reports
from tracker.ledger.emptying import drop_tables, is_open_elsewhere
from tracker.settings import Settings
from tracker.supervision import running
from tracker.uninstalling.homes import Contents
from tracker.uninstalling.remains import forget_registration
from tracker.uninstalling.removing import Removed, remove


class Left(NamedTuple):
    """What became of it: whether tables of a database were dropped, whether a secret was taken out of the keyring, and
    what became of the files.
    """

    is_database_emptied: bool
    is_keyring_cleared: bool
    removed: Removed


def busy(settings: Settings) -> str | None:
    """Say what still runs on an installation, its demonstration included; None where nothing does."""
    for one in _installations(settings):
        if one.home.is_dir() and (said := _busy(one)):
            return said
    return None


def uninstall(settings: Settings, found: Contents | None, *, keeps_database: bool = False) -> Left:
    """Remove all that is ours. Raises LedgerError, and then nothing is removed, where database or keyring refuse."""
    is_emptied = False
    if settings.database_url is not None and not keeps_database:
        is_emptied = drop_tables(settings)
    is_cleared = _cleared(settings)
    removed = remove(found) if found else Removed(0, 0, ())
    forget_registration()
    return Left(is_emptied, is_cleared, removed)


def _cleared(settings: Settings) -> bool:
    cleared = [keys.forget(one) for one in _installations(settings)]
    return any(cleared)


def _installations(settings: Settings) -> tuple[Settings, ...]:
    """The installation, and that of its demonstration."""
    return settings, replace(settings, home=settings.home / "demo", database_url=None, home_is_default=False)


def _busy(settings: Settings) -> str | None:
    if now := running(settings):
        return f"Tracker runs in {settings.home} (process {now.process}): end it first"
    if said := reports(settings):
        return f"a {said[0].role} of Tracker runs on {settings.home} (process {said[0].process}): end it first"
    if any(map(_is_held, _locks(settings))):
        return f"a program still writes in {settings.home}: end it first"
    if settings.ledger_file.exists() and settings.database_url is None and _is_open(settings):
        return f"{settings.ledger_file} is open in another program (`tracker dashboard`?): end it first"
    return None


def _locks(settings: Settings) -> Iterator[Path]:
    yield settings.home / "keeper.lock"
    yield from settings.journal_folder.glob("*.lock")


def _is_held(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with Lock(path) as lock:
            return not lock.acquire()
    except OSError:
        return False  # nobody can tell


def _is_open(settings: Settings) -> bool:
    try:
        known = keys.kept(settings)
    except LedgerError:
        return False
    return known is not None and is_open_elsewhere(settings, known)
