import pytest

from dashboard.charts import links
from dashboard.charts.links import Edge, Net
from tests.builders.nets import a_site, a_vendor, fed, synced
from tracker.taxonomy import Category

SITE, ADPIX, METRICA = a_site(), a_vendor(), a_vendor("metrica")


def test_a_node_has_a_name_for_addresses() -> None:
    assert (SITE.key, ADPIX.key) == ("site:boutique.example", "vendor:adpix")


@pytest.mark.parametrize(
    ("lighter", "heavier"),
    [
        (fed(SITE, ADPIX, Category.LANGUAGE), fed(SITE, ADPIX, Category.EMAIL_ADDRESS)),
        (fed(SITE, ADPIX, times=3), fed(SITE, ADPIX, times=4)),
        (fed(SITE, ADPIX, Category.CITY), fed(SITE, ADPIX, Category.CITY, Category.LANGUAGE)),
        (fed(SITE, ADPIX, Category.LANGUAGE, times=10_000), fed(SITE, ADPIX, Category.HEALTH, times=1)),
    ],
    ids=["what says more", "more often", "more kinds", "what says most, before what is often"],
)
def test_an_edge_weighs_what_was_disclosed(lighter: Edge, heavier: Edge) -> None:
    assert links.weight(lighter) < links.weight(heavier)


def test_an_edge_without_categories_weighs_nothing() -> None:
    nothing = Edge(SITE.key, ADPIX.key, links.Deed.FED, (), 0)
    assert links.weight(nothing) == 0
    assert links.worst([nothing]) == 1


def test_edges_are_ranked_and_those_to_nobody_left_out() -> None:
    weak, strong = fed(SITE, METRICA, Category.CITY), fed(SITE, ADPIX, Category.HEALTH)
    net = Net([SITE, ADPIX, METRICA], [weak, fed(SITE, a_vendor("unknown")), strong])
    assert links.ranked(net).edges == [strong, weak]
    assert links.around(links.ranked(net), METRICA.key) == [weak]


def test_a_node_weighs_what_its_edges_do() -> None:
    net = Net([SITE, ADPIX, METRICA], [fed(SITE, ADPIX), synced(ADPIX, METRICA)])
    found = links.weights(net)
    assert found[ADPIX.key] > found[SITE.key] > 0
    assert found[METRICA.key] > 0


def test_an_end_that_is_no_node_weighs_nothing() -> None:
    assert set(links.weights(Net([SITE], [fed(SITE, ADPIX)]))) == {SITE.key}


def test_the_focus_stands_in_the_address_with_what_else_is_asked() -> None:
    assert links.focusing({})("vendor:adpix") == "/network?focus=vendor:adpix"
    address = links.focusing({"since": "2026-03-01", "focus": "old", "site": None})
    assert address("vendor:<&>/") == "/network?since=2026-03-01&focus=vendor:%3C%26%3E%2F"
