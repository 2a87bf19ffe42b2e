"""What the ledger is asked for: ways that data took, names that hide a company, identifiers that several got."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from tracker.disclosure import Manner, Party
from tracker.taxonomy import Category

LEAST_CONFIDENCE = 0.7
"""What is less sure is left out: a false accusation is worse than silence."""


class Whose(StrEnum):
    """How it is known that a datum is the person's."""

    DECLARED = "declared"  # they named it in their profile
    LEARNT = "learnt"  # they gave it in a form
    FOUND = "found"  # it was only found


class Passage(NamedTuple):
    """One way that a datum took: from a site (None: not known) to a host, in one manner. `vendor` is the host's
    domain where `is_known` is false, and `trade` its line of business. `confidence` is that of the finding that is the
    latest on this way, `site_confidence` how sure its site is; None where that was not kept.
    """

    vendor: str
    name: str
    is_known: bool
    trade: str | None
    host: str
    site: str | None
    datum: int
    category: Category
    whose: Whose
    manner: Manner
    party: Party
    is_plain: bool
    first: datetime
    last: datetime
    times: int
    confidence: float | None
    site_confidence: float | None

    @property
    def sureness(self) -> float:
        """Return how sure the finding is, and where it is known, the site: the less sure of both; 0 where unknown."""
        return min(self.confidence or 0.0, 1.0 if self.site_confidence is None else self.site_confidence)


class Hidden(NamedTuple):
    """A host of a site's own whose name leads to a company (CNAME), by the name that gave it away."""

    host: str
    cloak: str
    vendor: str
    name: str
    first: datetime
    last: datetime
    times: int
    data: int


class Shared(NamedTuple):
    """An identifier that several companies of different groups got as third parties."""

    datum: int
    category: Category
    vendor: str
    name: str
    first: datetime
    last: datetime
    times: int
