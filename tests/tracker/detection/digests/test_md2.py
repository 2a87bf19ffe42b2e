from collections.abc import Iterator
from itertools import islice

import pytest

from tracker.detection.digests.md2 import _SUBSTITUTION, md2

VECTORS = [  # RFC 1319, appendix A.5
    (b"", "8350e5a3e24c153df2275c9f80692773"),
    (b"a", "32ec01ec4a6dac72c0ab96fb34c0b5d1"),
    (b"abc", "da853b0d3f88d99b30283a69e6ded6bb"),
    (b"message digest", "ab4f496bfb2a530b219ff33031fe06b0"),
    (b"1234567890" * 8, "d5976f79d83d3a0dc9806c3c66f3efd8"),
]


@pytest.mark.parametrize(("data", "digest"), VECTORS)
def test_the_vectors_of_the_rfc(data: bytes, digest: str) -> None:
    assert md2(data).hex() == digest


def digits_of_pi() -> Iterator[int]:
    """Gibbons' spigot (American Mathematical Monthly 113, 2006)."""
    q, r, t, k, n, m = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, m = q * k, (2 * q + r) * m, t * m, k + 1, (q * (7 * k + 2) + r * m) // (t * m), m + 2


def test_the_substitution_comes_from_pi() -> None:
    digits = digits_of_pi()

    def below(limit: int) -> int:
        size = len(str(limit - 1))
        while True:
            number = int("".join(map(str, islice(digits, size))))
            if number < 10**size - 10**size % limit:
                return number % limit

    table = list(range(256))
    for index in range(1, 256):
        other = below(index + 1)
        table[index], table[other] = table[other], table[index]
    assert bytes(table) == _SUBSTITUTION
