"""What could not be read."""

from dashboard.api.resources.blind_spots import BlindSpots
from tests.builders.readers import Reader


def test_they_are_told_with_their_sum_and_in_words(reader: Reader) -> None:
    found = reader.shaped("/blind-spots", BlindSpots)
    assert found.unseen.times == sum(one.times for one in found.items)
    assert found.unseen.hosts == len({one.host for one in found.items})
    assert all(one.reason_text and one.reason_text != one.reason for one in found.items)
    assert {one.vendor for one in found.items if one.vendor_name == one.host} <= {None}
    assert len(reader.shaped("/blind-spots?limit=1", BlindSpots).items) == 1


def test_an_empty_ledger_has_none(empty_reader: Reader) -> None:
    assert empty_reader.read("/blind-spots") == {
        "unseen": {"times": 0, "hosts": 0, "size": 0},
        "reasons": [],
        "items": [],
    }


def test_each_reason_is_told_with_what_can_be_done(reader: Reader) -> None:
    found = reader.shaped("/blind-spots", BlindSpots)
    assert {one.reason for one in found.reasons} == {one.reason for one in found.items}
    assert sum(one.times for one in found.reasons) == found.unseen.times
    assert all(one.means and one.deed for one in found.reasons)


def test_of_a_period_is_told_what_was_met_in_it(reader: Reader) -> None:
    before = reader.shaped("/blind-spots?until=2020-01-01", BlindSpots)
    assert (before.reasons, before.items) == ((), ())
    assert before.unseen.times > 0
