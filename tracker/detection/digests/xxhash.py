"""xxHash of 32 and 64 bits, seed 0 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md)."""

import struct
from typing import NamedTuple


class _Kind(NamedTuple):
    """A width in bits, its primes, and how far its lanes turn."""

    bits: int
    primes: tuple[int, int, int, int, int]
    turn: int
    gathered: tuple[int, int, int, int]
    letter: str


_32 = _Kind(32, (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1), 13, (1, 7, 12, 18), "I")
_64 = _Kind(
    64,
    (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5),
    31,
    (1, 7, 12, 18),
    "Q",
)


def xxh32(data: bytes) -> int:
    """Return the hash as an unsigned number of 32 bits."""
    one, two, three, four, five = _32.primes
    number, rest = _gathered(data, _32)
    while len(rest) >= 4:
        (word,), rest = struct.unpack("<I", rest[:4]), rest[4:]
        number = _turned(number + word * three, 17, 32) * four & 0xFFFFFFFF
    for byte in rest:
        number = _turned(number + byte * five, 11, 32) * one & 0xFFFFFFFF
    number = (number ^ number >> 15) * two & 0xFFFFFFFF
    number = (number ^ number >> 13) * three & 0xFFFFFFFF
    return number ^ number >> 16


def xxh64(data: bytes) -> int:
    """Return the hash as an unsigned number of 64 bits."""
    one, two, three, four, five = _64.primes
    limit = (1 << 64) - 1
    number, rest = _gathered(data, _64)
    while len(rest) >= 8:
        (word,), rest = struct.unpack("<Q", rest[:8]), rest[8:]
        number = (_turned(number ^ _round(0, word, _64), 27, 64) * one + four) & limit
    if len(rest) >= 4:
        (word,), rest = struct.unpack("<I", rest[:4]), rest[4:]
        number = (_turned(number ^ word * one & limit, 23, 64) * two + three) & limit
    for byte in rest:
        number = _turned(number ^ byte * five & limit, 11, 64) * one & limit
    number = (number ^ number >> 33) * two & limit
    number = (number ^ number >> 29) * three & limit
    return number ^ number >> 32


def _gathered(data: bytes, kind: _Kind) -> tuple[int, bytes]:
    """Return what the whole stripes of four lanes and the length make, and what is left of the data."""
    one, two, _, _, five = kind.primes
    limit, stripe = (1 << kind.bits) - 1, kind.bits // 2
    if len(data) < stripe:
        return (five + len(data)) & limit, data
    whole = len(data) // stripe * stripe
    lanes = [(one + two) & limit, two, 0, -one & limit]
    for words in struct.iter_unpack(f"<4{kind.letter}", data[:whole]):
        lanes = [_round(lane, word, kind) for lane, word in zip(lanes, words, strict=True)]
    number = sum(_turned(lane, turn, kind.bits) for lane, turn in zip(lanes, kind.gathered, strict=True)) & limit
    if kind.bits == 64:
        for lane in lanes:
            number = ((number ^ _round(0, lane, kind)) * one + kind.primes[3]) & limit
    return (number + len(data)) & limit, data[whole:]


def _round(lane: int, word: int, kind: _Kind) -> int:
    limit = (1 << kind.bits) - 1
    return _turned(lane + word * kind.primes[1], kind.turn, kind.bits) * kind.primes[0] & limit


def _turned(number: int, bits: int, width: int) -> int:
    number &= (1 << width) - 1
    return (number << bits | number >> (width - bits)) & ((1 << width) - 1)
