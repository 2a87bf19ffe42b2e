import hashlib

from tracker.detection.indicators.hashes import Hashed, digests, numbers, slow_digests, stacked_digests
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
    for hashed in (*digests(DATA), *slow_digests(DATA), *stacked_digests(DATA)):
        assert reasoning(Category.TEXT, "", hashed.encoding).endswith("of your text.")


def test_numbers_are_listed_signed_and_unsigned() -> None:
    found = [int(number) for number in numbers(b"hello")]
    assert 0xCBD8A7B341BD9B02 in found
    assert 0xCBD8A7B341BD9B02 - (1 << 64) in found
    assert 0x5B1E906A48AE1D19CBD8A7B341BD9B02 in found


def test_a_digest_does_not_show_itself() -> None:
    assert repr(Hashed(b"secret", ("md5",))) == "Hashed(('md5',))"
