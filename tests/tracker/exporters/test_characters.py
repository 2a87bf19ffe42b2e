import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exporters.characters import encodable, on_one_line, without_controls


@pytest.mark.parametrize(
    ("text", "all_unicode", "plain", "one_line"),
    [
        ("plain", "plain", "plain", "plain"),
        ("m•••", "m•••", "m•••", "m•••"),
        ("a\ud800b", "a?b", "a?b", "a?b"),
        ("a\0b", "a\0b", "a\ufffdb", "a\ufffdb"),
        ("\x1b[2J", "\x1b[2J", "\ufffd[2J", "\ufffd[2J"),
        ("a\r\nb\tc", "a\r\nb\tc", "a\r\nb\tc", "a\ufffd\ufffdb\ufffdc"),
        ("a\u202eb", "a\u202eb", "a\u202eb", "a\ufffdb"),
    ],
)
def test_text_is_made_fit(text: str, all_unicode: str, plain: str, one_line: str) -> None:
    assert (encodable(text), without_controls(text), on_one_line(text)) == (all_unicode, plain, one_line)


@given(st.text(st.characters()))
def test_whatever_it_is_it_can_be_encoded(text: str) -> None:
    for made in (encodable(text), without_controls(text), on_one_line(text)):
        assert made.encode().decode() == made
