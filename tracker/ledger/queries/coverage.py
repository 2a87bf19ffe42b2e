"""How much was seen of what was forwarded or captured, and how much was not?"""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.captures import is_in_part
from tracker.ledger.queries.blind_spots import Unseen, unseen


class Coverage(NamedTuple):
    """Requests with something to tell, disclosures in them; what could not be read; captures, and how many of them
    were not read to their end.
    """

    requests: int
    disclosures: int
    unseen: Unseen
    captures: int
    captures_in_part: int


def coverage(session: Session) -> Coverage:
    """Return what "nothing found" is to be said together with. Two statements."""
    parts = (
        select(func.count()).select_from(m.Request),
        select(func.coalesce(func.sum(m.Disclosure.count), 0)),
        select(func.count()).select_from(m.Capture),
        select(func.count()).select_from(m.Capture).where(is_in_part()),
    )
    requests, disclosures, captures, in_part = session.execute(
        select(*(part.scalar_subquery() for part in parts))
    ).one()
    return Coverage(requests, int(disclosures), unseen(session), captures, in_part)
