"""What is the proof of each way that a datum took?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Method
from tracker.ledger import models as m
from tracker.ledger.queries.held import Proof
from tracker.traffic import Location

type Footprint = tuple[str, str | None, Manner]
"""A way by its host, its site (None: unknown) and its manner."""


def footprints(session: Session, key: int, moments: Iterable[datetime]) -> dict[Footprint, Proof]:
    """Return what was recorded of a datum at these moments, the first times that it took a way. One statement."""
    row, found = m.Disclosure, m.Evidence
    asked = (
        select(
            *(row.manner, row.time, m.Host.name, m.Site.domain, m.Request.scheme, m.Request.method),
            *(found.location, found.path, found.method, found.encoding, found.confidence, found.reasoning),
        )
        .join(found, found.id == row.evidence_id)
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Site, m.Site.id == row.site_id)
        .join(m.Request, m.Request.id == row.request_id)
        .where(row.datum_id == key, row.time.in_(set(moments)))
        .order_by(row.time, row.id)
    )
    proofs: dict[Footprint, Proof] = {}
    rows: Any = session.execute(asked)
    for manner, time, host, site, scheme, verb, *told in rows:
        proofs.setdefault((host, site or None, Manner(manner)), _proof(time, host, site or None, scheme, verb, *told))
    return proofs


def _proof(time: datetime, host: str, site: str | None, scheme: str, verb: str, *told: Any) -> Proof:
    location, path, method, encoding, confidence, reasoning = told
    steps = tuple(orjson.loads(encoding))
    return Proof(time, host, site, scheme, verb, Location(location), path, Method(method), steps, confidence, reasoning)
