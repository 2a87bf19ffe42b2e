import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.bodies.charset import charset_of, is_binary, text_of

TEXT = '{"ville":"Nîmes"}'


@pytest.mark.parametrize(
    ("label", "charset"),
    [
        ("UTF-8", "utf-8"),
        (' "ISO-8859-1" ', "iso-8859-1"),
        ("windows-1252", "cp1252"),
        ("macintosh", "mac-roman"),
        ("Shift_JIS", "shift_jis"),
        ("klingon", None),
        ("zlib", None),
        ("punycode", None),
        ("cp9999", None),
        ("", None),
    ],
)
def test_only_charsets_are_charsets(label: str, charset: str | None) -> None:
    assert charset_of(label) == charset


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode(), "iso-8859-1"),
        (TEXT.encode("utf-8-sig"), ""),
        (TEXT.encode("latin-1"), "iso-8859-1"),
        (TEXT.encode("latin-1"), ""),
        (TEXT.encode("latin-1"), "klingon"),
        (TEXT.encode("utf-16"), ""),
        (TEXT.encode("utf-16-le"), "utf-16le"),
        (TEXT.encode("utf-16-be"), "UTF-16BE"),
        (TEXT.encode("utf-16-le"), ""),
        (TEXT.encode("utf-16-be"), ""),
        (TEXT.encode("utf-32-le"), "utf-32le"),
    ],
)
def test_text_is_read_in_the_charset_that_it_has(data: bytes, label: str) -> None:
    assert text_of(data, label) == TEXT


@pytest.mark.parametrize(
    "data", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\0" * 100, b"\x0a\x0fm@x.test\x10\1"]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    assert text_of(data) is None
    assert is_binary(data)


def test_a_few_control_characters_are_text() -> None:
    assert text_of(b"one\x01 line of text") == "one\x01 line of text"


@given(st.binary(max_size=200), st.text(max_size=12))
def test_reading_never_raises(data: bytes, label: str) -> None:
    assert isinstance(text_of(data, label), str | None)


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_always_read(text: str) -> None:
    assert text_of(text.encode()) == text.removeprefix("\ufeff")
