"""All that rules did, for other programs: a row for what is alike on one day."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.ledger import models as m
from tracker.ledger.queries.totals import day_of
from tracker.ledger.whose import hosts_of

_AT_ONCE = 1000  # rows in memory


class RulingRow(NamedTuple):
    """What a rule (its id) did with data of a category in one place on one day. The names and their order are a promise
    to users' scripts. `site` is None where it is unknown, `path` is masked, `reason` empty where nothing needs one.
    """

    first: datetime
    last: datetime
    times: int
    rule: str
    action: str
    outcome: str
    category: str
    manner: str
    party: str
    host: str
    recipient: str
    vendor: str
    site: str | None
    location: str
    path: str
    reason: str


def every_ruling(
    session: Session, *, since: datetime | None = None, until: datetime | None = None, vendor: str | None = None
) -> Iterator[RulingRow]:
    """Yield what rules did from `since` on and before `until`, to a vendor (slug, domain or host), in the order of the
    days. One statement; memory stays flat. What is alike on one day counts as a whole.
    """
    row, host = m.Ruling, m.Host
    asked = (
        select(
            *(row.first, row.last, row.times, row.rule, row.action, row.outcome, row.category, row.manner, row.party),
            *(host.name, host.recipient, m.Vendor.slug, m.Site.domain, row.location, row.path, row.reason),
        )
        .select_from(row)
        .join(host, host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == host.vendor_id)
        .join(m.Site, m.Site.id == row.site_id)
        .order_by(row.day, row.digest)
    )
    if since is not None:
        asked = asked.where(row.last >= since, row.first >= day_of(since))
    if until is not None:
        asked = asked.where(row.first < until)
    if vendor is not None:
        asked = asked.where(row.host_id.in_(hosts_of(vendor)))
    rows: Any = session.execute(asked.execution_options(yield_per=_AT_ONCE))
    yield from (RulingRow(*found)._replace(site=found.domain or None) for found in rows)
