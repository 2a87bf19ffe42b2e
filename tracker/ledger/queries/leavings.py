"""What left, summed by all that rules may go by: what a dry run decides on.

Rules tell hosts apart by whose they are, and sites by those that they name. So there are few sorts of each, and sums of
the ledger are enough where they know as much: who heard what on which site. They may not, where records of one host and
site said different parties, or where something is not settled yet. Then, and of a period, the rows are asked.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.judging import party_of, standing_of
from tracker.ledger import models as m
from tracker.ledger.attribution import hops_of
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.totals import day_of
from tracker.rules import Facts, Rule
from tracker.rules.untouched import exemptions
from tracker.taxonomy import Category

if TYPE_CHECKING:
    from tracker.vendors import Catalogue

ELSEWHERE = 0
"""In place of the id of a site: all that no rule names."""


class Sort(NamedTuple):
    """Hosts that no rule tells apart: the companies that rules name, the kind, the host where it is exempt, and
    whether somebody hides there behind a name of the site's own.
    """

    vendors: tuple[str, ...]
    kind: str | None
    host: str
    is_cloaked: bool = False


class Way(NamedTuple):
    """What left, and how."""

    category: Category
    party: Party
    manner: Manner


class Leaving(NamedTuple):
    """How often something left in that way, from a site (its id) to hosts of that sort, of that vendor (its id)."""

    vendor: int
    sort: Sort
    site: int
    way: Way
    times: int


class Ground:
    """What rules may go by in a ledger: its hosts by their sort, and the sites that these rules name."""

    def __init__(self, session: Session, rules: Sequence[Rule], catalogue: "Catalogue") -> None:
        """Two statements."""
        self.names: dict[int, tuple[str, str]] = {}
        self.sorts: dict[int, Sort] = {}
        self.hosts: dict[Sort, list[int]] = defaultdict(list)
        self._vendors: dict[int, int] = {}
        named = frozenset().union(*(rule.vendors for rule in rules))
        exempt = frozenset().union(*(exemption.hosts for exemption in exemptions()))
        vendor, host = m.Vendor, m.Host
        asked = select(host.id, host.name, host.aliases, host.resolved, vendor.id, vendor.slug, vendor.name)
        for id_, name, aliases, resolved, key, *company in session.execute(asked.join(vendor)):
            hops = None if resolved is None else hops_of(aliases)
            standing = standing_of(catalogue, name, hops)
            above = tuple(slug for slug in standing.vendors if slug in named)
            is_cloaked = party_of(catalogue, name, hops, Party.FIRST) is Party.THIRD
            self.sorts[id_] = sort = Sort(above, standing.kind, name if name in exempt else "", is_cloaked)
            self.hosts[sort].append(id_)
            self.names[key], self._vendors[id_] = (company[0], company[1]), key
        domains = frozenset().union(*(rule.sites for rule in rules))
        found = session.execute(select(m.Site.id, m.Site.domain).where(m.Site.domain.in_(domains)))
        self.sites: dict[int, str] = dict(iter(found))

    def facts(self, sort: Sort, site: int, way: Way) -> Facts:
        """Return what rules may go by of what left in that way: the party as they see it, not as its name says."""
        is_hidden = sort.is_cloaked and way.party is Party.FIRST
        party = Party.THIRD if is_hidden else way.party
        return Facts(way.category, party, way.manner, sort.host, self.sites.get(site), sort.vendors, sort.kind)

    def vendor(self, host: int) -> int:
        """Return the id of a host's vendor."""
        return self._vendors[host]

    def of_one_sort(self) -> dict[int, Sort]:
        """Return the vendors whose hosts are all of one sort, with that."""
        sorts: dict[int, set[Sort]] = defaultdict(set)
        for host, sort in self.sorts.items():
            sorts[self._vendors[host]].add(sort)
        return {vendor: next(iter(some)) for vendor, some in sorts.items() if len(some) == 1}


def leavings(session: Session, ground: Ground, scope: Scope) -> list[Leaving]:
    """Return what left in the scope's period. Three statements at most."""
    summed = None if scope.has_period else _of_sums(session, ground)
    return summed if summed is not None else list(_of_rows(session, ground, scope))


def _of_sums(session: Session, ground: Ground) -> list[Leaving] | None:
    """By the sums; None where they do not know enough."""
    sums, day, vendors = m.Hearing, m.DayTally, ground.of_one_sort()
    asked = _grouped(ground, sums.vendor_id, sums, sums.times)
    rows = [(vendor, site, Way(*way), times) for vendor, site, way, times in _found(session, ground, asked)]
    key = (day.category, day.party, day.manner)
    days = select(*key, func.sum(day.count)).group_by(*key)
    if _by_way(rows) != {_way(*way): int(times) for *way, times in session.execute(days) if times}:
        return None
    found = [
        Leaving(vendor, vendors[vendor], site, way, times) for vendor, site, way, times in rows if vendor in vendors
    ]
    mixed = [host for host in ground.sorts if ground.vendor(host) not in vendors]
    return [*found, *_of_hosts(session, ground, mixed)]


def _by_way(rows: Collection[tuple[int, int, Way, int]]) -> dict[Way, int]:
    """A party that was summed as another is missing here."""
    totals: dict[Way, int] = defaultdict(int)
    for _, _, way, times in rows:
        totals[way] += times
    return totals


def _of_hosts(session: Session, ground: Ground, hosts: Collection[int]) -> Iterator[Leaving]:
    if hosts:
        sums, datum = m.Exposure, m.Datum
        asked = _grouped(ground, sums.host_id, sums, sums.count, datum.category).join(datum, datum.id == sums.datum_id)
        yield from _leavings(session, ground, asked.where(among(sums.host_id, hosts)))


def _of_rows(session: Session, ground: Ground, scope: Scope) -> Iterator[Leaving]:
    row = m.Disclosure
    host = row.host_id + 0  # SQLite would read all rows by an index of hosts, so as not to sort
    yield from _leavings(session, ground, _grouped(ground, host, row, row.count).where(*within(scope)))


def _leavings(session: Session, ground: Ground, asked: Select[*tuple[Any, ...]]) -> Iterator[Leaving]:
    for host, site, way, times in _found(session, ground, asked):
        yield Leaving(ground.vendor(host), ground.sorts[host], site, way, times)


def _grouped(ground: Ground, whom: Any, sums: Any, times: Any, category: Any = None) -> Select[*tuple[Any, ...]]:
    key = [whom, sums.category if category is None else category, sums.party, sums.manner]
    if ground.sites:
        key.append(case((sums.site_id.in_(ground.sites), sums.site_id), else_=ELSEWHERE))
    return select(*key, func.sum(times)).group_by(*key)


def _found(session: Session, ground: Ground, asked: Select[*tuple[Any, ...]]) -> Iterator[tuple[int, int, Way, int]]:
    for whom, category, party, manner, *site, times in session.execute(asked):
        yield whom, site[0] if ground.sites else ELSEWHERE, _way(category, party, manner), int(times)


def _way(category: str, party: str, manner: str) -> Way:
    return Way(_CATEGORIES[category], _PARTIES[party], _MANNERS[manner])


_CATEGORIES = {category.value: category for category in Category}  # quicker than to ask the enumeration
_PARTIES = {party.value: party for party in Party}
_MANNERS = {manner.value: manner for manner in Manner}


def within(scope: Scope) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions for rows within the scope's period. One that stands for repeats counts as a whole, and lies
    within one day.
    """
    if scope.since is not None:
        yield m.Disclosure.time >= day_of(scope.since)
        yield m.Disclosure.last >= scope.since
    if scope.until is not None:
        yield m.Disclosure.time < scope.until


def among(column: Any, ids: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that a column has one of these numbers. They may be more than a statement has places for."""
    condition: ColumnElement[bool] = column.in_(bindparam(None, list(ids), expanding=True, literal_execute=True))
    return condition
