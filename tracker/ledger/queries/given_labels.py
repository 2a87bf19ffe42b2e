"""With which labels were captures imported?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.labels import read

_MOST = 1000  # different sets of labels that are looked at


def given_labels(session: Session, limit: int = 200) -> list[tuple[str, str]]:
    """Return the labels that there are, key and value, in order. One statement."""
    texts = session.scalars(select(m.Capture.labels).distinct().limit(_MOST))
    return sorted({pair for text in texts for pair in read(text).items()})[:limit]
