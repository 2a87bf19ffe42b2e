"""Which disclosures a person asks for, and the same as conditions on the ledger's tables."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from tracker.disclosure import Manner, Method, Party
from tracker.ledger import models as m
from tracker.ledger.queries.totals import day_of
from tracker.taxonomy import TAXONOMY, Category


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; None does not restrict. `site` is '' for disclosures from an unknown site. `text` is looked for in
    the names of vendors, hosts, sites and categories, in field paths and previews.
    """

    vendor: str | None = None
    category: Category | None = None
    site: str | None = None
    host: str | None = None
    party: Party | None = None
    manner: Manner | None = None
    method: Method | None = None
    datum: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None


NOTHING = Filters()


def of_disclosures(filters: Filters) -> list[ColumnElement[bool]]:
    """Return the conditions that disclosures must meet."""
    row = m.Disclosure
    conditions = _shared(filters, row)
    if filters.category is not None:
        conditions.append(row.category == filters.category)
    if filters.method is not None:
        conditions.append(row.evidence_id.in_(select(m.Evidence.id).where(m.Evidence.method == filters.method)))
    if filters.since is not None:
        conditions += [row.time >= day_of(filters.since), row.last >= filters.since]
    if filters.until is not None:
        conditions.append(row.time < filters.until)
    if filters.text:
        conditions.append(_holds(filters.text))
    return conditions


def of_exposures(filters: Filters) -> list[ColumnElement[bool]]:
    """Return the conditions that the sums of such disclosures meet, as far as sums can tell; none: all do."""
    conditions = _shared(filters, m.Exposure)
    if filters.category is not None:
        conditions.append(m.Exposure.datum_id.in_(select(m.Datum.id).where(m.Datum.category == filters.category)))
    return conditions


def _shared(filters: Filters, row: type[m.Disclosure] | type[m.Exposure]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.vendor is not None:
        hosts = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
        conditions.append(row.host_id.in_(hosts.where(m.Vendor.slug == filters.vendor)))
    if filters.host is not None:
        conditions.append(row.host_id.in_(select(m.Host.id).where(m.Host.name == filters.host)))
    if filters.site is not None:
        conditions.append(row.site_id.in_(select(m.Site.id).where(m.Site.domain == filters.site)))
    for column, value in ((row.party, filters.party), (row.manner, filters.manner), (row.datum_id, filters.datum)):
        if value is not None:
            conditions.append(column == value)
    return conditions


def _holds(text: str) -> ColumnElement[bool]:
    """Names are few, disclosures many: the text is looked for in the names, once."""
    row = m.Disclosure
    hosts = select(m.Host.id).join(m.Vendor, m.Vendor.id == m.Host.vendor_id)
    hosts = hosts.where(m.Host.name.icontains(text, autoescape=True) | m.Vendor.name.icontains(text, autoescape=True))
    kinds = [category for category, term in TAXONOMY.items() if text.casefold() in term.label.casefold()]
    return or_(
        row.host_id.in_(hosts),
        row.site_id.in_(select(m.Site.id).where(m.Site.domain.icontains(text, autoescape=True))),
        row.evidence_id.in_(select(m.Evidence.id).where(m.Evidence.path.icontains(text, autoescape=True))),
        row.datum_id.in_(select(m.Datum.id).where(m.Datum.preview.icontains(text, autoescape=True))),
        row.category.in_(kinds),
    )
