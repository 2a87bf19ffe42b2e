"""What the ledger would be restored from, and whether it was."""

import shutil
from datetime import UTC, datetime

from tracker.keeper.copying import pause_of
from tracker.ledger.copies import SPARE, Copy, last
from tracker.ledger.mending import last_mended
from tracker.settings import Settings
from tracker.supervision.checks.check import Check, Outcome

_NAME = "copy"


def copy(settings: Settings) -> Check:
    """Of when the last good copy of the ledger is, and whether one had to take its place."""
    if settings.database_url is not None:
        return Check(_NAME, Outcome.OK, "the ledger is on your database server: its own backups count")
    if (mended := last_mended(settings)) is not None:
        words = f"{mended.words()} ({mended.time.astimezone():%Y-%m-%d %H:%M})"
        remedy = "what you did by hand since that copy is to be done again; remove the damaged file when you are done"
        return Check(_NAME, Outcome.NOTE, words, remedy)
    if not settings.ledger_file.exists():
        return Check(_NAME, Outcome.NOTE, "no ledger yet, and no copy of it")
    found = last(settings)
    return _lacking(settings) if found is None else _told(settings, found)


def _lacking(settings: Settings) -> Check:
    if not _has_room(settings):
        return _no_room("there is no copy of the ledger, and no room for one")
    return Check(_NAME, Outcome.NOTE, "no copy of the ledger yet: one is made while a proxy runs")


def _told(settings: Settings, found: Copy) -> Check:
    words = f"the last good copy of the ledger is of {found.time.astimezone():%Y-%m-%d %H:%M}"
    age = (datetime.now(UTC) - found.time).total_seconds()
    if age > pause_of(found.size) and not _has_room(settings):
        return _no_room(f"{words}, and there is no room for a new one")
    return Check(_NAME, Outcome.OK, f"{words}, with the journal since then")


def _has_room(settings: Settings) -> bool:
    return shutil.disk_usage(settings.home).free >= settings.ledger_file.stat().st_size + SPARE


def _no_room(words: str) -> Check:
    return Check(_NAME, Outcome.PROBLEM, words, "make room on the disk: what the ledger holds could be lost with it")
