"""What is to be exported: a part of the ledger, as it was at one moment."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, TypedDict

from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.rows import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.queries.companies import Company
    from tracker.ledger.queries.flows import Flow


class _Asked(TypedDict):
    since: datetime | None
    until: datetime | None
    vendor: str | None
    labels: tuple[tuple[str, str], ...]
    scope: Scope


@dataclass(frozen=True, slots=True)
class Selection:
    """The disclosures from `since` on and before `until`, to a vendor (slug, domain or host), from captures that bear
    the labels (of each key one of the values given), and within a scope besides; all by default.
    """

    session: "Session"
    since: datetime | None = None
    until: datetime | None = None
    vendor: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    made: datetime = field(default_factory=lambda: datetime.now(UTC))
    scope: Scope = EVERYTHING

    def rows(self) -> Iterator[Row]:
        """Yield the disclosures, the oldest first; memory stays flat."""
        from tracker.ledger.queries.disclosures import disclosures

        return disclosures(self.session, **self._asked())

    def flows(self) -> "Iterator[Flow]":
        """Yield the disclosures summed up, vendor by vendor and site by site."""
        from tracker.ledger.queries.flows import flows

        return flows(self.session, **self._asked())

    def data(self) -> dict[tuple[str, str], int]:
        """Return how many distinct data each vendor (or unknown recipient) got of each category."""
        from tracker.ledger.queries.flows import data_of_each

        return data_of_each(self.session, **self._asked())

    def companies(self) -> "dict[str, Company]":
        """Return what is known of each vendor in the ledger, by slug."""
        from tracker.ledger.queries.companies import companies

        return companies(self.session)

    def _asked(self) -> "_Asked":
        return {
            "since": self.since,
            "until": self.until,
            "vendor": self.vendor,
            "labels": self.labels,
            "scope": self.scope,
        }


def tool_version() -> str:
    """Return the version of this program."""
    return version("tracker")
