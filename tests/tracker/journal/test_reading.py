"""Reading the journal: torn, damaged, or not ours."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.journal import Journal, read, segments

KEY = bytes(range(32))
DATA = st.lists(st.binary(max_size=60), min_size=1, max_size=6)


def a_segment(folder: Path, data: list[bytes]) -> tuple[Path, list[int]]:
    """Return a segment with those records, and the offset at which each ends."""
    journal = Journal(folder, KEY)
    for record in data:
        journal.append(record)
    journal.close()
    path = segments(folder)[0]
    return path, [sealed.end for sealed in read(path, KEY)]


@given(DATA, st.data())
@settings(max_examples=60, deadline=None)
def test_a_file_cut_at_any_byte_gives_exactly_the_whole_records_before(data: list[bytes], draw: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path, ends = a_segment(Path(folder), data)
        cut = draw.draw(st.integers(0, ends[-1]))
        path.write_bytes(path.read_bytes()[:cut])
        whole = [record for record, end in zip(data, ends, strict=True) if end <= cut]
        assert [sealed.data for sealed in read(path, KEY)] == whole


@given(DATA, st.data())
@settings(max_examples=120, deadline=None)
def test_a_flipped_bit_costs_one_record_and_is_recognised(data: list[bytes], draw: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path, ends = a_segment(Path(folder), data)
        bit = draw.draw(st.integers(0, ends[-1] * 8 - 1))
        content = bytearray(path.read_bytes())
        content[bit // 8] ^= 1 << bit % 8
        path.write_bytes(content)
        hit = next(number for number, end in enumerate(ends) if bit // 8 < end)
        got = [sealed.data for sealed in read(path, KEY)]
        expected: list[bytes | None] = [*data[:hit], None, *data[hit + 1 :]]
        assert got == expected or (hit == len(data) - 1 and got == data[:hit])  # a torn end, for all that can be told


@given(DATA, st.data())
@settings(max_examples=40, deadline=None)
def test_reading_goes_on_at_any_records_end(data: list[bytes], draw: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path, ends = a_segment(Path(folder), data)
        number = draw.draw(st.integers(0, len(data)))
        offset = ends[number - 1] if number else 0
        assert [sealed.data for sealed in read(path, KEY, offset)] == data[number:]


def test_several_damaged_records_in_a_row_are_one_stretch(tmp_path: Path) -> None:
    path, ends = a_segment(tmp_path, [b"one", b"two", b"three", b"four"])
    content = path.read_bytes()
    path.write_bytes(content[: ends[0]] + bytes(ends[2] - ends[0]) + content[ends[2] :])
    assert [sealed.data for sealed in read(path, KEY)] == [b"one", None, b"four"]


def test_a_segment_of_another_installation_opens_nothing(tmp_path: Path) -> None:
    path, ends = a_segment(tmp_path, [b"one", b"two"])
    assert [tuple(sealed) for sealed in read(path, bytes(32))] == [(None, ends[0]), (None, ends[1])]


def test_a_record_moved_to_another_place_does_not_open(tmp_path: Path) -> None:
    path, ends = a_segment(tmp_path, [b"one", b"two"])
    content = path.read_bytes()
    path.write_bytes(content[ends[0] :] + content[: ends[0]])
    assert [sealed.data for sealed in read(path, KEY)] == []
    moved = path.rename(path.with_name(path.name.replace("000000", "000007")))
    moved.write_bytes(content)
    assert [sealed.data for sealed in read(moved, KEY)] == [None, None]


def test_a_folder_that_is_not_there_has_no_segments(tmp_path: Path) -> None:
    assert segments(tmp_path / "nowhere") == []
