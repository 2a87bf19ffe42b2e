"""How long disclosures are kept, where the person chose an end: what is older is erased for good, once a day.

Categories may have an end of their own beside that of all: the shorter holds, so that neither promise is broken.
Off until they turn it on. Their profile stays: it is what is looked for, not what was recorded.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, func, select, union_all
from sqlalchemy.orm import Session

from tracker.errors import ConfigurationError
from tracker.ledger import models as m
from tracker.ledger.forgetting import forget_aged
from tracker.ledger.leaps import believed
from tracker.ledger.moments import DAY, micros, moment
from tracker.ledger.opening import Ledger
from tracker.ledger.remembered import recall, remember
from tracker.taxonomy import Category

LEAST, MOST = 1, 36_500
"""Days that can be chosen."""
_SLUGS = frozenset(category.value for category in Category)


class Ages(NamedTuple):
    """After how many days disclosures are erased (None: never), and those of categories with an end of their own."""

    days: int | None = None
    categories: Mapping[Category, int] = {}

    @property
    def is_endless(self) -> bool:
        """Whether nothing is ever erased by its age."""
        return self.days is None and not self.categories


class Limits(NamedTuple):
    """The moments before which disclosures are too old; of categories, only those that are later than that of all."""

    before: datetime | None
    categories: Mapping[Category, datetime] = {}


class Doomed(NamedTuple):
    """What would be erased: disclosures (repeats counted) and the oldest one's time. `all_` counts all there are."""

    disclosures: int
    oldest: datetime | None
    all_: int


class Done(NamedTuple):
    """When it was last done, and how many disclosures were erased then."""

    time: datetime
    disclosures: int


class _Kinds(NamedTuple):
    """These categories, or all but these."""

    categories: tuple[Category, ...]
    is_in: bool

    def has(self, category: str) -> bool:
        return (category in self.categories) is self.is_in

    def of(self, column: Any) -> tuple[ColumnElement[bool], ...]:
        if self.is_in:
            return (column.in_(self.categories),)
        return (column.not_in(self.categories),) if self.categories else ()


def checked_days(days: object) -> int:
    """Return a number of days. Raises ConfigurationError for what can be none."""
    text = str(days)
    if not (text.isascii() and text.isdigit() and len(text) < 9 and LEAST <= int(text) <= MOST):
        raise ConfigurationError(f"days must be a whole number from {LEAST} to {MOST}")
    return int(text)


def kept_days(session: Session) -> int | None:
    """Return after how many days disclosures are erased; None: they are kept. One statement."""
    said = recall(session, "retention")
    return int(said) if said else None


def keep_days(session: Session, days: int | None) -> None:
    """Choose after how many days disclosures are erased; None keeps them. Nothing is erased by this call."""
    remember(session, "retention", None if days is None else str(checked_days(days)))


def last_done(session: Session) -> Done | None:
    """Return when what was too old was last erased. One statement."""
    said = recall(session, "retained")
    if said is None:
        return None
    time, _, count = said.partition(" ")
    return Done(datetime.fromisoformat(time), int(count))


def kept_of_categories(session: Session) -> dict[Category, int]:
    """Return after how many days disclosures of categories are erased that have an end of their own. One statement.

    Categories that a later version knows are left out.
    """
    said = orjson.loads(recall(session, "retention_of_categories") or "{}")
    return {Category(slug): days for slug, days in sorted(said.items()) if slug in _SLUGS}


def keep_categories(session: Session, categories: Iterable[Category], days: int | None) -> None:
    """Choose after how many days disclosures of these categories are erased; None keeps them as long as all others."""
    said = orjson.loads(recall(session, "retention_of_categories") or "{}")
    chosen = {category.value: None if days is None else checked_days(days) for category in categories}
    kept = {slug: number for slug, number in (said | chosen).items() if number is not None}
    remember(session, "retention_of_categories", orjson.dumps(kept).decode() if kept else None)


def ages(session: Session) -> Ages:
    """Return what the person chose. Two statements."""
    return Ages(kept_days(session), kept_of_categories(session))


def chosen_with(chosen: Ages, days: int | None, categories: Collection[Category]) -> Ages:
    """Return what would be chosen with so many days for these categories, or for all where none is named."""
    if not categories:
        return chosen._replace(days=days)
    own = {**chosen.categories, **dict.fromkeys(categories, days)}
    return chosen._replace(categories={category: its for category, its in own.items() if its is not None})


def limit_of(days: int, present: datetime) -> datetime:
    """Return the moment before which disclosures are too old."""
    return present - timedelta(days=days)


def limits_of(chosen: Ages, present: datetime) -> Limits:
    """Return the moments before which disclosures are too old."""
    before = None if chosen.days is None else limit_of(chosen.days, present)
    own = {category: limit_of(days, present) for category, days in chosen.categories.items()}
    return Limits(before, {category: limit for category, limit in own.items() if before is None or limit > before})


def doomed(session: Session, limits: Limits) -> Doomed:
    """Return what would be erased, and erase nothing. One statement, two for each moment, by the sums of whole days.

    A row that stands for repeats lies within one day: see `models.Disclosure`.
    """
    every = _all_there_is(session)
    found = [_doomed(session, before, kinds, every) for before, kinds in _parts(limits)]
    oldest = min((one for _, one in found if one), default=None)
    return Doomed(sum(count for count, _ in found), oldest, sum(every.values()))


def _all_there_is(session: Session) -> Mapping[str, int]:
    """How many disclosures there are of each category: few sums, and what these are still to get."""
    sums, new = m.WayTally, m.Pending
    pending = select(m.Datum.category, new.count).join(new, new.datum_id == m.Datum.id)
    every = union_all(select(sums.category, sums.times.label("count")), pending).subquery()
    asked = select(every.c.category, func.sum(every.c.count)).group_by(every.c.category)
    return {category: int(count) for category, count in session.execute(asked)}


def _parts(limits: Limits) -> Iterator[tuple[datetime, _Kinds]]:
    """Each moment, with what it is about; no disclosure is in two of them."""
    own = limits.categories
    if limits.before is not None:
        yield limits.before, _Kinds(tuple(own), is_in=False)
    for moment_ in sorted(set(own.values())):
        yield moment_, _Kinds(tuple(category for category, limit in own.items() if limit == moment_), is_in=True)


def _doomed(session: Session, before: datetime, kinds: _Kinds, every: Mapping[str, int]) -> tuple[int, datetime | None]:
    row, sums, day = m.Disclosure, m.DayTally, micros(before) // DAY
    first = select(func.min(row.time)).where(row.time < before, *kinds.of(row.category))
    newest = select(func.max(sums.day)).scalar_subquery()
    oldest, last = session.execute(select(first.scalar_subquery(), newest)).one()
    if oldest is None:
        return 0, None
    is_short = day - micros(oldest) // DAY <= last - day  # the fewer days are summed
    days = sums.day < day if is_short else sums.day >= day
    whole = select(func.coalesce(func.sum(sums.count), 0)).where(days, *kinds.of(sums.category))
    ends = select(func.coalesce(func.sum(row.count), 0)).where(
        row.time >= moment(day * DAY), row.time < before, *kinds.of(row.category)
    )
    summed, rest = session.execute(select(whole.scalar_subquery(), ends.scalar_subquery())).one()
    older = summed if is_short else sum(every[kind] for kind in every if kinds.has(kind)) - summed
    return int(older + rest), oldest


def erase_old(ledger: Ledger, present: datetime | None = None) -> int:
    """Erase for good what is older than the person chose; return how many disclosures. Raises LedgerError.

    `present` is the time, where the person says so; else a clock that has leapt ahead is not believed at once. Nothing
    is rewritten where nothing is too old.
    """
    now = datetime.now(UTC) if present is None else present
    with ledger.reading() as session:
        chosen = ages(session)
        limits = limits_of(chosen, believed(session, now).moment if present is None else now)
        is_due = _has_older(session, limits)
    if chosen.is_endless:
        return 0
    count = forget_aged(ledger, limits.before, limits.categories).disclosures if is_due else 0
    with ledger.session() as session:
        remember(session, "retained", f"{now.isoformat()} {count}")
    return count


def _has_older(session: Session, limits: Limits) -> bool:
    """Whether there is anything to erase: of requests that disclosed nothing there may be blind spots alone, or what
    rules did with them.
    """
    if limits.before is not None and _has_any_older(session, limits.before):
        return True
    row, ruling = m.Disclosure, m.Ruling
    return any(
        session.scalar(asked.limit(1)) is not None
        for category, before in limits.categories.items()
        for asked in (
            select(row.id).where(row.category == category, row.time < before),
            select(ruling.host_id).where(ruling.category == category, ruling.first < before),
        )
    )


def _has_any_older(session: Session, before: datetime) -> bool:
    row, spot, ruling = m.Request, m.BlindSpot, m.Ruling
    return any(
        session.scalar(asked.limit(1)) is not None
        for asked in (
            select(row.id).where(row.time < before),
            select(spot.host_id).where(spot.last < before),
            select(ruling.host_id).where(ruling.day <= micros(before) // DAY, ruling.first < before),
        )
    )
