"""Hosts behind whose names somebody else was found."""

from unittest.mock import patch

from dashboard.api.resources import aliases
from dashboard.api.resources.aliases import Aliases
from tests.builders.ledgers import LAST
from tests.builders.readers import Reader
from tracker.attention import Hidden


def test_each_is_told_with_the_name_that_gave_it_away(reader: Reader) -> None:
    row = Hidden("metrics.boutique.example", "boutique.adpix.test", "adpix", "Adpix", LAST, LAST, 3, 2)
    with patch.object(aliases, "hidden", return_value=[row]):
        (found,) = reader.shaped("/aliases?period=30", Aliases).items
    assert (found.host, found.cloak, found.vendor, found.times) == (row.host, row.cloak, "adpix", 3)
    assert found.links["log"] == "/api/v1/log?host=metrics.boutique.example"


def test_where_nobody_hides_there_are_none(reader: Reader, empty_reader: Reader) -> None:
    assert reader.read("/aliases") == empty_reader.read("/aliases") == {"items": []}
