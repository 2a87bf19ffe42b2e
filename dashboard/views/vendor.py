"""One vendor: what it has, how deep and how risky that is, what would lower it, who it is, and the proof of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from itertools import groupby
from typing import ClassVar, NamedTuple

from flask import Blueprint, abort, redirect, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from dashboard import addresses, companies, formats
from dashboard.charts import timeline as timeline_chart
from dashboard.charts.chart import Chart
from dashboard.headlines import pieces
from dashboard.narrowing import narrowing
from dashboard.pages import Page, show
from dashboard.wiring import reading, wiring
from dashboard.wording import label, listed, sentence
from tracker.ledger.assessing import Assessed, assessed
from tracker.ledger.locking import take_turn
from tracker.ledger.opinions import MOST_NOTE, opine
from tracker.ledger.queries.aliases import Lead, leads_of
from tracker.ledger.queries.held import Held, Proof, held, proofs
from tracker.ledger.queries.sources import Source, sites_of
from tracker.ledger.queries.timeline import days
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import Rated
from tracker.phrasing import gettext, ngettext
from tracker.risk import INTERESTS, Depth, Remedy, remedies, unknowns, verdict
from tracker.taxonomy import TAXONOMY, Category
from tracker.upstream.portrait import Fact
from tracker.vendors import builtin

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
    """What the page of one vendor shows. `only` is the category it is narrowed to, `unknown` what is not counted."""

    template: ClassVar[str] = "vendor.html"
    section: ClassVar[str] = "vendors"
    is_narrowed: ClassVar[bool] = True
    headline: str
    row: Rated
    remedies: tuple[Remedy, ...]
    unknown: str
    verdict: str
    depth_note: str
    interests: Mapping[int, str]
    longest: int
    facts: tuple[Fact, ...]
    only: Category | None
    kinds: tuple[Kind, ...]
    sites: tuple[Source, ...]
    hosts: tuple[Source, ...]
    leads: tuple[Lead, ...]
    chart_of_days: Chart


@blueprint.get(f"{addresses.VENDORS}/<path:slug>")
def one_vendor(slug: str) -> str:
    """Show one vendor."""
    only = narrowing().category
    with reading() as session:
        found = assessed(session, slug)
        if found is None:
            abort(404)
        return show(session, _page(session, found, only))


@blueprint.post(f"{addresses.VENDORS}/<path:slug>")
def rate_vendor(slug: str) -> Response:
    """Keep what the person gets out of a vendor, and their note."""
    interest = request.form.get("interest", "")
    note = request.form.get("note", "").replace("\r\n", "\n").strip()  # lines end in two characters here
    if interest not in {"", *map(str, INTERESTS)} or len(note) > MOST_NOTE:
        raise BadRequest(gettext("Choose one of the answers, and write a shorter note."))
    with wiring().ledger.session() as session:
        take_turn(session)  # before asking: nothing is kept of a vendor that is being forgotten
        if not holders(session, [slug]):
            abort(404)
        opine(session, slug, int(interest) if interest else None, note)
    return redirect(f"{addresses.vendor_address(slug)}#opinion-title", 303)


def _page(session: Session, found: Assessed, only: Category | None) -> Vendor:
    row, exposure = found.row, found.exposure
    return Vendor(
        title=row.name,
        headline=_headline(row),
        row=row,
        remedies=remedies(exposure),
        unknown=listed(list(unknowns(exposure.company)), _NAMED),
        verdict=verdict(row.score, row.interest),
        depth_note=_depth_note(row.depth),
        interests=INTERESTS,
        longest=MOST_NOTE,
        facts=found.facts(row.kind and sentence(companies.in_words(row.kind))),
        only=only,
        kinds=tuple(_kinds(session, row.slug, only)),
        sites=tuple(sites_of(session, row.slug)),
        hosts=found.hosts,
        leads=tuple(leads_of(session, row.slug, builtin)),
        chart_of_days=_chart(session, row),
    )


def _chart(session: Session, row: Rated) -> Chart:
    present = formats.now()
    end = row.last if present - row.last > timedelta(days=_DAYS) else present.astimezone(UTC)
    start = max(end.date() - timedelta(days=_DAYS - 1), row.first.astimezone(UTC).date() - timedelta(days=1))
    return timeline_chart.chart(days(session, start, end.date(), row.slug), row.slug)


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
    named = listed([label(category) for category in row.categories], _NAMED)
    return gettext("%(company)s has %(pieces)s: %(data)s", company=row.name, pieces=pieces(row.data), data=named)


def _depth_note(depth: Depth) -> str:
    """What a depth counts, in sentences."""
    if not depth.kinds:
        return gettext("Nothing but what every browser tells.")
    sides = ngettext("%(count)s side of your life", "%(count)s sides of your life", depth.groups)
    what = ngettext(
        "%(count)s kind of data from %(sides)s.", "%(count)s kinds of data from %(sides)s.", depth.kinds, sides=sides
    )
    different = ngettext("%(count)s different value.", "%(count)s different values.", depth.data)
    if not depth.sensitive:
        return f"{what} {gettext('None is very sensitive.')} {different}"
    sensitive = ngettext("%(count)s is very sensitive.", "%(count)s are very sensitive.", depth.sensitive)
    return f"{what} {sensitive} {different}"
