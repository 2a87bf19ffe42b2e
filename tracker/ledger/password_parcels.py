"""What was told of passwords, on its way from a proxy into the ledger: sealed, never a password. Loads no database."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import orjson

from tracker.keys import Keys
from tracker.ledger.parcels import Parcels
from tracker.passwords.uses import Use
from tracker.sealing import seal, unseal
from tracker.settings import Settings

_PURPOSE = b"password use 1"


class Kept(NamedTuple):
    """A file, and what it holds."""

    path: Path
    uses: tuple[Use, ...]


def write(settings: Settings, keys: Keys, uses: Iterable[Use]) -> None:
    """Keep uses, sealed, until the ledger has them. Raises OSError, and then nothing is kept."""
    rows = [[use.site, use.digest, use.strength, use.time.timestamp()] for use in uses]
    parcels(settings).write(seal(keys.profile, orjson.dumps(rows), _PURPOSE))


def read(settings: Settings, keys: Keys) -> list[Kept]:
    """Return what waits, in the order of its writing. Files that are none of ours hold nothing. Raises OSError."""

    def _opened(sealed: bytes) -> tuple[Use, ...]:
        return tuple(_use(*row) for row in orjson.loads(unseal(keys.profile, sealed, _PURPOSE)))

    return [Kept(*found) for found in parcels(settings).read(_opened)]


def _use(site: str, digest: str, strength: int, seconds: float) -> Use:
    return Use(site, digest, strength, datetime.fromtimestamp(seconds, UTC))


def parcels(settings: Settings) -> Parcels:
    """Return the folder in which they wait."""
    return Parcels(settings.password_uses_folder, ".use")
