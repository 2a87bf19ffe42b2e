from tests.builders.fields import a_field
from tracker.detection.limits import MAX_VALUE
from tracker.rewriting.codecs import PLAIN
from tracker.rewriting.slots import Row, Slot, key_of, shifted

ROW = Row([(0, 1), (2, 3)], {1: [0]})
SLOT = Slot("v", (), "abc", 0, 3, PLAIN, ROW, 1)


def test_a_slot_and_its_field_have_one_key() -> None:
    assert SLOT.key == key_of(a_field("abc"))
    assert SLOT._replace(value="a" * (MAX_VALUE + 1)).key[1] == "a" * MAX_VALUE


def test_slots_move_with_their_row() -> None:
    one, other, alone = shifted([SLOT, SLOT, SLOT._replace(row=None)], 10)
    assert one.row is other.row
    assert one.row
    assert (one.start, one.end, one.row.spans, one.row.twins) == (10, 13, [(10, 11), (12, 13)], {1: [0]})
    assert alone.row is None
