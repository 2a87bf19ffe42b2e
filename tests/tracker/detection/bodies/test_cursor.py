import gzip

import pytest

from tracker.detection.bodies.cursor import Cursor, NotThatFormatError, key_of, printable


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
        (gzip.compress(b"marie", mtime=0), "marie"),
        (gzip.compress(b"\x00\xff\xfe\x01" * 9, mtime=0), ""),
        (gzip.compress(b"marie", mtime=0)[:-2], ""),
        (b"\x00\xff", ""),
    ],
)
def test_bytes_are_shown_as_the_text_that_they_hold(data: bytes, text: str) -> None:
    assert Cursor(data).shown(len(data)) == text


def test_packed_values_share_the_room_of_their_body() -> None:
    bomb = gzip.compress(b"a" * (1 << 18))
    cursor = Cursor(bomb * 9)
    sizes = [len(cursor.shown(len(bomb))) for _ in range(9)]
    assert sizes == [1 << 18, 1 << 18, *[0] * 7]


def test_parts_share_the_work_of_their_body() -> None:
    cursor = Cursor(b"")
    inner = cursor.within(gzip.compress(b"a" * 1000, mtime=0))
    inner.count()
    inner.shown(len(inner.data))
    cursor.back(inner)
    assert (cursor.left, cursor.room) == (Cursor(b"").left - 1, Cursor(b"").room - 1000)


@pytest.mark.parametrize(("key", "name"), [("mail", "mail"), (7, "7"), (True, "True"), (None, "None")])
def test_a_map_is_told_by_plain_keys(key: object, name: str) -> None:
    assert key_of(key) == name


@pytest.mark.parametrize("key", [{}, [], {"a": 1}])
def test_a_key_that_is_a_map_or_list_names_nothing(key: object) -> None:
    with pytest.raises(NotThatFormatError):
        key_of(key)


@pytest.mark.parametrize(
    ("data", "text"), [(b"a\tb\r\n", "a\tb\r\n"), (b"\x07", None), (b"\xff", None), ("é".encode(), "é")]
)
def test_text_is_what_can_be_shown(data: bytes, text: str | None) -> None:
    assert printable(data) == text
