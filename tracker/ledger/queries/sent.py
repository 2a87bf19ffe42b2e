"""What was sent within a scope, as a table to select from: rows within a period, sums for all time."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_

from tracker.ledger import models as m
from tracker.ledger.queries.scope import Scope, narrowed
from tracker.ledger.queries.totals import day_of


class Sent(NamedTuple):
    """A table with `host_id`, `site_id`, `datum_id`, `manner`, `party`, `count`, and beside it the columns whose
    names differ from one table to the other.
    """

    table: Any
    category: Any
    first: Any
    conditions: tuple[ColumnElement[bool], ...]

    def joined(self, asked: Any) -> Any:
        """Return a statement about the table, with what its category needs, within the scope."""
        asked = asked.select_from(self.table)
        if self.table is m.Exposure:
            asked = asked.join(m.Datum, m.Datum.id == m.Exposure.datum_id)
        return asked.where(*self.conditions)


def sent(scope: Scope) -> Sent:
    """Return what was sent within a scope. Exact: a row that stands for repeats lies within one UTC day."""
    if scope.has_period:
        row = m.Disclosure
        return Sent(
            row, row.category, row.time, (*_within(scope), *narrowed(scope, row.category, row.party, row.manner))
        )
    sums = m.Exposure
    return Sent(sums, m.Datum.category, sums.first, tuple(narrowed(scope, m.Datum.category, sums.party, sums.manner)))


def _within(scope: Scope) -> Iterator[ColumnElement[bool]]:
    row = m.Disclosure
    if scope.since is not None:
        yield and_(row.time >= day_of(scope.since), row.last >= scope.since)
    if scope.until is not None:
        yield row.time < scope.until
