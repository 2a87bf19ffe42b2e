import base64
import hashlib
import zlib

import pytest

from tracker.detection.indicators.hashes import (
    COMMON,
    Hashed,
    Number,
    digests,
    numbers,
    slow_digests,
    stacked_digests,
    threefold_digests,
)
from tracker.detection.indicators.wording import reasoning
from tracker.taxonomy import Category

DATA = b"marie@mail.test"


def test_a_digest_comes_under_its_name() -> None:
    found = {hashed.encoding: hashed.digest for hashed in digests(DATA)}
    assert found["sha256",] == hashlib.sha256(DATA).digest()
    assert found["sha3-512",] == hashlib.sha3_512(DATA).digest()
    assert found["sha256-salted",] != found["sha256",]


def test_stacks_name_the_outer_hash_first() -> None:
    inner = hashlib.md5(DATA, usedforsecurity=False)
    expected = {
        (hashlib.sha256(inner.hexdigest().encode()).digest(), ("sha256", "md5")),
        (hashlib.sha256(inner.hexdigest().upper().encode()).digest(), ("sha256", "md5")),
        (hashlib.sha256(inner.digest()).digest(), ("sha256", "md5")),
        (hashlib.sha1(DATA.hex().encode(), usedforsecurity=False).digest(), ("sha1", "hex")),
    }
    assert expected <= set(stacked_digests(DATA))


def test_every_step_has_words() -> None:
    for hashed in (*digests(DATA), *slow_digests(DATA), *stacked_digests(DATA), *threefold_digests(DATA)):
        assert reasoning(Category.TEXT, "", hashed.encoding).endswith("of your text.")


def test_three_hashes_are_followed_in_every_order() -> None:
    found = {hashed.encoding: hashed.digest for hashed in threefold_digests(DATA)}
    inner = hashlib.sha1(hashlib.md5(DATA).hexdigest().encode()).hexdigest()
    assert found["sha256", "sha1", "md5"] == hashlib.sha256(inner.encode()).digest()
    assert sum(set(steps) <= set(COMMON) for steps in found) == len(COMMON) ** 3


def test_a_hash_over_a_hash_over_an_encoding_is_followed() -> None:
    inner = hashlib.md5(base64.b64encode(DATA)).hexdigest()
    assert Hashed(hashlib.sha256(inner.encode()).digest(), ("sha256", "md5", "base64")) in set(threefold_digests(DATA))


@pytest.mark.parametrize(
    ("text", "step", "is_short"),
    [
        (str(0xCBD8A7B341BD9B02), "murmur3", False),
        (str(0xCBD8A7B341BD9B02 - (1 << 64)), "murmur3", False),
        (str(0x5B1E906A48AE1D19CBD8A7B341BD9B02), "murmur3", False),
        ("cbd8a7b341bd9b025b1e906a48ae1d19", "murmur3", False),
        ("029bbd41b3a7d8cb191dae486a901e5b", "murmur3", False),  # as libraries lay out its bytes
        (str(0x248BFA47), "murmur3", True),
        (f"{zlib.crc32(b'hello'):08x}", "crc32", True),
        (f"{zlib.crc32(b'hello')}", "crc32", True),
        ("4f9f2cab", "fnv1a", True),
        ("a430d84680aabd0b", "fnv1a", False),
        ("fb0077f9", "xxhash", True),
        ("26c7827d889f6da3", "xxhash", False),
    ],
)
def test_hashes_are_written_as_numbers(text: str, step: str, *, is_short: bool) -> None:
    assert Number(text, step, is_short) in list(numbers(b"hello"))


def test_a_digest_does_not_show_itself() -> None:
    assert repr(Hashed(b"secret", ("md5",))) == "Hashed(('md5',))"
    assert repr(Number("2938", "murmur3", is_short=True)) == "Number('murmur3')"
