import pytest

from tracker.detection.digests.murmur3 import murmur3, murmur3_32, murmur3_x86

RECORD = b"I will not buy this record, it is scratched."


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "00000000000000000000000000000000"),
        (b"hello", "cbd8a7b341bd9b025b1e906a48ae1d19"),
        (b"hello, world", "342fac623a5ebc8e4cdcbc079642414d"),
        (b"The quick brown fox jumps over the lazy dog.", "cd99481f9ee902c9695da1a38987b6e7"),
        (RECORD, "c382657f9a06c49d4a71fdc6d9b0d48f"),
    ],
)
def test_the_vectors_that_implementations_share(data: bytes, digest: str) -> None:
    first, second = murmur3(data)
    assert f"{first:016x}{second:016x}" == digest


@pytest.mark.parametrize(
    ("data", "number"), [(b"", 0), (b"hello", 0x248BFA47), (b"hello, world", 0x149BBB7F), (RECORD, 2832214938)]
)
def test_the_short_hash(data: bytes, number: int) -> None:
    assert murmur3_32(data) == number


@pytest.mark.parametrize(("data", "digest"), [(b"", "0" * 32), (RECORD, "a0a9683b25ac5e40d9af2895890dddf5")])
def test_the_variant_for_narrow_processors(data: bytes, digest: str) -> None:
    assert "".join(f"{number:08x}" for number in murmur3_x86(data)) == digest
