"""Identifiers that several companies got."""

from dashboard.api.resources.identifiers import Identifiers
from tests.builders.readers import Reader
from tracker.taxonomy import Category


def test_each_is_told_once_with_who_got_it(reader: Reader) -> None:
    found = reader.shaped("/identifiers", Identifiers).items
    assert found
    assert len({one.datum for one in found}) == len(found)
    assert all(len({sharer.vendor for sharer in one.vendors}) > 1 for one in found)
    assert {one.category for one in found} <= {Category.ADVERTISING_ID, Category.CLIENT_ID, Category.DEVICE_ID}


def test_it_can_be_asked_from_a_day_on(reader: Reader, empty_reader: Reader) -> None:
    assert reader.read("/identifiers?since=2998-01-01") == empty_reader.read("/identifiers") == {"items": []}
