"""Secrets that may be one: those of a kind.

Their fingerprints tell the recipient and the kind alone, so that nobody learns by them where a password is used again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger.lookups import rows_among
from tracker.ledger.models import Datum
from tracker.ledger.sums import Counted
from tracker.taxonomy import SECRETS

_SECRETS = frozenset(category.value for category in SECRETS)


@dataclass(frozen=True, slots=True)
class Alike:
    """Which data (by id) count as one: the first of them stands for all. Any other datum is itself."""

    firsts: dict[int, int] = field(default_factory=dict)
    members: dict[int, set[int]] = field(default_factory=dict)

    def one_of(self, datum: int) -> int:
        """Return the datum that stands for this one."""
        return self.firsts.get(datum, datum)

    def all_of(self, data: Iterable[int]) -> set[int]:
        """Return these data, with all that they stand for."""
        return {one for datum in data for one in self.members.get(datum, (datum,))}


def alike_secrets(session: Session, new: Iterable[Counted]) -> Alike:
    """Return which data count as one of those that the transaction added. No statement where there are no secrets."""
    kinds = {one.category for one in new} & _SECRETS
    if not kinds:
        return _NONE
    groups: dict[str, set[int]] = {}
    for datum, kind in rows_among(session, select(Datum.id, Datum.category), Datum.category, kinds):
        groups.setdefault(kind, set()).add(datum)
    members = {min(group): group for group in groups.values()}
    return Alike({datum: first for first, group in members.items() for datum in group}, members)


_NONE = Alike()
