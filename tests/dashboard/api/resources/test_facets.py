"""What the log can be narrowed to further."""

import pytest

from dashboard.api.resources.facets import Facets
from tests.builders.readers import Reader


def test_each_value_leads_to_the_log_narrowed_to_it(reader: Reader) -> None:
    found = reader.shaped("/log/facets", Facets).items
    assert {one.name for one in found} == {"category", "vendor", "site", "party", "manner", "method"}
    for facet in found:
        for one in facet.values:
            rows = reader.read(one.links["log"] + "&limit=1")["items"]
            assert rows or one.times is None, (facet.name, one.value)


@pytest.mark.parametrize("asked", ["category=email_address", "vendor=adpix", "site=unknown", "party=third"])
def test_what_is_asked_for_is_carried_on_and_not_offered_again(asked: str, reader: Reader) -> None:
    found = reader.shaped(f"/log/facets?{asked}", Facets).items
    assert asked.partition("=")[0] not in {one.name for one in found}
    assert all(asked in one.links["log"] for facet in found for one in facet.values)


def test_an_empty_ledger_has_none(empty_reader: Reader) -> None:
    assert empty_reader.read("/log/facets") == {"items": []}
