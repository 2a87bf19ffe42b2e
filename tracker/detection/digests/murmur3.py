"""MurmurHash3 with seed 0 (Austin Appleby, public domain): of 32 bits, and its two variants of 128 bits.

Source: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
"""

import struct

_LONG, _WORD = 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFF
_C1, _C2 = 0x87C37B91114253D5, 0x4CF5AD432745937F
_D1, _D2 = 0xCC9E2D51, 0x1B873593
_E = (0x239B961B, 0xAB0E9789, 0x38B34AE5, 0xA1E38B93)
_LANES = ((15, 19, 0x561CCD1B), (16, 17, 0x0BCAA747), (17, 15, 0x96CD1C35), (18, 13, 0x32AC3B17))


def murmur3(data: bytes) -> tuple[int, int]:
    """Return the hash of the x64 variant as two unsigned numbers of 64 bits."""
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


def murmur3_32(data: bytes) -> int:
    """Return the hash of the x86 variant as an unsigned number of 32 bits."""
    number, whole = 0, len(data) // 4 * 4
    for (word,) in struct.iter_unpack("<I", data[:whole]):
        number = (_turned(number ^ _turned(word * _D1, 15) * _D2, 13) * 5 + 0xE6546B64) & _WORD
    rest = int.from_bytes(data[whole:], "little")
    return _mixed(number ^ (_turned(rest * _D1, 15) * _D2 & _WORD) ^ len(data))


def murmur3_x86(data: bytes) -> tuple[int, int, int, int]:
    """Return the hash of the x86 variant as four unsigned numbers of 32 bits."""
    lanes = [0, 0, 0, 0]
    whole = len(data) // 16 * 16
    for words in struct.iter_unpack("<4I", data[:whole]):
        for place, (_, turn, added) in enumerate(_LANES):
            lanes[place] ^= _spread(words[place], place)
            lanes[place] = ((_turned(lanes[place], turn) + lanes[(place + 1) % 4]) * 5 + added) & _WORD
    rest = struct.unpack("<4I", data[whole:].ljust(16, b"\0"))
    lanes = [
        lane ^ _spread(word, place) ^ len(data) for place, (lane, word) in enumerate(zip(lanes, rest, strict=True))
    ]
    first, *others = _shared([_mixed(lane) for lane in _shared(lanes)])
    return first, others[0], others[1], others[2]


def _shared(lanes: list[int]) -> list[int]:
    """Add all lanes to the first, and that to the others."""
    first = sum(lanes) & _WORD
    return [first, *((lane + first) & _WORD for lane in lanes[1:])]


def _spread(word: int, place: int) -> int:
    return _turned(word * _E[place], _LANES[place][0]) * _E[(place + 1) % 4] & _WORD


def _turned(number: int, bits: int) -> int:
    number &= _WORD
    return (number << bits | number >> (32 - bits)) & _WORD


def _mixed(number: int) -> int:
    number = (number ^ number >> 16) * 0x85EBCA6B & _WORD
    number = (number ^ number >> 13) * 0xC2B2AE35 & _WORD
    return number ^ number >> 16


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
