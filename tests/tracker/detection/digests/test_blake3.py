import pytest

from tracker.detection.digests.blake3 import MOST, blake3

VECTORS = [  # of the authors' test_vectors.json, where bytes count up to 250 again and again
    (0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"),
    (64, "4eed7141ea4a5cd4b788606bd23f46e212af9cacebacdc7d1f4c6dc7f2511b98"),
    (65, "de1e5fa0be70df6d2be8fffd0e99ceaa8eb6e8c93a63f2d8d1c30ecb6b263dee"),
    (MOST, "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7"),
]


@pytest.mark.parametrize(("length", "digest"), VECTORS)
def test_the_vectors_of_the_authors(length: int, digest: str) -> None:
    assert blake3(bytes(number % 251 for number in range(length))).hex() == digest


def test_a_short_text() -> None:
    assert blake3(b"abc").hex() == "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85"
