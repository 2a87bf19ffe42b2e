import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.links import Kind, Net
from dashboard.charts.net_layout import SITES_AT, VENDORS_AT, placed
from tests.builders.nets import a_net, a_site, a_vendor, fed
from tracker.taxonomy import Category


@pytest.mark.parametrize("size", [(1, 1, 1), (5, 12, 30), (100, 400, 3000)], ids=["one", "some", "500 nodes"])
def test_every_node_has_a_place_of_its_own(size: tuple[int, int, int]) -> None:
    net = a_net(*size)
    places = placed(net).places
    assert set(places) == {node.key for node in net.nodes}
    assert len(set(places.values())) == len(places)


def test_sites_stand_on_the_left_and_vendors_on_the_right() -> None:
    net = a_net(40, 90, 300)
    places = placed(net).places
    for node in net.nodes:
        x, _ = places[node.key]
        assert 0 <= x <= SITES_AT if node.kind is Kind.SITE else VENDORS_AT <= x <= 100


def test_names_of_a_column_are_a_row_apart() -> None:
    where = placed(a_net(100, 400, 3000))
    for column in (SITES_AT, VENDORS_AT):
        heights = sorted(y for key, (x, y) in where.places.items() if key in where.named and x == column)
        assert all(below - above >= 0.99 for above, below in itertools.pairwise(heights))


def test_the_heaviest_are_named() -> None:
    site, light, heavy = a_site(), a_vendor("light"), a_vendor("heavy")
    others = [a_vendor(f"v{number}") for number in range(23)]
    edges = [
        fed(site, heavy, Category.HEALTH),
        *(fed(site, one) for one in others),
        fed(site, light, Category.LANGUAGE),
    ]
    named = placed(Net([site, light, heavy, *others], edges)).named
    assert heavy.key in named
    assert light.key not in named


def test_vendors_stand_by_their_business_and_what_is_not_known_comes_last() -> None:
    site = a_site()
    vendors = [a_vendor("a", ""), a_vendor("b", "cdn"), a_vendor("c", "advertising"), a_vendor("d", "cdn")]
    edges = [fed(site, vendors[0], Category.HEALTH), fed(site, vendors[2], Category.EMAIL_ADDRESS)]
    headings = placed(Net([site, *vendors], edges)).headings
    assert [(one.business, one.vendors) for one in headings] == [("advertising", 1), ("cdn", 2), ("", 1)]
    assert [one.y for one in headings] == sorted(one.y for one in headings)


def test_families_stand_together() -> None:
    site = a_site()
    own = [a_vendor("first", family="group"), a_vendor("last", family="group")]
    between = a_vendor("between")
    edges = [fed(site, own[0], Category.HEALTH), fed(site, between, Category.EMAIL_ADDRESS), fed(site, own[1])]
    places = placed(Net([site, *own, between], edges)).places
    assert places[own[0].key][1] < places[own[1].key][1] < places[between.key][1]


@settings(max_examples=25)
@given(st.integers(0, 40), st.integers(1, 60), st.integers(0, 150), st.integers(0, 5), st.randoms())
def test_equal_nets_are_placed_equally_whatever_their_order(
    sites: int, vendors: int, edges: int, seed: int, chance: object
) -> None:
    net = a_net(max(sites, 1), max(vendors, 2), edges, seed)
    nodes, links = list(net.nodes), list(net.edges)
    chance.shuffle(nodes)  # type: ignore[attr-defined]
    chance.shuffle(links)  # type: ignore[attr-defined]
    one, other = placed(net), placed(Net(nodes, links))
    assert one.named == other.named
    assert one.headings == other.headings
    assert one.places == other.places
