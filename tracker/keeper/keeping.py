"""Segments that are in the ledger: kept beside its last good copy until that has what is in them, too."""

from collections.abc import Mapping
from pathlib import Path

from tracker.journal import leave, remove
from tracker.settings import Settings


def kept(settings: Settings) -> dict[Path, int]:
    """Return the segments that are kept, and their sizes."""
    from tracker.ledger import copies  # here: it brings the database with it, and proxies start without

    return {} if settings.database_url is not None else copies.kept(settings)


def clear_away(settings: Settings, segment: Path) -> None:
    """Have a finished segment, which is in the ledger, lie in the journal no more. Raises OSError."""
    from tracker.ledger import copies

    if settings.database_url is not None or not copies.is_kept(settings):
        remove(segment)
        return
    copies.keep(settings, segment)
    leave(segment)


def bring_back(settings: Settings, offsets: Mapping[str, int]) -> None:
    """Put back into the journal what the ledger turns out not to have: it was restored, or lost its latest commits.

    Raises OSError.
    """
    for path, size in kept(settings).items():
        if size > offsets.get(path.name, 0):
            settings.journal_folder.mkdir(mode=0o700, exist_ok=True)
            path.replace(settings.journal_folder / path.name)


def forget_kept(settings: Settings) -> None:
    """Remove what is kept, for what it holds was erased from the ledger; the keeper makes a new copy."""
    from tracker.ledger import copies

    if settings.database_url is None:
        copies.drop(settings.home)
