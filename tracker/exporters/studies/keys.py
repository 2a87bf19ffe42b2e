"""The key of a study: random, made at its first export, sealed under the home with the person's other secrets.

A later export under the same name has the same key, and can be linked to the first; two names have nothing in common.
"""

import contextlib
import hmac
import os
import secrets
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from tracker import files
from tracker.errors import ConfigurationError, LedgerError
from tracker.keys import KEY_BYTES, Keys
from tracker.sealing import seal, unseal
from tracker.settings import Settings

LONGEST = 80
"""Characters of a study's name."""

_PURPOSE = b"study key 1\0"


@dataclass(frozen=True, slots=True)
class Study:
    """A study's name, and the key that its pseudonyms are made under."""

    name: str
    key: bytes

    def __repr__(self) -> str:
        return f"Study({self.name!r}, …)"

    @property
    def id(self) -> str:
        """What tells this person's exports for this study from others': 16 hexadecimal digits; tells nothing else."""
        return hmac.digest(self.key, b"study", "sha256").hex()[:16]


def study_of(settings: Settings, keys: Keys, name: str, *, is_cut: bool = False) -> Study:
    """Return the study of that name, its key made at the first call, or anew where earlier exports are to be `cut` off.

    Raises ConfigurationError for what is no name, LedgerError where the key cannot be kept or read.
    """
    text = checked(name)
    folder = settings.home / "studies"
    path = folder / f"{blake2b(text.encode(), key=keys.derive('studies'), digest_size=16).hexdigest()}.sealed"
    purpose = _PURPOSE + text.encode()
    try:
        if is_cut or not path.exists():
            _keep(path, seal(keys.derive("studies"), secrets.token_bytes(KEY_BYTES), purpose), is_cut=is_cut)
        return Study(text, unseal(keys.derive("studies"), path.read_bytes(), purpose))
    except OSError as error:
        raise LedgerError(f"{path}: the study's key cannot be kept or read there ({error.strerror})") from error
    except ValueError as error:
        raise LedgerError(f"{path}: is damaged; --new-key makes another, which no earlier export links to") from error


def checked(name: str) -> str:
    """Return a study's name without surrounding spaces. Raises ConfigurationError for what can be none."""
    text = name.strip()
    if not text or len(text) > LONGEST or not text.isprintable() or not text.isascii():
        raise ConfigurationError(f"a study's name is of 1 to {LONGEST} characters of ASCII on one line")
    return text


def _keep(path: Path, sealed: bytes, *, is_cut: bool) -> None:
    """Put the file there all at once; of two that make a key at the same time, the first one's counts."""
    with files.drafted(path, sealed) as draft:
        if is_cut:
            draft.replace(path)
        else:
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
