import gzip

import pytest

from tracker.detection.bodies.cursor import Cursor, NotThatFormatError, printable, shown


def test_bytes_come_one_after_the_other() -> None:
    cursor = Cursor(b"\x01\x02abc")
    assert (cursor.number(2), cursor.take(3), cursor.is_done) == (0x0102, b"abc", True)


def test_nothing_is_beyond_the_end() -> None:
    with pytest.raises(NotThatFormatError):
        Cursor(b"ab").take(3)


def test_items_and_levels_are_counted() -> None:
    cursor = Cursor(b"")
    with pytest.raises(NotThatFormatError):
        cursor.count(33)
    cursor.left = 1
    cursor.count()
    with pytest.raises(NotThatFormatError):
        cursor.count()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"marie", "marie"),
        (gzip.compress(b"marie"), "marie"),
        (gzip.compress(b"\x00\xff\xfe\x01" * 9), ""),
        (gzip.compress(b"marie")[:-2], ""),
        (b"\x00\xff", ""),
    ],
)
def test_bytes_are_shown_as_the_text_that_they_hold(data: bytes, text: str) -> None:
    assert shown(data) == text


@pytest.mark.parametrize(
    ("data", "text"), [(b"a\tb\r\n", "a\tb\r\n"), (b"\x07", None), (b"\xff", None), ("é".encode(), "é")]
)
def test_text_is_what_can_be_shown(data: bytes, text: str | None) -> None:
    assert printable(data) == text
