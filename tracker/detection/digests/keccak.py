"""Keccak as it was submitted to NIST, before SHA-3 changed its padding: what Ethereum's tools call keccak256.

Source: FIPS 202 (the permutation, sections 3.2 and 3.3), The Keccak reference 3.0 (the padding).
"""

_LONG = 0xFFFFFFFFFFFFFFFF
_STATE = 200  # bytes
_ROUNDS = 24
_KECCAK = 0x01  # what ends the message: 0x06 in SHA-3


def keccak(data: bytes, size: int, ending: int = _KECCAK) -> bytes:
    """Return the digest of so many bytes (28, 32, 48 or 64)."""
    rate = _STATE - 2 * size
    padded = bytearray(data + bytes([ending]) + bytes(-(len(data) + 1) % rate))
    padded[-1] |= 0x80
    state = [0] * 25
    for start in range(0, len(padded), rate):
        for lane in range(rate // 8):
            state[lane] ^= int.from_bytes(padded[start + 8 * lane : start + 8 * lane + 8], "little")
        state = _permuted(state)
    return b"".join(lane.to_bytes(8, "little") for lane in state[:8])[:size]


def _constants() -> tuple[int, ...]:
    """The rounds' constants, from the linear feedback shift register of FIPS 202, algorithm 5."""
    register, found = 1, []
    for _ in range(_ROUNDS):
        constant = 0
        for power in range(7):
            constant |= (register & 1) << ((1 << power) - 1)
            register = register << 1 ^ (0x171 if register & 0x80 else 0)
        found.append(constant)
    return tuple(found)


def _moves() -> tuple[tuple[int, int, int], ...]:
    """Where each lane goes, and by how many bits it turns (steps rho and pi)."""
    found, x, y = [(0, 0, 0)], 1, 0
    for step in range(24):
        turned = y, (2 * x + 3 * y) % 5
        found.append((x + 5 * y, turned[0] + 5 * turned[1], (step + 1) * (step + 2) // 2 % 64))
        x, y = turned
    return tuple(found)


_CONSTANTS, _MOVES = _constants(), _moves()


def _turned(lane: int, bits: int) -> int:
    return (lane << bits | lane >> (64 - bits)) & _LONG


def _permuted(state: list[int]) -> list[int]:
    for constant in _CONSTANTS:
        columns = [state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] for x in range(5)]
        added = [columns[x - 1] ^ _turned(columns[(x + 1) % 5], 1) for x in range(5)]
        moved = [0] * 25
        for source, target, bits in _MOVES:
            moved[target] = _turned(state[source] ^ added[source % 5], bits)
        state = [
            moved[place] ^ (~moved[row + (x + 1) % 5] & moved[row + (x + 2) % 5])
            for row in range(0, 25, 5)
            for x, place in enumerate(range(row, row + 5))
        ]
        state[0] ^= constant
    return state
