import pytest

from tracker.rewriting.charsets import written


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ("caf\u00e9".encode(), ""),
        ("caf\u00e9".encode("utf-8-sig"), ""),
        ("caf\u00e9".encode("utf-16"), ""),
        (b"\xfe\xff" + "caf\u00e9".encode("utf-16-be"), ""),
        ("caf\u00e9 abcd".encode("utf-16-le"), "utf-16le"),
        ("cafe abcd".encode("utf-16-be"), ""),
        ("caf\u00e9".encode("latin-1"), "iso-8859-1"),
        ("caf\u00e9".encode("koi8-r", "replace") + b"\xc1", "koi8-r"),
        ("caf\u00e9".encode("latin-1"), ""),
    ],
)
def test_text_is_written_back_to_its_bytes(data: bytes, label: str) -> None:
    text = written(data, label)
    assert text
    assert text.bytes_of(text.text) == data
    assert text.bytes_of(text.text.upper().lower()) is not None


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 9, b"abc\xff\xfe\x81 def", b"\xef\xbb\xbf\xff"])
def test_what_is_no_text_or_broken_is_refused(data: bytes) -> None:
    assert written(data) is None


def test_characters_that_a_charset_has_not_are_refused() -> None:
    text = written("caf\u00e9".encode("latin-1"))
    assert text
    assert text.bytes_of("\u4e2d") is None
