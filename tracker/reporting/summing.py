"""The rows of a report summed up, company by company, in one pass; what is kept of them is bounded."""

import hashlib
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from tracker.disclosure import Manner, Method, Party
from tracker.rows import Row, json_line
from tracker.taxonomy import TAXONOMY, Category

_LONGEST = datetime.max.replace(tzinfo=UTC)
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_STRENGTH = {method: place for place, method in enumerate(Method)}


class Bounds(NamedTuple):
    """How much is kept: of each category so many data, and of each datum so many proofs."""

    data: int
    proofs: int


@dataclass(slots=True)
class Span:
    """How often something was seen, first and last."""

    times: int = 0
    first: datetime = _LONGEST
    last: datetime = _EARLIEST

    def add(self, row: Row) -> None:
        self.times += row.count
        self.first, self.last = min(self.first, row.time), max(self.last, row.last)


@dataclass(slots=True)
class DatumSum:
    """One distinct datum that a company got, and the best proofs of it, the best first."""

    preview: str
    fingerprint: str
    span: Span = field(default_factory=Span)
    manners: set[str] = field(default_factory=set)
    sites: set[str | None] = field(default_factory=set)
    encodings: set[tuple[str, ...]] = field(default_factory=set)
    best: list[tuple[tuple[float, int, datetime], int, Row]] = field(default_factory=list)

    @property
    def proofs(self) -> Iterator[Row]:
        """The best proofs, the best first."""
        return (row for _, _, row in self.best)

    def add(self, row: Row, most: int) -> None:
        self.span.add(row)
        self.manners.add(row.manner)
        self.sites.add(row.site)
        self.encodings.add(row.encoding)
        merit = (-row.confidence, _STRENGTH[Method(row.method)], row.time)
        if len(self.best) == most and merit >= self.best[-1][0]:
            return
        if any(_place(row) == _place(other) for other in self.proofs):
            return  # the same again proves no more
        insort(self.best, (merit, self.span.times, row), key=lambda one: one[:2])
        del self.best[most:]


@dataclass(slots=True)
class KindSum:
    """What a company got of one category: all of it counted, and the data that were met first."""

    span: Span = field(default_factory=Span)
    seen: set[str] = field(default_factory=set)
    manners: Counter[str] = field(default_factory=Counter)
    is_third_party: bool = False
    data: dict[str, DatumSum] = field(default_factory=dict)

    def add(self, row: Row, bounds: Bounds) -> None:
        self.span.add(row)
        self.seen.add(row.fingerprint)
        self.manners[row.manner] += row.count
        self.is_third_party |= row.party == Party.THIRD
        datum = self.data.get(row.fingerprint)
        if datum is None and len(self.data) < bounds.data:
            datum = self.data[row.fingerprint] = DatumSum(row.preview, row.fingerprint)
        if datum is not None:
            datum.add(row, bounds.proofs)


@dataclass(slots=True)
class CompanySum:
    """All that one company got. `key` is its slug, or the recipient's domain where no company is known."""

    key: str
    is_known: bool
    span: Span = field(default_factory=Span)
    kinds: dict[Category, KindSum] = field(default_factory=dict)
    sites: dict[str | None, Span] = field(default_factory=dict)
    hosts: dict[str, Span] = field(default_factory=dict)
    parties: Counter[str] = field(default_factory=Counter)
    manners: Counter[str] = field(default_factory=Counter)
    plain: int = 0

    @property
    def mark(self) -> str:
        """What tells it apart, see `mark_of`."""
        return self.key if self.is_known else f"{self.key}."

    @property
    def data(self) -> int:
        """How many distinct data it got."""
        return sum(len(kind.seen) for kind in self.kinds.values())

    @property
    def categories(self) -> list[Category]:
        """What it got, the most sensitive first."""
        return by_sensitivity(self.kinds)

    def add(self, row: Row, bounds: Bounds) -> None:
        self.span.add(row)
        self.kinds.setdefault(Category(row.category), KindSum()).add(row, bounds)
        self.sites.setdefault(row.site, Span()).add(row)
        self.hosts.setdefault(row.host, Span()).add(row)
        self.parties[row.party] += row.count
        self.manners[row.manner] += row.count
        self.plain += row.count if row.scheme in ("http", "ws") else 0


@dataclass(slots=True)
class Sums:
    """All rows summed up, companies by their mark, and the SHA-256 of them as `tracker export` writes them."""

    digest: str = hashlib.sha256().hexdigest()
    rows: int = 0
    span: Span = field(default_factory=Span)
    companies: dict[str, CompanySum] = field(default_factory=dict)
    kinds: dict[Category, set[str]] = field(default_factory=dict)
    days: Counter[date] = field(default_factory=Counter)
    sources: set[str] = field(default_factory=set)

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

    def add(self, row: Row, bounds: Bounds) -> None:
        self.rows += 1
        self.span.add(row)
        mark = mark_of(row)
        company = self.companies.get(mark)
        if company is None:
            company = self.companies[mark] = CompanySum(row.vendor or row.recipient, is_known=row.vendor is not None)
        company.add(row, bounds)
        self.kinds.setdefault(Category(row.category), set()).add(row.fingerprint)
        self.days[row.time.astimezone(UTC).date()] += row.count
        if row.source:
            self.sources.add(row.source)


def mark_of(row: Row) -> str:
    """Return what tells companies apart: a slug, or a domain with a dot, for a domain may be some company's slug."""
    return row.vendor or f"{row.recipient}."


def summed(rows: Iterable[Row], bounds: Bounds) -> Sums:
    """Return rows, which come by time, summed up."""
    sums, digest = Sums(), hashlib.sha256()
    for row in rows:
        digest.update(json_line(row))
        sums.add(row, bounds)
    sums.digest = digest.hexdigest()
    return sums


def by_sensitivity(categories: Iterable[Category]) -> list[Category]:
    """Return categories, the most sensitive first."""
    return sorted(categories, key=lambda one: (-TAXONOMY[one].sensitivity, one.value))


def in_order(manners: Iterable[str]) -> list[Manner]:
    """Return manners in the order of their list, each once."""
    given = set(manners)
    return [manner for manner in Manner if manner.value in given]


def _place(row: Row) -> tuple[object, ...]:
    return row.host, row.site, row.location, row.path, row.encoding, row.manner
