"""MD4, RFC 1320."""

import struct

_WORD = 0xFFFFFFFF
_START = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476)
_ORDERS = (
    tuple(range(16)),
    (0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15),
    (0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15),
)
_SHIFTS = ((3, 7, 11, 19), (3, 5, 9, 13), (3, 9, 11, 15))
_ADDED = (0, 0x5A827999, 0x6ED9EBA1)


def md4(data: bytes) -> bytes:
    """Return the 16-byte digest."""
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + struct.pack("<Q", len(data) * 8)
    state: tuple[int, ...] = _START
    for block in struct.iter_unpack("<16I", padded):
        state = _mixed(state, block)
    return struct.pack("<4I", *state)


def _mixed(state: tuple[int, ...], block: tuple[int, ...]) -> tuple[int, ...]:
    a, b, c, d = state
    for turn in range(3):
        for step, index in enumerate(_ORDERS[turn]):
            total = (a + _choice(turn, b, c, d) + block[index] + _ADDED[turn]) & _WORD
            shift = _SHIFTS[turn][step % 4]
            a, b, c, d = d, (total << shift | total >> (32 - shift)) & _WORD, b, c
    return tuple((old + new) & _WORD for old, new in zip(state, (a, b, c, d), strict=True))


def _choice(turn: int, x: int, y: int, z: int) -> int:
    if turn == 0:
        return (x & y) | (~x & z)
    if turn == 1:
        return (x & y) | (x & z) | (y & z)
    return x ^ y ^ z
