"""A disclosure of the ledger as a row of an export: the keys of `tracker detect`, and what only a ledger knows."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.rows import rfc3339

if TYPE_CHECKING:
    from tracker.ledger.queries.disclosures import Told


class ExportRow(NamedTuple):
    """The keys and their order are a promise to users' scripts: only ever add, at the end."""

    source: str | None
    entry: int
    time: str
    host: str
    recipient: str
    vendor: str | None
    site: str | None
    party: str
    category: str
    location: str
    path: str
    method: str
    encoding: tuple[str, ...]
    confidence: float
    reasoning: str
    preview: str
    fingerprint: str
    manner: str
    scheme: str
    count: int  # type: ignore[assignment]  # the key is promised; nobody counts in a row
    last: str


def export_row(told: "Told") -> ExportRow:
    """Return the row for a disclosure, its times as RFC 3339."""
    values: tuple[Any, ...] = told
    return ExportRow(*values)._replace(time=rfc3339(told.time), last=rfc3339(told.last))
