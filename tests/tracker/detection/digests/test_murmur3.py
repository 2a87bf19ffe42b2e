import pytest

from tracker.detection.digests.murmur3 import murmur3


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "00000000000000000000000000000000"),
        (b"hello", "cbd8a7b341bd9b025b1e906a48ae1d19"),
        (b"hello, world", "342fac623a5ebc8e4cdcbc079642414d"),
        (b"The quick brown fox jumps over the lazy dog.", "cd99481f9ee902c9695da1a38987b6e7"),
    ],
)
def test_the_vectors_that_implementations_share(data: bytes, digest: str) -> None:
    first, second = murmur3(data)
    assert f"{first:016x}{second:016x}" == digest
