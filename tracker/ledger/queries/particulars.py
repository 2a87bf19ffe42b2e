"""What do exports tell of a disclosure that the log's entries do not?"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.labels import read


class Particulars(NamedTuple):
    """The rest of a row's keys (`tracker.rows.Row`), `entry` as exports give it: the ledger's id of the request; and
    whether it is known which company the host is of.
    """

    entry: int
    recipient: str
    is_known: bool
    fingerprint: str
    site_confidence: float
    site_basis: str
    labels: dict[str, str] | None
    aliases: tuple[str, ...] | None


def particulars(session: Session, keys: Sequence[int]) -> dict[int, Particulars]:
    """Return the particulars of disclosures by their ids, of a page's number of them. One statement."""
    row, request = m.Disclosure, m.Request
    asked = (
        select(
            row.id,
            request.id,
            m.Host.recipient,
            m.Vendor.is_known,
            m.Datum.fingerprint,
            request.site_confidence,
            request.site_basis,
            m.Capture.labels,
            m.Host.aliases,
        )
        .join(request, request.id == row.request_id)
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Datum, m.Datum.id == row.datum_id)
        .outerjoin(m.Capture, m.Capture.source == request.source)
        .where(row.id.in_(keys))
    )
    return {key: _told(*columns) for key, *columns in session.execute(asked)}


def _told(*columns: Any) -> Particulars:
    *_, labels, aliases = columns
    tags = dict(read(labels)) or None if labels else None
    return Particulars._make((*columns[:-2], tags, tuple(orjson.loads(aliases)) or None))
