import hashlib
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.detection.digests.ripemd import ripemd128, ripemd160, ripemd256, ripemd320

VECTORS = [  # of the authors' page
    (ripemd128, b"", "cdf26213a150dc3ecb610f18f6b38b46"),
    (ripemd128, b"abc", "c14a12199c66e4ba84636b0f69144c77"),
    (ripemd128, b"message digest", "9e327b3d6e523062afc1132d7df9d1b8"),
    (ripemd128, b"1234567890" * 8, "3f45ef194732c2dbb2c4a2c769795fa3"),
    (ripemd160, b"", "9c1185a5c5e9fc54612808977ee8f548b2258d31"),
    (ripemd160, b"abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
    (ripemd160, b"1234567890" * 8, "9b752e45573d4b39f4dbd3323cab82bf63326bfb"),
    (ripemd256, b"", "02ba4c4e5f8ecd1877fc52d64d30e37a2d9774fb1e5d026380ae0168e3c5522d"),
    (ripemd256, b"a", "f9333e45d857f5d90a91bab70a1eba0cfb1be4b0783c9acfcd883a9134692925"),
    (ripemd256, b"1234567890" * 8, "06fdcc7a409548aaf91368c06a6275b553e3f099bf0ea4edfd6778df89a890dd"),
    (ripemd320, b"", "22d65d5661536cdc75c1fdf5c6de7b41b9f27325ebc61e8557177d705a0ec880151c3a32a00899b8"),
    (ripemd320, b"a", "ce78850638f92658a5a585097579926dda667a5716562cfcf6fbe77f63542f99b04705d6970dff5d"),
    (ripemd320, b"1234567890" * 8, "557888af5f6d8ed62ab66945c6d2a0a47ecd5341e915eb8fea1d0524955f825dc717e4a008ab2d42"),
]


@pytest.mark.parametrize(("function", "data", "digest"), VECTORS)
def test_the_vectors_of_the_authors(function: Callable[[bytes], bytes], data: bytes, digest: str) -> None:
    assert function(data).hex() == digest


@given(st.binary(max_size=200))
def test_what_openssl_computes_where_it_has_the_algorithm(data: bytes) -> None:
    assume("ripemd160" in hashlib.algorithms_available)
    assert ripemd160(data) == hashlib.new("ripemd160", data).digest()
