import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.sealing import seal, unseal

KEY = bytes(32)


@given(st.binary())
def test_what_is_sealed_opens_again(data: bytes) -> None:
    assert unseal(KEY, seal(KEY, data, b"test"), b"test") == data


def test_the_same_data_is_sealed_differently_each_time() -> None:
    assert seal(KEY, b"x", b"test") != seal(KEY, b"x", b"test")


@pytest.mark.parametrize(
    ("key", "sealed", "purpose"),
    [
        (bytes([1] * 32), seal(KEY, b"data", b"test"), b"test"),
        (KEY, seal(KEY, b"data", b"test"), b"other"),
        (KEY, seal(KEY, b"data", b"test")[:-1], b"test"),
        (KEY, b"", b"test"),
        (KEY, b"short", b"test"),
    ],
    ids=["key", "purpose", "cut", "nothing", "too short"],
)
def test_what_does_not_fit_is_refused(key: bytes, sealed: bytes, purpose: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the library's words differ
        unseal(key, sealed, purpose)
