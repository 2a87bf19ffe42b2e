from html import unescape
from json import loads
from urllib.parse import unquote, unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rewriting.codecs import HEADER, HTML, JSON_STRING, PLAIN, XML, percent
from tracker.rewriting.splices import Codec


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "a+b", "a%20b", "%c3%a9", "a@b/c"]))
def test_what_is_percent_encoded_is_read_so_by_others(text: str, before: str) -> None:
    codec = percent(before)
    assert unquote_plus(codec.encode(text) or "") == codec.decode(codec.encode(text) or "") == text
    segment = percent(before, is_form=False)
    assert unquote(segment.encode(text) or "") == text


@given(st.text())
def test_json_is_read_so_by_others(text: str) -> None:
    assert loads(f'"{JSON_STRING.encode(text)}"') == JSON_STRING.decode(JSON_STRING.encode(text) or "") == text


@given(st.text("ab&<>\"';#x12\u00e9"))
def test_html_is_read_so_by_others(text: str) -> None:
    assert unescape(HTML.encode(text) or "") == text


@pytest.mark.parametrize(
    ("before", "written"),
    [("", "a+%C3%A9%40"), ("x%20y", "a%20%C3%A9%40"), ("%c3@", "a+%c3%a9@")],
)
def test_percent_signs_are_written_in_the_manner_of_before(before: str, written: str) -> None:
    assert percent(before).encode("a \u00e9@") == written


@pytest.mark.parametrize(
    ("codec", "text"),
    [(percent(""), "\ud800"), (XML, "a\x00b"), (HEADER, "a\r\nb"), (HEADER, "caf\u00e9")],
)
def test_what_cannot_be_written_is_refused(codec: Codec, text: str) -> None:
    assert codec.encode(text) is None


@pytest.mark.parametrize(("codec", "written"), [(JSON_STRING, 'a"b'), (XML, "a<b/>")])
def test_what_cannot_be_read_is_refused(codec: Codec, written: str) -> None:
    assert codec.decode(written) is None


def test_plain_text_is_itself() -> None:
    assert PLAIN.encode("a<\n") == PLAIN.decode("a<\n") == "a<\n"
