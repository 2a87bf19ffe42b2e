"""Where sites and vendors stand: sites on the left, vendors on the right by their line of business, the heaviest named
in rows of their own, the rest as dots beneath. Nothing overlaps, whatever their number; equal input is placed equally.

Units: across, 0 to 100; down, rows.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.charts.links import Deed, Edge, Kind, Net, Node, weight, weights

SITES_AT, VENDORS_AT = 23.0, 72.0
_NAMED_SITES, _NAMED_VENDORS = 20, 24
_DOTS, _STEP, _LINE = 12, 2.0, 0.55  # dots in a row, their distance, the height of their rows
_HEADING, _GAP = 1.0, 0.6


class Heading(NamedTuple):
    """Where a group of vendors begins. `business` is '' where it is not known."""

    business: str
    vendors: int
    y: float


class Placed(NamedTuple):
    """Where the nodes are, which of them are named, the headings, and how many rows it takes."""

    places: dict[str, tuple[float, float]]
    named: frozenset[str]
    headings: tuple[Heading, ...]
    rows: float


def placed(net: Net) -> Placed:
    """Return where the nodes stand."""
    heavy = weights(net)
    sites = _ordered([node for node in net.nodes if node.kind is Kind.SITE], heavy)
    vendors = _ordered([node for node in net.nodes if node.kind is Kind.VENDOR], heavy)
    named = frozenset(node.key for node in [*sites[:_NAMED_SITES], *vendors[:_NAMED_VENDORS]])
    places, headings, bottom = _vendors(vendors, heavy, named)
    tall = _sites(sites, named, net.edges, places, bottom)
    return Placed(places, named, tuple(headings), max(bottom, tall))


def _ordered(nodes: Sequence[Node], heavy: Mapping[str, float]) -> list[Node]:
    return sorted(nodes, key=lambda node: (-heavy[node.key], node.key))


def _vendors(
    vendors: Sequence[Node], heavy: Mapping[str, float], named: frozenset[str]
) -> tuple[dict[str, tuple[float, float]], list[Heading], float]:
    """Group by group, the heaviest first; families stay together."""
    groups: dict[str, list[Node]] = {}
    for node in vendors:
        groups.setdefault(node.business, []).append(node)
    sums = {business: sum(heavy[node.key] for node in members) for business, members in groups.items()}
    places: dict[str, tuple[float, float]] = {}
    headings, y = [], 0.0
    for business in sorted(groups, key=lambda one: (not one, -sums[one], one)):
        headings.append(Heading(business, len(groups[business]), y))
        y = _column(_families(groups[business]), named, places, VENDORS_AT, y + _HEADING) + _GAP
    return places, headings, y


def _families(nodes: Sequence[Node]) -> list[Node]:
    """Each family where its heaviest member is."""
    rank: dict[str, int] = {}
    for place, node in enumerate(nodes):
        rank.setdefault(node.family or node.key, place)
    return sorted(nodes, key=lambda node: rank[node.family or node.key])


def _column(
    nodes: Sequence[Node], named: frozenset[str], places: dict[str, tuple[float, float]], x: float, y: float
) -> float:
    """Named nodes in rows, the others as dots beneath; away from the middle. Returns where it ends."""
    side = 1 if x > 50 else -1
    for node in nodes:
        if node.key in named:
            places[node.key] = (x, y)
            y += 1
    others = [node for node in nodes if node.key not in named]
    for place, node in enumerate(others):
        places[node.key] = (round(x + side * _STEP * (place % _DOTS), 1), round(y + _LINE * (place // _DOTS), 2))
    return y + _LINE * -(-len(others) // _DOTS)


def _sites(
    sites: Sequence[Node],
    named: frozenset[str],
    edges: Sequence[Edge],
    places: dict[str, tuple[float, float]],
    bottom: float,
) -> float:
    """Each named site at the height of those it feeds, so that few edges cross. Returns where it ends."""
    pull, pulls = Counter[str](), Counter[str]()
    for edge in edges:
        if edge.deed is Deed.FED and edge.target in places and edge.source in named:
            heavy = weight(edge)
            pulls[edge.source] += round(heavy * places[edge.target][1])
            pull[edge.source] += round(heavy)
    shown = [node for node in sites if node.key in named]
    shown.sort(key=lambda node: (pulls[node.key] / max(pull[node.key], 1), node.key))
    rest = [node for node in sites if node.key not in named]
    taken = len(shown) + _LINE * -(-len(rest) // _DOTS)
    stretch = max(1.0, min(1.6, (bottom - taken + len(shown)) / max(len(shown), 1)))
    start = max(0.0, (bottom - (taken - len(shown) + stretch * len(shown))) / 2)
    for place, node in enumerate(shown):
        places[node.key] = (SITES_AT, round(start + stretch * place + 0.5, 2))
    return _column(rest, frozenset(), places, SITES_AT, start + stretch * len(shown) + 0.5) + 0.5
