"""FNV-1a (Fowler, Noll and Vo; RFC 9923): a multiplication for each byte."""

_PRIMES = {32: 0x01000193, 64: 0x00000100000001B3}
_STARTS = {32: 0x811C9DC5, 64: 0xCBF29CE484222325}


def fnv1a(data: bytes, bits: int) -> int:
    """Return the hash as an unsigned number of 32 or 64 bits."""
    number, prime, limit = _STARTS[bits], _PRIMES[bits], (1 << bits) - 1
    for byte in data:
        number = (number ^ byte) * prime & limit
    return number
