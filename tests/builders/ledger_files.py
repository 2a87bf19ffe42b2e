"""A SQLCipher file's pages, opened without SQLCipher: free ones too, and those in the write-ahead log.

The format is described at https://www.zetetic.net/sqlcipher/design/: pages of 4096 bytes, of which the last 80 hold the
page's initialisation vector and its authentication code; the first 16 bytes of the file are a salt.
"""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE, RESERVED, SALT = 4096, 80, 16
LOG_HEADER, FRAME_HEADER = 32, 24


def opened_bytes(ledger_file: Path, key: bytes) -> bytes:
    """Return every byte that the key opens in a ledger's file and its write-ahead log."""
    log = ledger_file.with_name(f"{ledger_file.name}-wal")
    pages = [*_pages(ledger_file.read_bytes()), *(_frames(log.read_bytes()) if log.exists() else ())]
    return b"".join(_opened(page, number == 1, key) for number, page in pages)


def _pages(data: bytes) -> Iterator[tuple[int, bytes]]:
    for number, start in enumerate(range(0, len(data), PAGE), 1):
        yield number, data[start : start + PAGE]


def _frames(data: bytes) -> Iterator[tuple[int, bytes]]:
    for start in range(LOG_HEADER, len(data), FRAME_HEADER + PAGE):
        number = int.from_bytes(data[start : start + 4])
        yield number, data[start + FRAME_HEADER : start + FRAME_HEADER + PAGE]


def _opened(page: bytes, is_first: bool, key: bytes) -> bytes:
    start, end = SALT if is_first else 0, PAGE - RESERVED
    cipher = Cipher(AES256(key), CBC(page[end : end + 16])).decryptor()
    return cipher.update(page[start:end]) + cipher.finalize()
