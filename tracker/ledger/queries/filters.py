"""Which disclosures a person asks for, and the same as conditions on the ledger's tables."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, literal_column, or_, select
from sqlalchemy.orm import Session

from tracker.disclosure import Manner, Method, Party
from tracker.ledger import models as m
from tracker.ledger.queries.totals import day_of
from tracker.taxonomy import TAXONOMY, Category


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; None does not restrict. `site` is '' for disclosures from an unknown site. `text` is looked for in
    the names of vendors, hosts, sites and categories, and in field paths.
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
OFTEN = frozenset(category for category in Category if f"'{category.value}'" in m.SELDOM_CATEGORIES)


def of_disclosures(filters: Filters) -> list[ColumnElement[bool]]:
    """Return the conditions that disclosures must meet."""
    row = m.Disclosure
    conditions = _shared(filters, row)
    if filters.category is not None:
        conditions.append(row.category == filters.category)
        if filters.category not in OFTEN:
            conditions.append(_as_it_stands(m.SELDOM_CATEGORIES))
    if filters.manner in (Manner.SUBMITTED, Manner.PREMATURE):
        conditions.append(_as_it_stands(m.FEW_MANNERS))
    if filters.method is not None:
        conditions.append(row.evidence_id.in_(select(m.Evidence.id).where(m.Evidence.method == filters.method)))
    if filters.since is not None:
        conditions += [row.time >= day_of(filters.since), row.last >= filters.since]
    if filters.until is not None:
        conditions.append(row.time < filters.until)
    if filters.text:
        conditions.append(_holds(filters.text))
    return conditions


def _as_it_stands(condition: str) -> ColumnElement[bool]:
    """An index of few rows is only taken where its own condition is asked for, word by word."""
    stands: ColumnElement[Any] = literal_column(f"disclosure.{condition}")
    return stands


def _shared(filters: Filters, row: type[m.Disclosure]) -> list[ColumnElement[bool]]:
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


class Named(NamedTuple):
    """What bears a text in its name, by id: hosts (their own or their vendor's), sites, evidence by its path."""

    hosts: list[int]
    sites: list[int]
    evidence: list[int]
    categories: list[Category]


def named(session: Session, text: str, limit: int) -> Named:
    """Return what bears a text in its name, so many of each at most. Three statements."""
    hosts, sites, found = (list(session.scalars(asked)) for asked in _asked_of_names(text, limit))
    return Named(hosts, sites, found, _categories_named(text))


@lru_cache(64)  # a text that is looked for is asked for again and again: see `log`
def _asked_of_names(text: str, limit: int) -> tuple[Select[int], Select[int], Select[int]]:
    hosts = select(m.Host.id).where(_hosts_named(text))
    sites = select(m.Site.id).where(m.Site.domain.icontains(text, autoescape=True))
    found = select(m.Evidence.id).where(m.Evidence.path.icontains(text, autoescape=True))
    return hosts.limit(limit), sites.limit(limit), found.limit(limit)


def _hosts_named(text: str) -> ColumnElement[bool]:
    """By their own name, or by that of the company behind them: names of companies are looked through once."""
    vendors = select(m.Vendor.id).where(m.Vendor.name.icontains(text, autoescape=True))
    return m.Host.name.icontains(text, autoescape=True) | m.Host.vendor_id.in_(vendors)


def _categories_named(text: str) -> list[Category]:
    return [category for category, term in TAXONOMY.items() if text.casefold() in term.label.casefold()]


def _holds(text: str) -> ColumnElement[bool]:
    """Names are few, disclosures many: the text is looked for in the names, once."""
    row = m.Disclosure
    return or_(
        row.host_id.in_(select(m.Host.id).where(_hosts_named(text))),
        row.site_id.in_(select(m.Site.id).where(m.Site.domain.icontains(text, autoescape=True))),
        row.evidence_id.in_(select(m.Evidence.id).where(m.Evidence.path.icontains(text, autoescape=True))),
        row.category.in_(_categories_named(text)),
    )
