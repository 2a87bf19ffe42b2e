"""One record's bytes."""

import pytest

from tracker.journal.frames import OVERHEAD, Frame, frame_at, framed, opened

KEY = bytes(32)


def test_a_record_opens_where_it_was_written() -> None:
    data = framed(KEY, "a-0.journal", 100, b"record")
    frame = frame_at(data, 0, 100)
    assert frame == Frame(108, 100 + len(data))
    assert len(data) == len(b"record") + OVERHEAD
    assert opened(KEY, "a-0.journal", 100, data[8:]) == b"record"


@pytest.mark.parametrize(
    ("key", "segment", "offset"),
    [(bytes(31) + b"1", "a-0.journal", 100), (KEY, "b-0.journal", 100), (KEY, "a-0.journal", 101)],
)
def test_a_record_does_not_open_elsewhere_or_under_another_key(key: bytes, segment: str, offset: int) -> None:
    assert opened(key, segment, offset, framed(KEY, "a-0.journal", 100, b"record")[8:]) is None


def test_a_header_is_one_at_its_own_offset_only() -> None:
    data = framed(KEY, "a-0.journal", 100, b"record")
    assert frame_at(data, 0, 101) is None
    assert frame_at(bytes(8), 0, 100) is None


def test_equal_records_are_sealed_differently() -> None:
    assert framed(KEY, "a-0.journal", 0, b"record") != framed(KEY, "a-0.journal", 0, b"record")
