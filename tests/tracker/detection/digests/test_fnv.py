import pytest

from tracker.detection.digests.fnv import fnv1a

VECTORS = [  # of the authors' test suite, as RFC 9923 gives it
    (b"", 0x811C9DC5, 0xCBF29CE484222325),
    (b"a", 0xE40C292C, 0xAF63DC4C8601EC8C),
    (b"foobar", 0xBF9CF968, 0x85944171F73967E8),
]


@pytest.mark.parametrize(("data", "short", "long"), VECTORS)
def test_the_vectors_of_the_authors(data: bytes, short: int, long: int) -> None:
    assert (fnv1a(data, 32), fnv1a(data, 64)) == (short, long)
