"""Which categories have left."""

from dashboard.api.resources.categories import Categories
from tests.builders.readers import Reader
from tracker.taxonomy import TAXONOMY, Category


def test_each_is_told_with_what_is_known_of_it(reader: Reader) -> None:
    found = {one.category: one for one in reader.shaped("/categories", Categories).items}
    health = found[Category.HEALTH]
    term = TAXONOMY[Category.HEALTH]
    assert (health.label, health.group, health.sensitivity, health.dpv) == (
        term.label, term.group, term.sensitivity, term.dpv,
    )  # fmt: skip
    assert health.vendors >= health.third_parties > 0
    assert health.first <= health.last


def test_as_many_values_are_told_as_are_counted(reader: Reader) -> None:
    for one in reader.shaped("/categories", Categories).items:
        assert len(reader.read(one.links["data"] + "&limit=500")["items"]) == one.data


def test_an_empty_ledger_has_none(empty_reader: Reader) -> None:
    assert empty_reader.read("/categories") == {"items": []}
