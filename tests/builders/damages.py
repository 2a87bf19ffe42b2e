"""What befalls a ledger's file."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def _overwritten(start: float, data: bytes) -> Callable[[Path], None]:
    """Bytes of the file, from a part of its length on, are others."""

    def befall(file: Path) -> None:
        with file.open("rb+") as opened:
            opened.seek(int(file.stat().st_size * start) // 4096 * 4096)
            opened.write(data)

    return befall


def _every_page_touched(file: Path) -> None:
    with file.open("rb+") as opened:
        for page in range(1, file.stat().st_size // 4096):
            opened.seek(page * 4096 + 100)
            opened.write(secrets.token_bytes(8))


DAMAGES: dict[str, Callable[[Path], None]] = {
    "a zeroed header": _overwritten(0, bytes(4096)),
    "another file's beginning": _overwritten(0, b"GIF89a" + bytes(90)),
    "another salt": _overwritten(0, bytes(16)),
    "every page": _every_page_touched,
    "half of it": lambda file: os.truncate(file, file.stat().st_size // 2),
    "an odd length": lambda file: os.truncate(file, file.stat().st_size - 4096 - 1000),
    "nothing left": lambda file: os.truncate(file, 0),
    "the file gone": lambda file: file.unlink(),
}
"""Each is met at once by whoever opens the ledger."""


def page_lost(file: Path, number: int) -> None:
    """One page, by its number from 1, holds zeros."""
    _overwritten((number - 0.5) * 4096 / file.stat().st_size, bytes(4096))(file)
