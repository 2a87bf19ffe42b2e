"""Digests: equal for equal passwords, and no more than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.passwords import CHEAP, STRONG
from tracker.keys import KEY_BYTES, Keys
from tracker.passwords.digests import BITS, COST, Digester

KEYS, OTHERS = Keys(bytes(range(KEY_BYTES))), Keys(bytes(KEY_BYTES))
STRENGTHS = range(5)


@pytest.mark.parametrize("strength", STRENGTHS)
def test_equal_passwords_are_equal_within_a_process(strength: int) -> None:
    digester = Digester(KEYS, CHEAP)
    assert digester.digest(STRONG, strength) == digester.digest(STRONG, strength)


@pytest.mark.parametrize("strength", STRENGTHS)
def test_equal_passwords_are_equal_in_the_next_process_unless_they_are_weak(strength: int) -> None:
    first, second = Digester(KEYS, CHEAP), Digester(KEYS, CHEAP)
    assert (first.digest(STRONG, strength) == second.digest(STRONG, strength)) is (strength >= 2)


@pytest.mark.parametrize("strength", STRENGTHS)
def test_without_the_secret_nothing_can_be_tested(strength: int) -> None:
    ours, theirs = Digester(KEYS, CHEAP), Digester(OTHERS, CHEAP)
    passwords = [f"{STRONG}{number}" for number in range(8)]
    assert [ours.digest(one, strength) for one in passwords] != [theirs.digest(one, strength) for one in passwords]


@pytest.mark.parametrize(("strength", "bits"), BITS.items())
def test_a_digest_has_so_many_bits_that_hundreds_of_likelier_passwords_share_it(strength: int, bits: int) -> None:
    guesses = {2: 1e6, 3: 1e8, 4: 1e10}[strength]
    assert guesses / 2**bits >= 200
    digester = Digester(KEYS, CHEAP)
    digests = [digester.digest(f"{number}", strength) for number in range(300)]
    assert all(int(digest.partition("-")[2], 16) < 2**bits for digest in digests)
    assert max(int(digest.partition("-")[2], 16) for digest in digests) >= 2 ** (bits - 1)


def test_different_passwords_of_twelve_bits_do_share_digests() -> None:
    digester = Digester(KEYS, CHEAP)
    assert len({digester.digest(f"{number}", 2) for number in range(2000)}) < 1900


def test_it_is_slow_and_takes_memory() -> None:
    assert 128 * COST.n * COST.r == 64 << 20
    assert COST.p == 2
    digester = Digester(KEYS)
    assert digester.digest(STRONG, 4) == digester.digest(STRONG, 4) != Digester(KEYS, CHEAP).digest(STRONG, 4)


@given(st.text(max_size=80), st.sampled_from(STRENGTHS))
def test_every_text_has_a_digest_without_it(password: str, strength: int) -> None:
    digest = Digester(KEYS, CHEAP).digest(password, strength)
    assert len(digest) <= 21
    assert len(password) < 4 or password not in digest or password.lower() in "weak-"
