"""Who feeds whom, as nodes and edges, and what an edge weighs: how sensitive what went over it is, and how much."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from math import log2
from typing import NamedTuple
from urllib.parse import quote

from dashboard.addresses import NETWORK, with_query
from tracker.taxonomy import TAXONOMY, Category

_SENSES = {category: term.sensitivity for category, term in TAXONOMY.items()}
_SQUARES = {category: sense**2 for category, sense in _SENSES.items()}


class Kind(StrEnum):
    """What a node is."""

    SITE = "site"
    VENDOR = "vendor"


class Deed(StrEnum):
    """What an edge tells: data went from a site to a vendor, or an identifier of one vendor was seen by another."""

    FED = "fed"
    SYNCED = "synced"


class Node(NamedTuple):
    """A site or a vendor. `name` is a site's domain or a vendor's slug, `title` what a person calls it; `business` is
    the slug of the vendor's line of business (`Vendor.category`), `family` that of the topmost company above it; both
    are '' where there is none.
    """

    kind: Kind
    name: str
    title: str
    business: str = ""
    family: str = ""

    @property
    def key(self) -> str:
        """The node's name in addresses: `site:boutique.example`."""
        return f"{self.kind}:{self.name}"


class Edge(NamedTuple):
    """From a node to another, by their keys: which categories, and how often in all."""

    source: str
    target: str
    deed: Deed
    categories: tuple[Category, ...]
    times: int


class Net(NamedTuple):
    """Nodes and the edges between them. Edges whose ends are no nodes are left out of what is shown."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]


def weight(edge: Edge) -> float:
    """Return what an edge weighs: the squares of its sensitivities, times the logarithm of how often."""
    return sum([_SQUARES[one] for one in edge.categories]) * (1 + log2(max(edge.times, 1)))


def worst(edges: Iterable[Edge]) -> int:
    """Return the highest sensitivity of what went over these edges, 1 where nothing is named."""
    return max((_SENSES[one] for edge in edges for one in edge.categories), default=1)


def weights(net: Net) -> dict[str, float]:
    """Return each node's weight: that of its edges, and a little for being there."""
    found = {node.key: 0.1 for node in net.nodes}
    for edge in net.edges:
        heavy = weight(edge)
        for end in (edge.source, edge.target):
            if end in found:
                found[end] += heavy
    return found


def ranked(net: Net) -> Net:
    """Return a net with its edges between known nodes alone, the heaviest first."""
    keys = {node.key for node in net.nodes}
    known = [(-weight(edge), edge) for edge in net.edges if edge.source in keys and edge.target in keys]
    return Net(
        net.nodes, [edge for _, edge in sorted(known, key=lambda pair: (pair[0], pair[1].source, pair[1].target))]
    )


def around(net: Net, key: str) -> list[Edge]:
    """Return the edges of a node, in their order."""
    return [edge for edge in net.edges if key in (edge.source, edge.target)]


def focusing(filters: Mapping[str, object]) -> Callable[[str], str]:
    """Return what gives the address of the network with the focus on the node of a key."""
    address = with_query(NETWORK, {name: value for name, value in filters.items() if name != "focus"})
    start = f"{address}{'&' if '?' in address else '?'}focus="
    return lambda key: start + _quoted(key)


@lru_cache(8192)
def _quoted(key: str) -> str:
    return quote(key, safe=":")
