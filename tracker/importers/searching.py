"""Personal data in capture files, for Python programs: what `tracker detect` prints, as rows. Touches no ledger."""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from tracker.importers.captures import Capture, find_some
from tracker.importers.detecting import detected
from tracker.importers.reading import Tally
from tracker.profile import EMPTY, Profile
from tracker.rows import Row

_KEY_BYTES = 32


class Detection:
    """The findings in captures: iterate over it for rows, as often as you like; each time the files are read anew.

    `tally` counts what was read, and names what could not be: it is complete when the iteration is. Fingerprints are
    comparable within one detection only.
    """

    def __init__(self, captures: Iterable[Capture], profile: Profile) -> None:
        self.tally = Tally()
        self._captures = tuple(captures)
        self._profile = profile
        self._key = secrets.token_bytes(_KEY_BYTES)

    def __iter__(self) -> Iterator[Row]:
        self.tally = Tally()
        return detected(self._captures, self._profile, self._key, self.tally)


def detect(*paths: str | os.PathLike[str], profile: Profile = EMPTY) -> Detection:
    """Return the findings in HAR files, mitmproxy flow files, or folders of them; with the profile's values looked for.

    Raises UnreadableInputError for a path that is not there, a named file that is no capture, or no capture at all.
    """
    return Detection(find_some(map(Path, paths)).captures, profile)
