"""What went to whom, from pages of which site, in which manner, and how often? The database does the sums."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Party
from tracker.ledger import models as m
from tracker.ledger.queries.disclosures import Pairs, conditions
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.taxonomy import Category

_AT_ONCE = 1000  # rows in memory


class Flow(NamedTuple):
    """Data of one category that went to a vendor from a site in one manner. `vendor` is its slug, or the recipient's
    domain where none is known. `is_plain`: at least once over plain HTTP.
    """

    vendor: str
    site: str | None
    party: Party
    category: Category
    manner: Manner
    times: int
    is_plain: bool
    first: datetime
    last: datetime


def flows(  # noqa: PLR0913 - what can be asked for
    session: Session,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    vendor: str | None = None,
    labels: Pairs = (),
    scope: Scope = EVERYTHING,
) -> Iterator[Flow]:
    """Yield the flows from `since` on and before `until`, to a vendor (slug, domain or host), from captures with these
    labels and within a scope, by vendor and site.
    """
    row = m.Disclosure
    plain = func.max(case((m.Request.scheme.in_(("http", "ws")), 1), else_=0))
    keys = (m.Vendor.slug, m.Site.domain, row.party, row.category, row.manner)
    sums = (func.sum(row.count), plain, func.min(row.time), func.max(row.last))
    asked = (
        _joined(select(*keys, *sums))
        .where(*conditions(since, until, vendor, labels, scope))
        .group_by(*keys)
        .order_by(*keys)
    )
    for slug, site, party, category, manner, times, is_plain, first, last in session.execute(
        asked, execution_options={"yield_per": _AT_ONCE}
    ):
        yield Flow(
            slug,
            site or None,
            Party(party),
            Category(category),
            Manner(manner),
            int(times),
            bool(is_plain),
            first,
            last,
        )


def data_of_each(  # noqa: PLR0913 - what can be asked for
    session: Session,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    vendor: str | None = None,
    labels: Pairs = (),
    scope: Scope = EVERYTHING,
) -> dict[tuple[str, str], int]:
    """Return how many distinct data each vendor got of each category, by both. One statement."""
    row = m.Disclosure
    asked = (
        select(m.Vendor.slug, row.category, func.count(row.datum_id.distinct()))
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .where(*conditions(since, until, vendor, labels, scope))
        .group_by(m.Vendor.slug, row.category)
    )
    return {(slug, category): number for slug, category, number in session.execute(asked)}


def _joined(asked: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    row = m.Disclosure
    return (
        asked.select_from(row)
        .join(m.Request, m.Request.id == row.request_id)
        .join(m.Host, m.Host.id == row.host_id)
        .join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        .join(m.Site, m.Site.id == row.site_id)
    )
