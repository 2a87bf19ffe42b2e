"""RIPEMD-128, -160, -256 and -320: two lines of MD4-like rounds, side by side (Dobbertin, Bosselaers and Preneel,
"RIPEMD-160: A Strengthened Version of RIPEMD", 1996; https://homes.esat.kuleuven.be/~bosselae/ripemd160.html). OpenSSL
3 keeps RIPEMD-160 among its legacy algorithms, which many systems leave out.
"""

import struct

_WORD = 0xFFFFFFFF
_START = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0)
_OTHER_START = (0x76543210, 0xFEDCBA98, 0x89ABCDEF, 0x01234567, 0x3C2D1E0F)
_RHO = (7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8)
_TURNS = (  # of the message's words; those of the second and later rounds follow from the first by rho
    (11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8),
    (12, 13, 11, 15, 6, 9, 9, 7, 12, 15, 11, 13, 7, 8, 7, 7),
    (13, 15, 14, 11, 7, 7, 6, 8, 13, 14, 13, 12, 5, 5, 6, 9),
    (14, 11, 12, 14, 8, 6, 5, 5, 15, 12, 15, 14, 9, 9, 8, 6),
    (15, 12, 13, 13, 9, 5, 8, 6, 14, 11, 12, 11, 8, 6, 5, 5),
)
_ADDED = (0, 0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xA953FD4E)
_ADDED_4 = (0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0)
_ADDED_5 = (0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0x7A6D76E9, 0)

type _State = tuple[int, ...]
type _Step = tuple[int, int, int, int]  # function, word of the message, turn, added
type _Round = tuple[_Step, ...]


def ripemd128(data: bytes) -> bytes:
    """Return the 16-byte digest."""
    return _narrow(data, 4)


def ripemd160(data: bytes) -> bytes:
    """Return the 20-byte digest."""
    return _narrow(data, 5)


def ripemd256(data: bytes) -> bytes:
    """Return the 32-byte digest: RIPEMD-128 whose two lines stay apart."""
    return _wide(data, 4, (0, 1, 2, 3))


def ripemd320(data: bytes) -> bytes:
    """Return the 40-byte digest: RIPEMD-160 whose two lines stay apart."""
    return _wide(data, 5, (1, 3, 0, 2, 4))


def _narrow(data: bytes, width: int) -> bytes:
    state = _START[:width]
    for block in _blocks(data):
        left = right = state
        for one, other in zip(*_rounds(width), strict=True):
            left, right = _mixed(left, block, one), _mixed(right, block, other)
        state = tuple(
            (state[(n + 1) % width] + left[(n + 2) % width] + right[(n + 3) % width]) & _WORD for n in range(width)
        )
    return struct.pack(f"<{width}I", *state)


def _wide(data: bytes, width: int, exchanged: tuple[int, ...]) -> bytes:
    """Exchange one word between the lines after each round."""
    state = _START[:width] + _OTHER_START[:width]
    for block in _blocks(data):
        left, right = state[:width], state[width:]
        for place, one, other in zip(exchanged, *_rounds(width), strict=True):
            left, right = _mixed(left, block, one), _mixed(right, block, other)
            left, right = _with(left, place, right[place]), _with(right, place, left[place])
        state = tuple((a + b) & _WORD for a, b in zip(state, left + right, strict=True))
    return struct.pack(f"<{2 * width}I", *state)


def _with(state: _State, place: int, word: int) -> _State:
    return (*state[:place], word, *state[place + 1 :])


def _blocks(data: bytes) -> list[tuple[int, ...]]:
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + struct.pack("<Q", len(data) * 8)
    return list(struct.iter_unpack("<16I", padded))


def _rounds(width: int) -> tuple[list[_Round], list[_Round]]:
    """The rounds of both lines: the second takes the functions backwards and the words in another order."""
    words, others = list(range(16)), [(9 * place + 5) % 16 for place in range(16)]
    left, right = list[_Round](), list[_Round]()
    added = _ADDED_4 if width == 4 else _ADDED_5
    for turn in range(width):
        left.append(tuple((turn, word, _TURNS[turn][word], _ADDED[turn]) for word in words))
        right.append(tuple((width - 1 - turn, word, _TURNS[turn][word], added[turn]) for word in others))
        words, others = [_RHO[word] for word in words], [_RHO[word] for word in others]
    return left, right


def _mixed(state: _State, block: tuple[int, ...], steps: _Round) -> _State:
    a, b, c, d, *rest = state
    e = rest[0] if rest else 0
    for function, word, turn, added in steps:
        total = (a + _chosen(function, b, c, d) + block[word] + added) & _WORD
        total = (total << turn | total >> (32 - turn)) & _WORD
        if rest:
            a, b, c, d, e = e, (total + e) & _WORD, b, (c << 10 | c >> 22) & _WORD, d
        else:
            a, b, c, d = d, total, b, c
    return (a, b, c, d, e) if rest else (a, b, c, d)


def _chosen(function: int, x: int, y: int, z: int) -> int:
    match function:
        case 0:
            return x ^ y ^ z
        case 1:
            return (x & y) | (~x & z)
        case 2:
            return (x | ~y) ^ z
        case 3:
            return (x & z) | (y & ~z)
        case _:
            return x ^ (y | ~z)
