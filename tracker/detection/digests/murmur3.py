"""MurmurHash3, x64 variant of 128 bits, seed 0 (Austin Appleby, public domain)."""

import struct

_LONG = 0xFFFFFFFFFFFFFFFF
_C1, _C2 = 0x87C37B91114253D5, 0x4CF5AD432745937F


def murmur3(data: bytes) -> tuple[int, int]:
    """Return the hash as two unsigned numbers of 64 bits."""
    first = second = 0
    whole = len(data) // 16 * 16
    for one, two in struct.iter_unpack("<QQ", data[:whole]):
        first ^= _rotated(one * _C1, 31) * _C2 & _LONG
        first = ((_rotated(first, 27) + second) * 5 + 0x52DCE729) & _LONG
        second ^= _rotated(two * _C2, 33) * _C1 & _LONG
        second = ((_rotated(second, 31) + first) * 5 + 0x38495AB5) & _LONG
    one, two = struct.unpack("<QQ", data[whole:].ljust(16, b"\0"))
    first ^= _rotated(one * _C1, 31) * _C2 & _LONG
    second ^= _rotated(two * _C2, 33) * _C1 & _LONG
    return _finished(first ^ len(data), second ^ len(data))


def _finished(first: int, second: int) -> tuple[int, int]:
    first = (first + second) & _LONG
    second = (second + first) & _LONG
    first, second = _scattered(first), _scattered(second)
    first = (first + second) & _LONG
    return first, (second + first) & _LONG


def _rotated(number: int, bits: int) -> int:
    number &= _LONG
    return (number << bits | number >> (64 - bits)) & _LONG


def _scattered(number: int) -> int:
    number = (number ^ number >> 33) * 0xFF51AFD7ED558CCD & _LONG
    number = (number ^ number >> 33) * 0xC4CEB9FE1A85EC53 & _LONG
    return number ^ number >> 33
