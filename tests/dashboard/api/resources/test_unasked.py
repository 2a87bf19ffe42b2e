"""What third parties got that the person did not send them."""

from dashboard.api.resources.unasked import Unasked
from tests.builders.readers import Reader
from tracker.disclosure import Manner
from tracker.taxonomy import TAXONOMY


def test_each_has_its_proof(reader: Reader) -> None:
    found = reader.shaped("/unasked?period=all", Unasked)
    assert found.total == len(found.items) > 0
    for one in found.items:
        rows = reader.read(one.links["log"] + "&limit=1")["items"]
        assert (rows[0]["vendor_name"], rows[0]["category"], rows[0]["party"]) == (one.name, one.category, "third")
    assert {one.manner for one in found.items} == {Manner.RELAYED, Manner.PREMATURE}


def test_the_most_sensitive_comes_first_and_what_all_browsers_tell_not_at_all(reader: Reader) -> None:
    senses = [TAXONOMY[one.category].sensitivity for one in reader.shaped("/unasked?period=all", Unasked).items]
    assert senses == sorted(senses, reverse=True)
    assert min(senses) > 1


def test_the_period_and_the_filters_hold(reader: Reader) -> None:
    assert reader.read("/unasked?until=2020-01-01") == {"total": 0, "items": []}
    assert reader.read("/unasked?period=all&party=first") == {"total": 0, "items": []}
    early = reader.shaped("/unasked?period=all&manner=premature", Unasked)
    assert {one.manner for one in early.items} == {Manner.PREMATURE}
    cut = reader.shaped("/unasked?period=all&limit=1", Unasked)
    assert len(cut.items) == 1 < cut.total


def test_nothing_left_an_empty_ledger(empty_reader: Reader) -> None:
    assert empty_reader.read("/unasked") == {"total": 0, "items": []}
