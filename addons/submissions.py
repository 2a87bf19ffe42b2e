"""What the person submitted where, kept over restarts: a sealed file of keyed fingerprints, while a rule asks for it.

Not the ledger, which no proxy opens: it would be asked in the midst of a request. What it knows comes by `experience`;
what the person submits in fields that only their names tell is nowhere but here.
"""

import contextlib

from tracker import files
from tracker.control import Control
from tracker.control.experience import asks_for_submissions
from tracker.guarding import Given
from tracker.keys import Keys
from tracker.masking import Fingerprinter
from tracker.sealing import seal, unseal
from tracker.settings import Settings

_PURPOSE = b"submissions 1"


class Submissions:
    """The memory, and its file. Never raises: without the file, what was submitted before counts as not submitted."""

    def __init__(self, settings: Settings, keys: Keys) -> None:
        self._path, self._key = settings.submissions_file, keys.control
        self.given = Given(Fingerprinter(keys.fingerprint), self._read())
        self._is_written = self._path.exists()

    def keep(self, control: Control) -> None:
        """Write what was added since the last time; nothing stays of it where no rule asks for it any more."""
        with contextlib.suppress(OSError):  # the next beat tries again
            if self._is_written and not self._path.exists():  # somebody had something forgotten
                self.forget()
            if not asks_for_submissions(control):
                self._path.unlink(missing_ok=True)
                self._is_written = False
            elif self.given.has_news:
                self._write(seal(self._key, self.given.to_bytes(), _PURPOSE))

    def forget(self) -> None:
        """Forget all of it: something was erased, and nothing here may tell of it."""
        self.given.forget()
        self._is_written = False
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> bytes:
        try:
            return unseal(self._key, self._path.read_bytes(), _PURPOSE)
        except (OSError, ValueError):
            return b""

    def _write(self, sealed: bytes) -> None:
        try:
            files.replace(self._path, sealed)
        except BaseException:
            self.given.has_news = True
            raise
        self._is_written = True
