"""The part of the record that a page is about: a stretch of time, and what else the person narrowed it to."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement

from tracker.disclosure import Manner, Party
from tracker.taxonomy import Category


class Scope(NamedTuple):
    """From `since` on and before `until`, both with a time zone; None does not restrict."""

    since: datetime | None = None
    until: datetime | None = None
    category: Category | None = None
    party: Party | None = None
    manner: Manner | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is the whole record."""
        return self == EVERYTHING

    @property
    def has_period(self) -> bool:
        """Whether it is a stretch of time."""
        return self.since is not None or self.until is not None


EVERYTHING = Scope()


def narrowed(scope: Scope, category: Any, party: Any, manner: Any) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that these columns meet within a scope, but for its period; `category` may be None."""
    for column, wanted in ((category, scope.category), (party, scope.party), (manner, scope.manner)):
        if column is not None and wanted is not None:
            yield column == wanted.value
