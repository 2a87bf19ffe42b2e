"""Whirlpool, ISO/IEC 10118-3:2004 (Barreto and Rijmen, "The Whirlpool hashing function", revised 2003)."""

from functools import cache

_ROUNDS = 10
_POLYNOMIAL = 0x11D
_ROW = (1, 1, 4, 1, 8, 5, 2, 9)  # of the diffusion matrix
_E = (1, 11, 9, 12, 13, 6, 15, 3, 14, 8, 7, 4, 10, 2, 5, 0)
_R = (7, 12, 11, 13, 14, 4, 9, 15, 6, 3, 8, 10, 2, 5, 1, 0)

type _Matrix = list[int]  # eight rows of eight bytes, as numbers of 64 bits


def whirlpool(data: bytes) -> bytes:
    """Return the 64-byte digest."""
    padded = data + b"\x80" + bytes((31 - len(data)) % 64) + (len(data) * 8).to_bytes(32)
    state = [0] * 8
    for start in range(0, len(padded), 64):
        block = [int.from_bytes(padded[at : at + 8]) for at in range(start, start + 64, 8)]
        sealed = _encrypted(block, state)
        state = [a ^ b ^ c for a, b, c in zip(state, block, sealed, strict=True)]
    return b"".join(row.to_bytes(8) for row in state)


def _encrypted(block: _Matrix, key: _Matrix) -> _Matrix:
    box = _box()
    state = [a ^ b for a, b in zip(block, key, strict=True)]
    for turn in range(_ROUNDS):
        constant = int.from_bytes(bytes(box[8 * turn : 8 * turn + 8]))
        key = _round(key, [constant] + [0] * 7)
        state = _round(state, key)
    return state


def _round(state: _Matrix, key: _Matrix) -> _Matrix:
    tables = _tables()
    result = []
    for row in range(8):
        mixed = key[row]
        for column in range(8):
            mixed ^= tables[column][state[(row - column) % 8] >> (56 - 8 * column) & 0xFF]
        result.append(mixed)
    return result


@cache
def _box() -> tuple[int, ...]:
    """The substitution, built of three small ones as the paper does."""
    inverse = [_E.index(number) for number in range(16)]

    def substituted(byte: int) -> int:
        high, low = _E[byte >> 4], inverse[byte & 15]
        middle = _R[high ^ low]
        return _E[high ^ middle] << 4 | inverse[low ^ middle]

    return tuple(substituted(byte) for byte in range(256))


@cache
def _tables() -> tuple[tuple[int, ...], ...]:
    """For each column, what each byte adds to a row after substitution and diffusion."""
    return tuple(tuple(_spread(byte, column) for byte in _box()) for column in range(8))


def _spread(byte: int, column: int) -> int:
    row = [_product(byte, factor) for factor in _ROW]
    return int.from_bytes(bytes(row[-column:] + row[:-column] if column else row))


def _product(a: int, b: int) -> int:
    result = 0
    while b:
        result ^= a if b & 1 else 0
        a = a << 1 ^ (_POLYNOMIAL if a & 0x80 else 0)
        b >>= 1
    return result
