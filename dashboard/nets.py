"""The network as a page shows it: the heaviest connections of what was heard, or those around one site or company."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from operator import attrgetter
from typing import NamedTuple

from dashboard.charts.links import Deed, Edge, Kind, Net, Node, weight
from dashboard.companies import name_of
from tracker.ledger.queries.every_sync import Sync
from tracker.ledger.queries.hearings import Heard
from tracker.ledger.queries.network import Firm
from tracker.phrasing import gettext
from tracker.taxonomy import TAXONOMY, Category

MOST = 400
"""Connections that are drawn at most: with them hundreds of nodes stay legible."""


class Sums(NamedTuple):
    """What there is in all: sites, companies, connections, exchanges; who hears from most sites, and from how many."""

    sites: int
    companies: int
    connections: int
    exchanges: int
    widest: str
    heard_from: int


@dataclass(frozen=True)
class Told:
    """A net, which may be a part of what was heard and exchanged. `is_focused`: it is what is around the focus."""

    net: Net
    is_focused: bool
    heard: Sequence[Heard]
    makers: "_Makers"

    @cached_property
    def sums(self) -> Sums:
        """What there is in all, counted when it is asked for."""
        exchanged = self.makers.exchanged
        if self.heard:
            found = _Hearing(self.heard, self.makers.names)
            return Sums(found.sites, found.companies, found.connections, len(exchanged), *found.widest())
        companies = {end for edge in exchanged for end in (edge.source, edge.target)}
        return Sums(0, len(companies), 0, len(exchanged), *_widest(exchanged, self.makers.nodes))


@dataclass(frozen=True)
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
        top = self._tops.get(firm.root)
        return Node(Kind.VENDOR, firm.root, top.name if top else name_of(firm.root), (top or firm).business)

    @cached_property
    def _tops(self) -> dict[str, Firm]:
        return {firm.slug: firm for firm in self.firms.values()}

    @cached_property
    def roots(self) -> dict[int, str]:
        """The topmost company above each, by its slug."""
        return {key: firm.root for key, firm in self.firms.items()}

    def companies(self, focus: str | None) -> frozenset[int]:
        """Return the companies that are the node of a key."""
        kind, _, name = (focus or "").partition(":")
        if kind != Kind.VENDOR:
            return frozenset()
        return frozenset(
            key for key, firm in self.firms.items() if name == (firm.root if self.is_grouped else firm.slug)
        )

    def places(self, focus: str | None) -> frozenset[int]:
        """Return the sites that are the node of a key."""
        kind, colon, name = (focus or "").partition(":")
        if not colon or kind != Kind.SITE:
            return frozenset()
        return frozenset(key for key, domain in self.sites.items() if domain == name)

    def site(self, key: int) -> Node:
        """Return the node of a site."""
        domain = self.sites[key]
        return Node(Kind.SITE, domain, domain or gettext("page unknown"))


def told(heard: Sequence[Heard], syncs: Sequence[Sync], names: Names, focus: str | None) -> Told:
    """Return the net of what was heard, and of the identifiers that companies have in common."""
    makers = _Makers(names, syncs)
    around = _around(heard, makers, focus)
    kept = around or [
        *nlargest(MOST, _fed(_heaviest(heard, names), makers), key=weight),
        *nlargest(MOST // 2, makers.exchanged, key=weight),
    ]
    nodes = {end: makers.nodes[end] for edge in kept for end in (edge.source, edge.target)}
    if focus in nodes:
        nodes |= _relatives(makers, nodes[focus])
    return Told(Net([*nodes.values()], kept), bool(around), heard, makers)


_WEIGHT, _VENDOR, _SITE = attrgetter("weight"), attrgetter("vendor"), attrgetter("site")
_SLUG, _ROOT = attrgetter("slug"), attrgetter("root")


def _heaviest(heard: Sequence[Heard], names: Names) -> list[Heard]:
    """The weightiest of what was heard; of groups all that their companies heard on the same site."""
    if not names.is_grouped:
        return nlargest(MOST, heard, key=_WEIGHT)
    of = names.roots
    pairs = {(one.site, of[one.vendor]) for one in nlargest(3 * MOST, heard, key=_WEIGHT)}
    return [one for one in heard if (one.site, of[one.vendor]) in pairs]


class _Hearing:
    """How many there are, of all that was heard; companies of a group count once where they are grouped."""

    def __init__(self, heard: Sequence[Heard], names: Names) -> None:
        self._heard, self._names = heard, names
        self._sites: Counter[int | str]
        if names.is_grouped:
            of = names.roots
            self._sites = Counter(company for _, company in {(one.site, of[one.vendor]) for one in heard})
        else:  # each pair is there once
            self._sites = Counter(map(_VENDOR, heard))
        self.sites = len(set(map(_SITE, heard)))
        self.companies, self.connections = len(self._sites), self._sites.total()

    def widest(self) -> tuple[str, int]:
        """Return who hears from most sites, of several who hears most, and from how many."""
        number, of = max(self._sites.values()), self._names.roots if self._names.is_grouped else {}
        most = {company for company, sites in self._sites.items() if sites == number}
        weights: Counter[int | str] = Counter()
        first: dict[int | str, int] = {}  # one company of each
        for one in self._heard:
            company = of.get(one.vendor, one.vendor)
            if company in most:
                weights[company] += round(one.weight)
                first.setdefault(company, one.vendor)
                if len(most) == 1:
                    break
        return self._names.company(first[max(weights, key=weights.__getitem__)]).title, number


def _around(heard: Iterable[Heard], makers: "_Makers", focus: str | None) -> list[Edge]:
    """What has to do with the node in focus; nothing where there is no such node."""
    names = makers.names
    if places := names.places(focus):
        return _fed((one for one in heard if one.site in places), makers)
    if own := names.companies(focus):
        fed = _fed((one for one in heard if one.vendor in own), makers)
        return [*fed, *_exchanged((one for one in makers.syncs if one.one in own or one.other in own), makers)]
    return []


class _Makers:
    """The nodes, each made once."""

    def __init__(self, names: Names, syncs: Sequence[Sync]) -> None:
        self.names, self.syncs = names, syncs
        self._companies: dict[int, str] = {}
        self._sites: dict[int, str] = {}
        self.nodes: dict[str, Node] = {}

    def company(self, key: int) -> str:
        found = self._companies.get(key)
        if found is None:
            found = self._companies[key] = self._kept(self.names.company(key))
        return found

    def site(self, key: int) -> str:
        found = self._sites.get(key)
        if found is None:
            found = self._sites[key] = self._kept(self.names.site(key))
        return found

    @cached_property
    def exchanged(self) -> list[Edge]:
        """All identifiers that companies have in common."""
        return _exchanged(self.syncs, self)

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
    found: dict[tuple[int, int], tuple[dict[Category, None], list[int]]] = {}
    for sync in syncs:
        kept = found.get((sync.one, sync.other)) or found.get((sync.other, sync.one))
        if kept is None:
            kept = found[sync.one, sync.other] = ({}, [])
        kept[0][sync.category] = None
        kept[1].append(sync.times)
    edges: dict[tuple[str, str], Edge] = {}
    for (one, other), (categories, times) in found.items():
        ends = makers.company(one), makers.company(other)
        key = ends[::-1] if ends[::-1] in edges else ends
        edge = Edge(*key, Deed.SYNCED, tuple(categories), sum(times))
        edges[key] = _joined(edges[key], edge) if key in edges else edge
    return list(edges.values())


def _relatives(makers: _Makers, picked: Node) -> dict[str, Node]:
    """The others of its family that are there, or have an identifier in common with somebody."""
    if not picked.family:
        return {}
    kin = {key for key, firm in makers.names.firms.items() if firm.root == picked.family}
    for one in makers.syncs:
        for key in kin & {one.one, one.other}:
            makers.company(key)
    return {key: node for key, node in makers.nodes.items() if node.family == picked.family}


def _widest(edges: Sequence[Edge], nodes: Mapping[str, Node]) -> tuple[str, int]:
    """Who has an identifier in common with most others, and with how many."""
    found = Counter(end for edge in edges for end in (edge.source, edge.target))
    if not found:
        return "", 0
    key = max(found, key=lambda one: (found[one], one))
    return nodes[key].title, found[key]


def at_least(sensitivity: int) -> Collection[Category] | None:
    """Return the categories that are so sensitive or more, None where all are."""
    if sensitivity <= 1:
        return None
    return frozenset(one for one, term in TAXONOMY.items() if term.sensitivity >= sensitivity)
