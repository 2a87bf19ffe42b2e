"""What a report's part of the record comes to, company by company; what is kept of it is bounded."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nsmallest
from typing import NamedTuple

from tracker.disclosure import Manner, Method
from tracker.ledger.moments import moment
from tracker.ledger.queries.exposed import Exposed
from tracker.ledger.queries.traces import Trace
from tracker.rows import Row
from tracker.taxonomy import TAXONOMY, Category

_LONGEST = 1 << 63
_STRENGTH = {method.value: place for place, method in enumerate(Method)}


class Bounds(NamedTuple):
    """How much is kept: of each category so many data, and of each datum so many proofs."""

    data: int
    proofs: int


@dataclass(slots=True)
class Span:
    """How often something was seen, first and last (microseconds since 1970)."""

    times: int = 0
    start: int = _LONGEST
    end: int = -_LONGEST

    @property
    def first(self) -> datetime:
        """When it was seen first."""
        return moment(self.start)

    @property
    def last(self) -> datetime:
        """When it was seen last."""
        return moment(self.end)

    def add(self, one: Exposed | Trace) -> None:
        self.times += one.times
        self.start = min(self.start, one.first)
        self.end = max(self.end, one.last)


@dataclass(slots=True)
class DatumSum:
    """One distinct datum that a company got, and what proves it: of each place the best, and the rows of the best."""

    span: Span = field(default_factory=Span)
    manners: set[str] = field(default_factory=set)
    sites: set[str | None] = field(default_factory=set)
    encodings: set[tuple[str, ...]] = field(default_factory=set)
    best: dict[tuple[object, ...], tuple[float, int, int, int]] = field(default_factory=dict)
    proofs: tuple[Row, ...] = ()

    @property
    def preview(self) -> str:
        """The value, masked."""
        return self.proofs[0].preview

    @property
    def fingerprint(self) -> str:
        """What it is known by."""
        return self.proofs[0].fingerprint

    def add(self, trace: Trace) -> None:
        self.span.add(trace)
        self.manners.add(trace.manner)
        self.sites.add(trace.site)
        self.encodings.add(trace.encoding)
        place = trace.host, trace.site, trace.location, trace.path, trace.encoding, trace.manner
        merit = -trace.confidence, _STRENGTH[trace.method], trace.first, trace.row
        self.best[place] = min(merit, self.best.get(place, merit))  # the same again proves no more

    def strongest(self, most: int) -> list[int]:
        """Return the ids of the rows that prove it best, the best first."""
        return [merit[-1] for merit in nsmallest(most, self.best.values())]


@dataclass(slots=True)
class KindSum:
    """What a company got of one category: when each datum (its id) was first seen, and what is told of those that are
    told of, in that order.
    """

    span: Span = field(default_factory=Span)
    seen: dict[int, int] = field(default_factory=dict)
    manners: Counter[str] = field(default_factory=Counter)
    data: dict[int, DatumSum] = field(default_factory=dict)

    def add(self, one: Exposed) -> None:
        self.span.add(one)
        self.manners[one.manner] += one.times
        if one.first < self.seen.get(one.datum, _LONGEST):
            self.seen[one.datum] = one.first

    def tell(self, most: int) -> None:
        """Tell of the data that were seen first."""
        self.data = {key: DatumSum() for key in nsmallest(most, self.seen, key=lambda key: (self.seen[key], key))}

    def keep_proven(self) -> None:
        """Tell no more of what nothing proves."""
        self.data = {key: datum for key, datum in self.data.items() if datum.proofs}


@dataclass(slots=True)
class CompanySum:
    """All that one company got. `key` is its slug, or the recipient's domain where no company is known."""

    key: str
    is_known: bool
    span: Span = field(default_factory=Span)
    kinds: dict[Category, KindSum] = field(default_factory=lambda: defaultdict(KindSum))
    sites: dict[str | None, Span] = field(default_factory=lambda: defaultdict(Span))
    hosts: dict[str, Span] = field(default_factory=lambda: defaultdict(Span))
    recipients: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)

    @property
    def mark(self) -> str:
        """What tells it apart, see `mark_of`."""
        return self.key if self.is_known else f"{self.key}."

    @property
    def data(self) -> int:
        """How many distinct data it got."""
        return sum(len(kind.seen) for kind in self.kinds.values())

    @property
    def manners(self) -> Counter[str]:
        """How often data left to it in each manner."""
        return sum((kind.manners for kind in self.kinds.values()), Counter())

    @property
    def categories(self) -> list[Category]:
        """What it got, the most sensitive first."""
        return by_sensitivity(self.kinds)

    def add(self, one: Exposed) -> None:
        self.span.add(one)
        self.sites[one.site].add(one)
        self.hosts[one.host].add(one)
        self.kinds[one.category].add(one)
        self.recipients.add(one.recipient)
        self.parties.add(one.party)


@dataclass(slots=True)
class Sums:
    """All of the part, companies by their mark."""

    span: Span = field(default_factory=Span)
    companies: dict[str, CompanySum] = field(default_factory=dict)
    kinds: dict[Category, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def data(self) -> int:
        """How many distinct data left."""
        return sum(map(len, self.kinds.values()))

    @property
    def sites(self) -> int:
        """On how many known sites."""
        return len({site for company in self.companies.values() for site in company.sites if site})

    @property
    def manners(self) -> Counter[str]:
        """How often data left in each manner."""
        return sum((company.manners for company in self.companies.values()), Counter())

    def add(self, one: Exposed) -> None:
        self.span.add(one)
        mark = mark_of(one)
        company = self.companies.get(mark)
        if company is None:
            company = self.companies[mark] = CompanySum(one.vendor or one.recipient, is_known=one.vendor is not None)
        company.add(one)
        self.kinds[one.category].add(one.datum)


def mark_of(one: Exposed | Trace | Row) -> str:
    """Return what tells companies apart: a slug, or a domain with a dot, for a domain may be some company's slug."""
    return one.vendor or f"{one.recipient}."


def summed(exposed: Iterable[Exposed]) -> Sums:
    """Return what was received summed up."""
    sums = Sums()
    for one in exposed:
        sums.add(one)
    return sums


def by_sensitivity(categories: Iterable[Category]) -> list[Category]:
    """Return categories, the most sensitive first."""
    return sorted(categories, key=lambda one: (-TAXONOMY[one].sensitivity, one.value))


def in_order(manners: Iterable[str]) -> list[Manner]:
    """Return manners in the order of their list, each once."""
    given = set(manners)
    return [manner for manner in Manner if manner.value in given]
