"""The network as a page shows it: the heaviest connections of what was heard, or those around one site or company."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from dashboard.charts.links import Deed, Edge, Kind, Net, Node, weight
from dashboard.companies import name_of
from tracker.ledger.queries.hearings import Heard
from tracker.ledger.queries.network import Firm, Sync
from tracker.phrasing import gettext
from tracker.taxonomy import TAXONOMY, Category

MOST = 600
"""Connections that are drawn at most: with them hundreds of nodes stay legible."""


class Told(NamedTuple):
    """A net, and what there is in all: sites, companies, connections, exchanges; who hears from most sites, and from
    how many.
    """

    net: Net
    sites: int
    companies: int
    connections: int
    exchanges: int
    widest: str
    heard_from: int


@dataclass(frozen=True, slots=True)
class Names:
    """Who is who: companies and sites by their ids. `is_grouped`: each company counts as the topmost one above it."""

    firms: Mapping[int, Firm]
    sites: Mapping[int, str]
    is_grouped: bool

    def company(self, key: int) -> Node:
        """Return the node of a company."""
        firm = self.firms[key]
        if not self.is_grouped or firm.root == firm.slug:
            return Node(Kind.VENDOR, firm.slug, firm.name, firm.business, firm.root if firm.root != firm.slug else "")
        top = next((one for one in self.firms.values() if one.slug == firm.root), None)
        return Node(Kind.VENDOR, firm.root, top.name if top else name_of(firm.root), top.business if top else "")

    def site(self, key: int) -> Node:
        """Return the node of a site."""
        domain = self.sites[key]
        return Node(Kind.SITE, domain, domain or gettext("page unknown"))


def told(heard: Iterable[Heard], syncs: Iterable[Sync], names: Names, focus: str | None, *, only_syncs: bool) -> Told:
    """Return the net of what was heard, and of the identifiers that companies have in common."""
    makers = _Makers(names)
    fed = [] if only_syncs else _fed(heard, makers)
    exchanged = _exchanged(syncs, makers)
    everything = [*fed, *exchanged]
    kept = [edge for edge in everything if focus in {edge.source, edge.target}] if focus else []
    if not kept:
        kept = [*nlargest(MOST, fed, key=weight), *nlargest(MOST // 2, exchanged, key=weight)]
    nodes = {end: makers.nodes[end] for edge in kept for end in (edge.source, edge.target)}
    if focus in nodes:
        nodes |= _relatives(makers, nodes[focus])
    widest, number = _widest(fed or exchanged, makers.nodes)
    return Told(
        Net([*nodes.values()], kept),
        len({edge.source for edge in fed}),
        len({edge.target for edge in fed} | {end for edge in exchanged for end in (edge.source, edge.target)}),
        len(fed),
        len(exchanged),
        widest,
        number,
    )


class _Makers:
    """The nodes, each made once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._companies: dict[int, str] = {}
        self._sites: dict[int, str] = {}
        self.nodes: dict[str, Node] = {}

    def company(self, key: int) -> str:
        found = self._companies.get(key)
        if found is None:
            found = self._companies[key] = self._kept(self._names.company(key))
        return found

    def site(self, key: int) -> str:
        found = self._sites.get(key)
        if found is None:
            found = self._sites[key] = self._kept(self._names.site(key))
        return found

    def _kept(self, node: Node) -> str:
        self.nodes.setdefault(node.key, node)
        return node.key


def _fed(heard: Iterable[Heard], makers: _Makers) -> list[Edge]:
    found: dict[tuple[str, str], Edge] = {}
    for one in heard:
        source, target = makers.site(one.site), makers.company(one.vendor)
        edge = Edge(source, target, Deed.FED, one.categories, one.times)
        before = found.get((source, target))
        found[source, target] = edge if before is None else _joined(before, edge)
    return list(found.values())


def _joined(one: Edge, other: Edge) -> Edge:
    categories = tuple(dict.fromkeys((*one.categories, *other.categories)))
    return one._replace(categories=categories, times=one.times + other.times)


def _exchanged(syncs: Iterable[Sync], makers: _Makers) -> list[Edge]:
    found: dict[tuple[str, str], Edge] = {}
    for sync in syncs:
        one, other = makers.company(sync.one), makers.company(sync.other)
        key = (other, one) if (other, one) in found else (one, other)
        edge = Edge(*key, Deed.SYNCED, (sync.category,), sync.times)
        found[key] = _joined(found[key], edge) if key in found else edge
    return list(found.values())


def _relatives(makers: _Makers, picked: Node) -> dict[str, Node]:
    if not picked.family:
        return {}
    return {key: node for key, node in makers.nodes.items() if node.family == picked.family}


def _widest(edges: Sequence[Edge], nodes: Mapping[str, Node]) -> tuple[str, int]:
    """Who has to do with most others, and with how many."""
    found: dict[str, set[str]] = {}
    for edge in edges:
        found.setdefault(edge.target, set()).add(edge.source)
        if edge.deed is Deed.SYNCED:
            found.setdefault(edge.source, set()).add(edge.target)
    if not found:
        return "", 0
    key = max(found, key=lambda one: (len(found[one]), one))
    return nodes[key].title, len(found[key])


def at_least(sensitivity: int) -> Collection[Category] | None:
    """Return the categories that are so sensitive or more, None where all are."""
    if sensitivity <= 1:
        return None
    return frozenset(one for one, term in TAXONOMY.items() if term.sensitivity >= sensitivity)
