"""One vendor: what it has, since when, from where, and the proof of each."""

from dataclasses import dataclass
from datetime import UTC, timedelta
from itertools import groupby
from typing import ClassVar, NamedTuple

from flask import Blueprint, abort
from sqlalchemy.orm import Session

from dashboard import addresses, arguments, formats
from dashboard.charts import timeline as timeline_chart
from dashboard.charts.chart import Chart
from dashboard.pages import Page, show
from dashboard.rating import Rated, rated
from dashboard.wiring import reading
from dashboard.wording import label, listed
from tracker.ledger.queries.held import Held, Proof, held, proofs
from tracker.ledger.queries.sources import Source, hosts_of, sites_of
from tracker.ledger.queries.timeline import days
from tracker.ledger.queries.vendors import holders
from tracker.taxonomy import TAXONOMY, Category

blueprint = Blueprint("vendor", __name__)
_DAYS = 90
_EACH, _ALL = 5, 200
_NAMED = 5


class Item(NamedTuple):
    """One datum that the vendor has, with its latest proof, if there is one."""

    held: Held
    proof: Proof | None


class Kind(NamedTuple):
    """What the vendor has of one category; `more` data are not shown."""

    category: Category
    items: tuple[Item, ...]
    total: int
    more: int


@dataclass(frozen=True, slots=True)
class Vendor(Page):
    """What the page of one vendor shows. `only` is the category it is narrowed to."""

    template: ClassVar[str] = "vendor.html"
    section: ClassVar[str] = "vendors"
    headline: str
    row: Rated
    only: Category | None
    kinds: tuple[Kind, ...]
    sites: tuple[Source, ...]
    hosts: tuple[Source, ...]
    chart_of_days: Chart


@blueprint.get(f"{addresses.VENDORS}/<path:slug>")
def one_vendor(slug: str) -> str:
    """Show one vendor."""
    only = arguments.choice("category", Category)
    with reading() as session:
        found = rated(holders(session, [slug]))
        if not found:
            abort(404)
        return show(session, _page(session, found[0], only))


def _page(session: Session, row: Rated, only: Category | None) -> Vendor:
    present = formats.now()
    end = row.last if present - row.last > timedelta(days=_DAYS) else present.astimezone(UTC)
    start = max(end.date() - timedelta(days=_DAYS - 1), row.first.astimezone(UTC).date() - timedelta(days=1))
    return Vendor(
        title=row.name,
        headline=_headline(row),
        row=row,
        only=only,
        kinds=tuple(_kinds(session, row.slug, only)),
        sites=tuple(sites_of(session, row.slug)),
        hosts=tuple(hosts_of(session, row.slug)),
        chart_of_days=timeline_chart.chart(days(session, start, end.date(), row.slug), row.slug),
    )


def _kinds(session: Session, slug: str, only: Category | None) -> list[Kind]:
    data = held(session, slug, only, _EACH if only is None else _ALL)
    proven = proofs(session, slug, [datum.id for datum in data])
    kinds = [
        _kind(category, [Item(datum, proven.get(datum.id)) for datum in members])
        for category, members in groupby(data, lambda datum: datum.category)
    ]
    return sorted(kinds, key=lambda kind: (-TAXONOMY[kind.category].sensitivity, label(kind.category)))


def _kind(category: Category, items: list[Item]) -> Kind:
    total = items[0].held.total
    return Kind(category, tuple(items), total, total - len(items))


def _headline(row: Rated) -> str:
    pieces = formats.counted(row.data, "piece")
    named = listed([label(category) for category in row.categories], _NAMED)
    return f"{row.name} has {pieces} of your data: {named}"
