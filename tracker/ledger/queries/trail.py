"""Which way did one datum go: from which site to whom, when first, and in what disguise?"""

from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.traffic import Location


class Step(NamedTuple):
    """One way that a datum took: from a site (None: unknown) to a host, in one manner. Where it lay when it first took
    that way, and the steps that undid its encoding.
    """

    site: str | None
    host: str
    vendor_slug: str
    vendor_name: str
    party: Party
    manner: Manner
    is_plain: bool
    first: datetime
    last: datetime
    times: int
    location: Location | None
    path: str | None
    encoding: tuple[str, ...]


def trail(session: Session, key: int, limit: int = 200) -> list[Step]:
    """Return a datum's ways, the earliest first. One statement."""
    steps: dict[tuple[int, int, str], Step] = {}
    for host, site, *columns in session.execute(_asked(key, limit)):
        steps.setdefault((host, site, columns[4]), _step(*columns))
    return list(steps.values())


def _asked(key: int, limit: int) -> Select[*tuple[Any, ...]]:
    sums, row, found = m.Exposure, m.Disclosure, m.Evidence
    way = select(sums).where(sums.datum_id == key).order_by(sums.first, sums.host_id, sums.site_id).limit(limit)
    ways = way.subquery()
    return (
        select(
            ways.c.host_id,
            ways.c.site_id,
            m.Site.domain,
            m.Host.name,
            m.Vendor.slug,
            m.Vendor.name,
            ways.c.manner,
            ways.c.party,
            ways.c.is_plain,
            ways.c.first,
            ways.c.last,
            ways.c.count,
            found.location,
            found.path,
            found.encoding,
        )
        .select_from(ways)
        .join(m.Host, m.Host.id == ways.c.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == ways.c.site_id)
        .outerjoin(
            row,
            (row.datum_id == key)
            & (row.time == ways.c.first)
            & (row.host_id == ways.c.host_id)
            & (row.site_id == ways.c.site_id)
            & (row.manner == ways.c.manner),
        )
        .outerjoin(found, found.id == row.evidence_id)
        .order_by(ways.c.first, ways.c.host_id, ways.c.site_id, ways.c.manner, row.id)
    )


def _step(site: str, host: str, slug: str, name: str, manner: str, *rest: Any) -> Step:
    party, plain, first, last, count, location, path, encoding = rest
    place = None if location is None else Location(location)
    steps = () if encoding is None else tuple(orjson.loads(encoding))
    return Step(
        site or None, host, slug, name, Party(party), Manner(manner), plain, first, last, count, place, path, steps
    )
