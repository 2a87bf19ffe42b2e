"""The part of the record that a page is about: a stretch of time, and what else the person narrowed it to."""

from datetime import datetime
from typing import NamedTuple

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
