"""How one record lies in a segment: header, nonce, sealed bytes."""

import os
import struct
import zlib
from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_HEADER = struct.Struct(">II")  # length of nonce and sealed bytes; check of that length and the record's offset
_PLACE = struct.Struct(">Q")
HEADER_BYTES = _HEADER.size
NONCE_BYTES, TAG_BYTES = 12, 16
OVERHEAD = HEADER_BYTES + NONCE_BYTES + TAG_BYTES


class Frame(NamedTuple):
    """Between which offsets of the segment a record's nonce and sealed bytes lie."""

    start: int
    end: int


@lru_cache(8)
def cipher_of(key: bytes) -> AESGCM:
    """Return the cipher that seals the journal."""
    return AESGCM(key)


def framed(key: bytes, segment: str, offset: int, data: bytes) -> bytes:
    """Return a record's bytes for that offset of that segment; elsewhere they do not open."""
    nonce = os.urandom(NONCE_BYTES)
    length = NONCE_BYTES + len(data) + TAG_BYTES
    sealed = cipher_of(key).encrypt(nonce, data, _bound(segment, offset))
    return b"".join((_HEADER.pack(length, _check(length, offset)), nonce, sealed))


def frame_at(data: bytes, position: int, offset: int) -> Frame | None:
    """Return the frame whose header lies at a position in data, that is at that offset of the segment.

    None: that is no header. The frame may end beyond the data; then its record is torn.
    """
    length, check = _HEADER.unpack_from(data, position)
    if length < NONCE_BYTES + TAG_BYTES or check != _check(length, offset):
        return None
    start = offset + HEADER_BYTES
    return Frame(start, start + length)


def opened(key: bytes, segment: str, offset: int, sealed: bytes) -> bytes | None:
    """Return the record of a frame's bytes, or None where they are not what was written there."""
    try:
        return cipher_of(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound(segment, offset))
    except InvalidTag:
        return None


def _bound(segment: str, offset: int) -> bytes:
    return segment.encode() + _PLACE.pack(offset)


def _check(length: int, offset: int) -> int:
    """Not against forgery (the seal is), but to find the next record after a damaged one."""
    return zlib.crc32(_PLACE.pack(offset), length)
