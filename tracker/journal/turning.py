"""A word to all who write to a journal: begin new segments, so that those of now end and can be removed.

It is a small file beside the segments, whose contents are others each time.
"""

import secrets
from pathlib import Path

from tracker import files
from tracker.journal.writing import Journal

_FILE = "turn"


def ask_to_turn(folder: Path) -> None:
    """Ask all who write to the journal in that folder, which is there. Raises OSError."""
    draft = folder / f"{_FILE}.{secrets.token_hex(8)}"
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_hex(16))
    draft.replace(folder / _FILE)


class TurnWatch:
    """Has a journal begin a new segment when that was asked for since this was made."""

    def __init__(self, folder: Path, journal: Journal) -> None:
        self._file, self._journal = folder / _FILE, journal
        self._heard = files.state_of(self._file)

    def attempt(self) -> bool:
        """Whether it was asked for, and done. Cheap. Raises OSError where it cannot be done, and tries again then."""
        if (word := files.state_of(self._file)) == self._heard:
            return False
        self._journal.turn()
        self._heard = word
        return True
