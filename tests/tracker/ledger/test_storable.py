import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.storable import storable


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("shop.example", None, "shop.example"),
        ("né à Lyon", None, "né à Lyon"),
        ("a\0b", None, "a\ufffdb"),
        ("a\ud800b", None, "a?b"),
        ("abcdef", 3, "abc"),
        ("", 3, ""),
    ],
)
def test_text_is_mended_and_cut(text: str, limit: int | None, expected: str) -> None:
    assert storable(text, limit) == expected


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_stored(text: str) -> None:
    kept = storable(text)
    assert "\0" not in kept
    assert storable(kept) == kept == kept.encode().decode()
