"""What left just now that a person may want to be told of at once?"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.attention import Passage, Whose
from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.queries.attention import GRAVE, WHO, own_data, passage_of
from tracker.ledger.sums import PLAIN

MOST = 500  # rows at once


class Latest(NamedTuple):
    """The newest disclosure's id, and what came after the one that was known, the earliest first."""

    newest: int
    passages: list[Passage]


def latest(session: Session, known: int, since: datetime) -> Latest:
    """Return what live traffic brought after the disclosure of the id `known`, if it left since a moment: what third
    parties got of secrets, special categories and the person's own values. Three statements, two where nothing came.
    """
    newest = session.scalar(select(func.coalesce(func.max(m.Disclosure.id), 0))) or 0
    if newest <= known:  # less: something was forgotten
        return Latest(newest, [])
    own = own_data(session)
    row = m.Disclosure
    asked = _with_evidence().where(
        and_(row.id > known, row.id <= newest),
        row.time >= since,
        row.party == Party.THIRD,
        row.manner != Manner.AMBIENT,
        m.Request.source.is_(None),
        or_(row.category.in_(GRAVE), row.datum_id.in_(_declared(own))),
    )
    return Latest(newest, [passage_of(own, *columns) for columns in session.execute(asked)])


def _with_evidence() -> Select[*tuple[Any, ...]]:
    row, found, request = m.Disclosure, m.Evidence, m.Request
    return (
        select(
            *WHO,
            row.datum_id,
            row.category,
            row.manner,
            row.party,
            request.scheme.in_(PLAIN),
            row.time,
            row.last,
            row.count,
            found.confidence,
            request.site_confidence,
            request.site_basis,
        )
        .select_from(row)
        .join(request, request.id == row.request_id)
        .join(found, found.id == row.evidence_id)
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == row.site_id)
        .order_by(row.id)
        .limit(MOST)
    )


def _declared(own: dict[int, Whose]) -> tuple[int, ...]:
    return tuple(key for key, whose in own.items() if whose is Whose.DECLARED)
