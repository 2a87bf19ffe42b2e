import pytest

from tracker.detection.digests.xxhash import xxh32, xxh64

VECTORS = [  # of the specification's own sanity checks, and of the README of Python's binding
    (b"", 0x02CC5D05, 0xEF46DB3751D8E999),
    (b"abc", 0x32D153FF, 0x44BC2CF5AD770999),
    (b"Nobody inspects the spammish repetition", 0xE2293B2F, 0xFBCEA83C8A378BF1),
]


@pytest.mark.parametrize(("data", "short", "long"), VECTORS)
def test_the_vectors_that_implementations_share(data: bytes, short: int, long: int) -> None:
    assert (xxh32(data), xxh64(data)) == (short, long)
