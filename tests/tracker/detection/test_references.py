import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.references import unescaped


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("marie@mail.test", "marie@mail.test"),
        ("marie&#64;mail&period;test", "marie@mail.test"),
        ("&#x40;&amp;&unknown;", "@&&unknown;"),
        ("a&#" + "9" * 5000 + ";b", "a;b"),
    ],
)
def test_references_are_undone(text: str, plain: str) -> None:
    assert unescaped(text) == plain


@given(st.text(alphabet="&#x0123456789abcdeft;"))
def test_no_text_raises(text: str) -> None:
    assert isinstance(unescaped(text), str)
