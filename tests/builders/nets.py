"""Networks of sites and vendors, as large as a test wants them."""

import random

from dashboard.charts.links import Deed, Edge, Kind, Net, Node
from tracker.taxonomy import Category

_BUSINESSES = ("advertising", "analytics", "cdn", "tag-manager", "social", "hosting", "")
_USUAL = (Category.PAGE_VISITED, Category.CLIENT_ID, Category.LANGUAGE, Category.IP_ADDRESS)


def a_site(name: str = "boutique.example") -> Node:
    return Node(Kind.SITE, name, name)


def a_vendor(name: str = "adpix", business: str = "advertising", family: str = "") -> Node:
    return Node(Kind.VENDOR, name, name.title(), business, family)


def fed(site: Node, vendor: Node, *categories: Category, times: int = 3) -> Edge:
    return Edge(site.key, vendor.key, Deed.FED, categories or (Category.CLIENT_ID,), times)


def synced(one: Node, other: Node, times: int = 2) -> Edge:
    return Edge(one.key, other.key, Deed.SYNCED, (Category.CLIENT_ID,), times)


def a_net(sites: int, vendors: int, edges: int, seed: int = 1) -> Net:
    """A made-up net: few vendors hear from nearly all sites, most from one or two."""
    chance = random.Random(seed)
    places = [a_site(f"s{number}.example") for number in range(sites)]
    firms = [
        a_vendor(f"v{number}", _BUSINESSES[number % len(_BUSINESSES)], "group" if number % 9 == 0 else "")
        for number in range(vendors)
    ]
    found: dict[tuple[int, int], Edge] = {}
    for _ in range(edges * 4):
        site, firm = int(sites * chance.random() ** 2), int(vendors * chance.random() ** 3)
        categories = (
            *chance.sample(_USUAL, chance.randint(1, 4)),
            *chance.choices(list(Category), k=chance.random() < 0.1),
        )
        found[site, firm] = fed(places[site], firms[firm], *dict.fromkeys(categories), times=chance.randint(1, 900))
        if len(found) == edges:
            break
    pairs = [chance.sample(firms, 2) for _ in range(vendors // 8)]
    exchanged = [synced(one, other) for one, other in pairs]
    return Net([*places, *firms], [*found.values(), *exchanged])
