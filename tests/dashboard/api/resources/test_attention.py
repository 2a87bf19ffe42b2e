"""What deserves attention."""

from dashboard.api.resources.attention import Attention
from tests.builders.readers import Reader
from tests.builders.records import MAIL


def test_each_thing_has_its_reason_and_what_can_be_done(reader: Reader) -> None:
    found = reader.shaped("/attention", Attention).items
    assert found
    assert all(one.about and one.reason and one.steps for one in found)
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert MAIL not in reader.ask("/attention").text


def test_it_can_be_asked_from_a_day_on(reader: Reader) -> None:
    assert len(reader.read("/attention?since=2998-01-01")["items"]) < len(reader.read("/attention")["items"])


def test_in_an_empty_ledger_nothing_does(empty_reader: Reader) -> None:
    assert empty_reader.read("/attention") == {"items": []}
