"""BLAKE3 of what fits into one chunk (O'Connor, Aumasson, Neves and Wilcox-O'Hearn, the BLAKE3 paper, section 2)."""

import struct

MOST = 1024  # bytes of one chunk
_WORD = 0xFFFFFFFF
_START = (
    *(0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A),
    *(0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19),
)
_ORDER = (2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
_QUARTERS = (
    *((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)),
    *((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)),
)
_FIRST, _LAST, _ROOT = 1, 2, 8
_BLOCK = 64
_ROUNDS = 7


def blake3(data: bytes) -> bytes:
    """Return the 32-byte digest of at most `MOST` bytes."""
    blocks = [data[start : start + _BLOCK] for start in range(0, len(data), _BLOCK)] or [b""]
    chain: tuple[int, ...] = _START
    for number, block in enumerate(blocks):
        flags = (0 if number else _FIRST) | (_LAST | _ROOT if number == len(blocks) - 1 else 0)
        chain = _compressed(chain, block, flags)
    return struct.pack("<8I", *chain)


def _compressed(chain: tuple[int, ...], block: bytes, flags: int) -> tuple[int, ...]:
    words = struct.unpack("<16I", block.ljust(_BLOCK, b"\0"))
    state = [*chain, *_START[:4], 0, 0, len(block), flags]
    for _ in range(_ROUNDS):
        for number, places in enumerate(_QUARTERS):
            _mix(state, places, words[2 * number], words[2 * number + 1])
        words = tuple(words[place] for place in _ORDER)
    return tuple(state[place] ^ state[place + 8] for place in range(8))


def _mix(state: list[int], places: tuple[int, int, int, int], one: int, two: int) -> None:
    a, b, c, d = places
    for word, turn, back in ((one, 16, 12), (two, 8, 7)):
        state[a] = (state[a] + state[b] + word) & _WORD
        state[d] = _turned(state[d] ^ state[a], turn)
        state[c] = (state[c] + state[d]) & _WORD
        state[b] = _turned(state[b] ^ state[c], back)


def _turned(word: int, bits: int) -> int:
    return (word >> bits | word << (32 - bits)) & _WORD
