import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.digests.keccak import keccak

SHA3 = 0x06


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),  # Ethereum's Yellow Paper
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_the_known_digests_of_256_bits(data: bytes, digest: str) -> None:
    assert keccak(data, 32).hex() == digest


@given(st.binary(max_size=300))
def test_with_the_other_padding_it_is_sha_3(data: bytes) -> None:
    assert keccak(data, 32, SHA3) == hashlib.sha3_256(data).digest()
    assert keccak(data, 64, SHA3) == hashlib.sha3_512(data).digest()
