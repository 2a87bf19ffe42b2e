"""What the sums tell of a datum on a site: since when, until when, how often, and whether the person gave it there."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, bindparam, case, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from tracker.disclosure import Manner
from tracker.ledger.leaps import Twice
from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Exposure
from tracker.ledger.moments import MINUTE
from tracker.ledger.sums import Counted

WINDOW = 30 * MINUTE


class Trail(NamedTuple):
    """A datum on a site."""

    datum: int
    site: int


class Span(NamedTuple):
    """When a datum was seen on a site, by whomever and in whatever manner; `number` is how often. `given` is when the
    person first submitted it there, `early` and `latest` are the first and last premature row; None: never.
    """

    first: int
    last: int
    number: int
    given: int | None
    early: int | None
    latest: int | None


def is_early(time: int, given: int, twice: Twice) -> bool:
    """Whether what left at that time was premature, by when the person first submitted it: not where the clock told
    both times twice.
    """
    return given - WINDOW <= time < given and not twice.has(time, given)


def trail_of(one: Counted) -> Trail:
    """Return which datum, on which site."""
    return Trail(one.datum, one.site)


def spans_of(session: Session, rows: Iterable[Counted]) -> dict[Trail, Span]:
    """Return the spans of what these are of. The sums tell: no row is looked at, and for nothing no statement made."""
    trails = {trail_of(one) for one in rows}
    sites = {trail.site for trail in trails}
    found = rows_among(session, _ASKED, Exposure.datum_id, {trail.datum for trail in trails}, sites=sites)
    spans = {Trail(datum, site): Span(*span) for datum, site, *span in found}
    return {trail: span for trail, span in spans.items() if trail in trails}


def _if(manner: Manner, column: Any) -> ColumnElement[Any]:
    return case((Exposure.manner == manner.value, column))


def _moment(column: ColumnElement[Any]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


_ASKED: Any = (
    select(
        Exposure.datum_id,
        Exposure.site_id,
        _moment(func.min(Exposure.first)),
        _moment(func.max(Exposure.last)),
        cast(func.sum(Exposure.count), BigInteger),
        _moment(func.min(_if(Manner.SUBMITTED, Exposure.first))),
        _moment(func.min(_if(Manner.PREMATURE, Exposure.first))),
        _moment(func.max(_if(Manner.PREMATURE, Exposure.last))),
    )
    # SQLite would take a site's index, and read all of the site
    .where((Exposure.site_id + 0).in_(bindparam("sites", expanding=True)))
    .group_by(Exposure.datum_id, Exposure.site_id)
)
