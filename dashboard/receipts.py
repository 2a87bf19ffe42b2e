"""What one vendor received, as its page tells it: by the tallies, or within what the page is narrowed to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from sqlalchemy.orm import Session

from dashboard import formats
from dashboard.wording import label
from tracker.disclosure import Manner
from tracker.ledger.queries.filtered import Filtered, Origin, filtered, is_by_sums
from tracker.ledger.queries.held import Held, Proof, held, proofs
from tracker.ledger.queries.portions import MOST, Portion, days_within, passed, proofs_of_rows
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.sources import Source, sites_of
from tracker.ledger.queries.timeline import Day
from tracker.ledger.queries.vendors import Holding
from tracker.ledger.rating import Rated
from tracker.taxonomy import TAXONOMY, Category

_DAYS, _YEAR = 90, 365
_EACH, _ALL = 5, 60
_NAMED, _SITES = 3, 40
_AHEAD, _FEW = 6, 8


class Item(NamedTuple):
    """One datum that the vendor has, with its latest proof, if there is one."""

    held: Held
    proof: Proof | None


class Kind(NamedTuple):
    """What the vendor has of one category; `more` data are not shown."""

    category: Category
    items: tuple[Item, ...]
    total: int
    more: int


class Path(NamedTuple):
    """A manner in which data came, of which categories, the most sensitive first, and from which sites."""

    manner: Manner
    categories: tuple[Category, ...]
    sites: tuple[str, ...]
    more_sites: int


class Receipt(NamedTuple):
    """What was received, in so many disclosures. `counted`: so many of the latest rows of the period tell it; None: all
    of them. `has_more_sources`: shown are those that gave most.
    """

    kinds: tuple[Kind, ...]
    paths: tuple[Path, ...]
    sources: tuple[Source | Origin, ...]
    has_more_sources: bool
    times: int
    counted: int | None

    @property
    def data(self) -> int:
        """How many different data."""
        return sum(kind.total for kind in self.kinds)

    @property
    def categories(self) -> tuple[Category, ...]:
        """The kinds of data, the most sensitive first."""
        return tuple(kind.category for kind in self.kinds)

    @property
    def ahead(self) -> tuple[Kind, ...]:
        """The most sensitive kinds, or all where they are few."""
        return self.kinds[:_AHEAD] if len(self.kinds) > _FEW else self.kinds

    @property
    def folded(self) -> tuple[Kind, ...]:
        """The other kinds."""
        return self.kinds[len(self.ahead) :]


def receipt(session: Session, row: Rated, holdings: Iterable[Holding], scope: Scope) -> Receipt:
    """Return what a vendor received within a scope. A fixed number of statements, by the kind of scope."""
    scope, each = _without_ends(scope, row), _EACH if scope.category is None else _ALL
    if scope.is_open:
        data = held(session, row.slug, None, each)
        proven = proofs(session, row.slug, [datum.id for datum in data])
        sources, by_manner = sites_of(session, row.slug, _SITES + 1), _by_manner(holdings)
        return Receipt(
            tuple(_kinds(data, proven)),
            tuple(_paths(by_manner, sources)),
            tuple(sources[:_SITES]),
            len(sources) > _SITES,
            row.times,
            None,
        )
    if is_by_sums(scope):
        some = filtered(session, row.slug, scope, each, _SITES + 1)
        proven = proofs(session, row.slug, [datum.id for datum in some.data], scope.manner)
        return _narrowed(some, proven, None)
    found = passed(session, row.slug, scope, each, _SITES + 1)
    data, told = [one.held for one in found.portions], found.ways
    proven = _proofs(session, row.slug, scope, found.portions)
    return _narrowed(Filtered(data, found.sites, told.ways), proven, MOST if told.is_cut else None)


def _without_ends(scope: Scope, row: Rated) -> Scope:
    """A time that begins before all that a vendor received does not restrict, nor one that ends after it."""
    since = None if scope.since is not None and scope.since <= row.first else scope.since
    until = None if scope.until is not None and scope.until > max(row.last, formats.now()) else scope.until
    return scope._replace(since=since, until=until)


def _narrowed(found: Filtered, proven: Mapping[int, Proof], counted: int | None) -> Receipt:
    by_manner = {manner: [way.category for way in found.ways if way.manner is manner] for manner in Manner}
    return Receipt(
        tuple(_kinds(found.data, proven)),
        tuple(_paths(by_manner, found.sites)),
        tuple(found.sites[:_SITES]),
        len(found.sites) > _SITES,
        sum(way.times for way in found.ways),
        counted,
    )


def _proofs(session: Session, slug: str, scope: Scope, found: Sequence[Portion]) -> dict[int, Proof]:
    if scope.has_period:
        return proofs_of_rows(session, [one.row for one in found if one.row is not None])
    return proofs(session, slug, [one.held.id for one in found], scope.manner)


def timeline(session: Session, row: Rated, scope: Scope) -> list[Day]:
    """Return the days of the period, or all since the first disclosure. Two statements."""
    since, until = _ends(row, scope.since, scope.until)
    return days_within(session, row.slug, since, until, scope)


def _kinds(data: Sequence[Held], proven: Mapping[int, Proof]) -> list[Kind]:
    kinds = [
        _kind(category, [Item(datum, proven.get(datum.id)) for datum in members])
        for category, members in groupby(data, lambda datum: datum.category)
    ]
    return sorted(kinds, key=lambda kind: (-TAXONOMY[kind.category].sensitivity, label(kind.category)))


def _kind(category: Category, items: list[Item]) -> Kind:
    total = items[0].held.total
    return Kind(category, tuple(items), total, total - len(items))


def _by_manner(holdings: Iterable[Holding]) -> dict[Manner, list[Category]]:
    found: dict[Manner, list[Category]] = {manner: [] for manner in Manner}
    for one in holdings:
        for manner in one.how.manners:
            found[manner].append(one.category)
    return found


def _paths(by_manner: Mapping[Manner, Sequence[Category]], sources: Iterable[Source | Origin]) -> Iterable[Path]:
    """The ways that somebody did not choose come first: what was taken, what was passed on."""
    sources = list(sources)
    for manner in (Manner.PREMATURE, Manner.RELAYED, Manner.SUBMITTED, Manner.AMBIENT):
        if categories := by_manner.get(manner):
            sites = [one.name for one in sources if one.name and manner in one.how.manners]
            ordered = sorted(categories, key=lambda kind: (-TAXONOMY[kind].sensitivity, kind.value))
            yield Path(manner, tuple(ordered), tuple(sites[:_NAMED]), len(sites[_NAMED:]))


def _ends(row: Rated, since: datetime | None, until: datetime | None) -> tuple[date, date]:
    """The days that the timeline shows: all of the period, or of all time those since the first disclosure. Of a period
    of years none long before that, which a strange address may ask for.
    """
    present = formats.now()
    is_past = since is None and until is None and present - row.last > timedelta(days=_DAYS)
    last = row.last if is_past else present  # a clock may have been ahead
    end = _utc(min(last, until - timedelta(microseconds=1)) if until else last)
    before = _utc(row.first) - timedelta(days=1)
    start = before if since is None else max(_utc(since), min(before, end - timedelta(days=_YEAR)))
    return min(start, end), end


def _utc(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
