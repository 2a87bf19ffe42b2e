import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.forms.charset import MAX_SIZE, text_of


def declared(name: str) -> bytes:
    return f'<meta charset="{name}">'.encode()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("é", "é"),
        ("é".encode(), "é"),
        (b"\xef\xbb\xbf<p>", "<p>"),
        (b"caf\xe9", "café"),
        ("<é".encode("utf-16"), "<é"),
        ("<é".encode("utf-16-le"), "<é"),
        ("<é".encode("utf-16-be"), "<é"),
    ],
)
def test_pages_are_read_as_they_are_encoded(page: bytes | str, text: str) -> None:
    assert text_of(page) == text


@pytest.mark.parametrize(
    ("name", "codec", "letter"),
    [
        ("iso-8859-2", "iso-8859-2", "ą"),
        ("windows-1251", "cp1251", "я"),
        ("KOI8-R", "koi8-r", "я"),
        ("Shift_JIS", "cp932", "名"),
        ("euc-jp", "euc-jp", "名前です"),
        ("iso-2022-jp", "iso-2022-jp", "名"),
        ("gb2312", "gb18030", "姓"),
        ("big5", "big5", "姓"),
        ("euc-kr", "cp949", "명"),
        ("iso-8859-9", "cp1254", "ş"),
        ("utf-8", "utf-8", "я"),
    ],
)
def test_pages_are_read_in_the_charset_they_declare(name: str, codec: str, letter: str) -> None:
    assert text_of(declared(name) + letter.encode(codec)).endswith(letter)


@pytest.mark.parametrize("name", ["klingon", "undefined", "punycode", "hex", "utf-7", "idna", "unicode_escape"])
def test_no_other_charset_is_believed(name: str) -> None:
    assert text_of(declared(name) + b"\xe9").endswith("é")


def test_a_huge_page_is_cut() -> None:
    assert len(text_of("a" * (MAX_SIZE + 1))) == MAX_SIZE
    assert len(text_of(b"a" * (MAX_SIZE + 1))) == MAX_SIZE


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange(page: bytes) -> None:
    assert len(text_of(page)) <= 2 * len(page) + 1
