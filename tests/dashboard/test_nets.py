"""The network as its page shows it: groups as one, what is around a focus, and the heaviest of much."""

from collections.abc import Sequence

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from dashboard import nets
from dashboard.charts.links import Deed, Edge, weight
from dashboard.nets import Names, Told, at_least, told
from tracker.disclosure import Party
from tracker.ledger.queries.every_sync import Sync
from tracker.ledger.queries.hearings import Heard
from tracker.ledger.queries.network import Firm
from tracker.taxonomy import TAXONOMY, Category

MAIL, ID, CITY = Category.EMAIL_ADDRESS, Category.CLIENT_ID, Category.CITY
SITES = {1: "a.example", 2: "b.example", 3: "c.example", 4: ""}
FIRMS = {
    11: Firm("adpix", "Adpix", "advertising", "adpix", True),
    12: Firm("adpix-video", "Adpix Video", "video", "adpix", True),
    13: Firm("adpix-tags", "Adpix Tags", "tag-manager", "adpix", True),
    14: Firm("metrica", "Metrica", "analytics", "metrica", True),
    15: Firm("orphan-shop", "Orphan Shop", "e-commerce", "nobody-knows-it", True),
}
APART, GROUPED = Names(FIRMS, SITES, False), Names(FIRMS, SITES, True)


def heard(site: int, vendor: int, *categories: Category, times: int = 4, heavy: float | None = None) -> Heard:
    kinds = categories or (ID,)
    own = weight(Edge("", "", Deed.FED, kinds, times)) if heavy is None else heavy
    return Heard(site, vendor, kinds, times, Party.THIRD, 0, own)


def edges(found: Told) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in found.net.edges}


def nodes(found: Told) -> set[str]:
    return {node.key for node in found.net.nodes}


@pytest.mark.parametrize(
    ("key", "is_grouped", "shown"),
    [
        (11, False, ("adpix", "Adpix", "advertising", "")),
        (12, False, ("adpix-video", "Adpix Video", "video", "adpix")),
        (11, True, ("adpix", "Adpix", "advertising", "")),
        (12, True, ("adpix", "Adpix", "advertising", "")),
        (14, True, ("metrica", "Metrica", "analytics", "")),
        (15, True, ("nobody-knows-it", "nobody-knows-it", "e-commerce", "")),
    ],
    ids=["top", "daughter", "top, grouped", "daughter, grouped", "alone, grouped", "parent not in the ledger"],
)
def test_a_company_stands_for_itself_or_for_its_group(
    key: int, is_grouped: bool, shown: tuple[str, str, str, str]
) -> None:
    node = Names(FIRMS, SITES, is_grouped).company(key)
    assert (node.name, node.title, node.business, node.family) == shown


def test_a_page_that_is_unknown_has_a_title(app: Flask) -> None:
    assert (APART.site(4).name, APART.site(4).title) == ("", "page unknown")
    assert (APART.site(1).name, APART.site(1).title) == ("a.example", "a.example")


@pytest.mark.parametrize("names", [APART, GROUPED], ids=["apart", "grouped"])
def test_of_nothing_there_is_no_net(names: Names) -> None:
    found = told([], [], names, None)
    assert (list(found.net.nodes), list(found.net.edges)) == ([], [])
    assert found.sums == (0, 0, 0, 0, "", 0)


def test_companies_of_a_group_are_joined_with_all_that_they_heard() -> None:
    rows = [heard(1, 11, ID, times=2), heard(1, 12, MAIL, ID, times=3), heard(2, 13, CITY), heard(2, 14)]
    apart, grouped = told(rows, [], APART, None), told(rows, [], GROUPED, None)
    assert (apart.sums.sites, apart.sums.companies, apart.sums.connections) == (2, 4, 4)
    assert (grouped.sums.sites, grouped.sums.companies, grouped.sums.connections) == (2, 2, 3)
    assert edges(grouped) == {
        ("site:a.example", "vendor:adpix"),
        ("site:b.example", "vendor:adpix"),
        ("site:b.example", "vendor:metrica"),
    }
    (joined,) = [edge for edge in grouped.net.edges if edge.source == "site:a.example"]
    assert (set(joined.categories), len(joined.categories), joined.times) == ({ID, MAIL}, 2, 5)


@pytest.mark.parametrize(
    ("rows", "names", "widest"),
    [
        ([heard(1, 14), heard(2, 14), heard(1, 11, MAIL, times=999)], APART, ("Metrica", 2)),
        ([heard(1, 14), heard(1, 11, MAIL)], APART, ("Adpix", 1)),
        ([heard(1, 14, MAIL), heard(1, 11)], APART, ("Metrica", 1)),
        ([heard(1, 14), heard(2, 14), heard(1, 11), heard(2, 12), heard(3, 13)], APART, ("Metrica", 2)),
        ([heard(1, 14), heard(2, 14), heard(1, 11), heard(2, 12), heard(3, 13)], GROUPED, ("Adpix", 3)),
        ([heard(1, 11), heard(1, 12), heard(1, 13), heard(1, 14), heard(2, 14)], GROUPED, ("Metrica", 2)),
        ([heard(1, 15), heard(2, 15), heard(1, 14)], GROUPED, ("nobody-knows-it", 2)),
    ],
    ids=["sites", "then weight", "then weight, reversed", "apart", "as a group", "a site once", "parent not known"],
)
def test_who_hears_from_most_sites_is_named(rows: Sequence[Heard], names: Names, widest: tuple[str, int]) -> None:
    found = told(rows, [], names, None)
    assert (found.sums.widest, found.sums.heard_from) == widest


ROWS = [heard(1, 11), heard(1, 14), heard(2, 14), heard(3, 12)]
SYNCS = [Sync(ID, 11, 14, 3)]


@pytest.mark.parametrize(
    ("focus", "found"),
    [
        ("site:a.example", {("site:a.example", "vendor:adpix"), ("site:a.example", "vendor:metrica")}),
        (
            "vendor:metrica",
            {
                ("site:a.example", "vendor:metrica"),
                ("site:b.example", "vendor:metrica"),
                ("vendor:adpix", "vendor:metrica"),
            },
        ),
        ("vendor:adpix-video", {("site:c.example", "vendor:adpix-video")}),
    ],
    ids=["a site", "a company, with whom it shares", "a company that shares nothing"],
)
def test_a_focus_keeps_what_touches_it(focus: str, found: set[tuple[str, str]]) -> None:
    focused = told(ROWS, SYNCS, APART, focus)
    assert edges(focused) == found
    assert focus in nodes(focused)
    assert focused.sums[:4] == (3, 3, 4, 1)


@pytest.mark.parametrize("focus", [None, "", "site:nobody.example", "vendor:nobody", "nonsense", "site:", ":"])
def test_a_focus_that_nothing_touches_shows_the_whole(focus: str | None) -> None:
    assert edges(told(ROWS, SYNCS, APART, focus)) == edges(told(ROWS, SYNCS, APART, None))
    assert len(told(ROWS, SYNCS, APART, focus).net.edges) == 5


def test_a_focus_on_a_group_takes_all_its_companies_and_on_a_daughter_its_kin() -> None:
    grouped = told(ROWS, [], GROUPED, "vendor:adpix")
    assert edges(grouped) == {("site:a.example", "vendor:adpix"), ("site:c.example", "vendor:adpix")}
    kin = told([heard(1, 12), heard(1, 14)], [Sync(ID, 13, 14, 1)], APART, "vendor:adpix-video")
    assert nodes(kin) == {"site:a.example", "vendor:adpix-video", "vendor:adpix-tags"}
    assert nodes(told([heard(1, 14)], [Sync(ID, 12, 13, 1)], APART, "vendor:metrica")) == {
        "site:a.example",
        "vendor:metrica",
    }


@pytest.mark.parametrize(
    ("syncs", "pairs", "times"),
    [
        ([Sync(ID, 11, 14, 3)], {("vendor:adpix", "vendor:metrica")}, [3]),
        ([Sync(ID, 11, 14, 3), Sync(MAIL, 14, 11, 2)], {("vendor:adpix", "vendor:metrica")}, [5]),
        (
            [Sync(ID, 11, 14, 3), Sync(ID, 14, 15, 2)],
            {("vendor:adpix", "vendor:metrica"), ("vendor:metrica", "vendor:orphan-shop")},
            [2, 3],
        ),
    ],
    ids=["one", "both ways are one", "two"],
)
def test_identifiers_in_common_make_one_edge_of_each_pair(
    syncs: list[Sync], pairs: set[tuple[str, str]], times: list[int]
) -> None:
    found = told([], syncs, APART, None)
    assert edges(found) == pairs
    assert sorted(edge.times for edge in found.net.edges) == times
    assert {edge.deed for edge in found.net.edges} == {Deed.SYNCED}
    assert found.sums.exchanges == len(pairs)


def test_where_nothing_was_fed_those_who_share_are_counted() -> None:
    found = told([], [Sync(ID, 11, 14, 3), Sync(ID, 14, 15, 2)], APART, None)
    assert found.sums == (0, 3, 0, 2, "Metrica", 2)


@pytest.mark.parametrize("names", [APART, GROUPED], ids=["apart", "grouped"])
def test_of_much_the_heaviest_is_kept_and_all_is_counted(names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nets, "MOST", 2)
    rows = [heard(1, 11, CITY, times=1), heard(2, 14, MAIL, times=9), heard(3, 15, ID, times=1), heard(3, 14, MAIL)]
    syncs = [Sync(ID, 11, 14, 1), Sync(ID, 11, 15, 50), Sync(ID, 14, 15, 2)]
    found = told(rows, syncs, names, None)
    fed = [edge for edge in found.net.edges if edge.deed is Deed.FED]
    assert [(edge.source, edge.target) for edge in fed] == [
        ("site:b.example", "vendor:metrica"),
        ("site:c.example", "vendor:metrica"),
    ]
    (strongest,) = [edge for edge in found.net.edges if edge.deed is Deed.SYNCED]
    assert strongest.times == 50
    assert (found.sums.connections, found.sums.exchanges) == (4, 3)
    assert nodes(found) == {end for pair in edges(found) for end in pair}


def test_a_heavy_company_of_a_group_brings_all_that_the_group_heard_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nets, "MOST", 1)
    light = [heard(2, 15, CITY, times=1) for _ in range(5)]
    rows = [heard(1, 11, MAIL, times=900), *light, heard(1, 12, CITY, times=1, heavy=0)]
    (edge,) = told(rows, [], GROUPED, None).net.edges
    assert (set(edge.categories), edge.times) == ({MAIL, CITY}, 901)


PAIRS = st.lists(
    st.tuples(st.sampled_from(list(SITES)), st.sampled_from(list(FIRMS))), unique=True, max_size=len(SITES) * len(FIRMS)
)


@given(PAIRS, st.booleans(), st.sampled_from([None, "site:a.example", "vendor:adpix", "vendor:adpix-video"]))
def test_every_end_of_an_edge_is_a_node_and_no_disclosure_is_lost(
    pairs: list[tuple[int, int]], is_grouped: bool, focus: str | None
) -> None:
    rows = [heard(site, vendor, times=place + 1) for place, (site, vendor) in enumerate(pairs)]
    found, whole = (told(rows, [], Names(FIRMS, SITES, is_grouped), one) for one in (focus, None))
    assert {end for pair in edges(found) for end in pair} <= nodes(found)
    assert sum(edge.times for edge in whole.net.edges) == sum(row.times for row in rows)
    assert len(whole.net.edges) == whole.sums.connections
    assert edges(found) <= edges(whole)


@pytest.mark.parametrize("least", [-1, 0, 1])
def test_where_all_is_wanted_no_category_is_named(least: int) -> None:
    assert at_least(least) is None


@pytest.mark.parametrize("least", [2, 3, 4, 5])
def test_the_categories_of_a_sensitivity_and_more_are_told(least: int) -> None:
    found = at_least(least)
    assert found
    assert {TAXONOMY[one].sensitivity >= least for one in found} == {True}
    assert {TAXONOMY[one].sensitivity >= least for one in set(Category) - set(found)} == {False}


def test_beyond_the_highest_sensitivity_there_is_nothing() -> None:
    assert at_least(6) == frozenset()
