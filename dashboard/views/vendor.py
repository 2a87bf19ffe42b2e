"""One vendor: what it has, how it came by it, how risky that is, what would lower it, who it is, and the proofs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import ClassVar, NamedTuple

from flask import Blueprint, abort, current_app, redirect, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from dashboard import addresses, companies, erasing, formats
from dashboard.acquaintance import Acquaintance, acquaintance
from dashboard.alias_makers import Own, own_alias
from dashboard.charts import timeline as timeline_chart
from dashboard.charts.chart import Chart
from dashboard.headlines import pieces
from dashboard.languages import locale
from dashboard.narrowing import Narrowing, narrowing
from dashboard.offers import Here, of_company
from dashboard.pages import Page, show, unseen_note
from dashboard.receipts import Receipt, receipt, timeline
from dashboard.recent import Recent
from dashboard.wiring import reading, wiring
from dashboard.wording import label, listed, sentence
from tracker.ledger.assessing import Assessed, assessed
from tracker.ledger.locking import take_turn
from tracker.ledger.opinions import MOST_NOTE, opine
from tracker.ledger.queries.aliases import Lead, leads_of
from tracker.ledger.queries.blind_spots import unseen_of
from tracker.ledger.queries.relatives import Relative, relatives
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.sources import Source
from tracker.ledger.queries.vendors import holders
from tracker.ledger.rating import Rated
from tracker.phrasing import gettext, ngettext
from tracker.risk import INTERESTS, Depth, Remedy, remedies, unknowns, verdict
from tracker.taxonomy import Category
from tracker.upstream.portrait import Fact
from tracker.vendors import builtin

blueprint = Blueprint("vendor", __name__)
_NAMED, _RELATIVES, _HOSTS = 5, 12, 30


class Group(NamedTuple):
    """The others of a vendor's group that have data of the person's; `more` of them are not named."""

    name: str
    slug: str
    members: tuple[Relative, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Vendor(Page):
    """What the page of one vendor shows. `only` is the category it is narrowed to, `unknown` what is not counted, and
    `is_partial` says that what it received is not told of the whole record. `folded_kinds` names
    what can be unfolded.
    """

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
    ways: tuple[Fact, ...]
    group: Group | None
    only: Category | None
    is_partial: bool
    received: Receipt
    folded_kinds: str
    unread: str
    hosts: tuple[Source, ...]
    more_hosts: bool
    leads: tuple[Lead, ...]
    acquaintance: Acquaintance
    here_rules: Here
    own_alias: Own | None
    chart_of_days: Chart


@blueprint.get(f"{addresses.VENDORS}/<path:slug>")
def one_vendor(slug: str) -> str:
    """Show one vendor."""
    with reading() as session:
        return show(session, _page(session, _found(session, slug), narrowing()))


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
    return redirect(f"{addresses.after_form(addresses.vendor_address(slug))}#opinion-title", 303)


@blueprint.get(f"{addresses.FORGET}/<path:slug>")
def forget_page(slug: str) -> str:
    """Show what forgetting a vendor would erase, and erase nothing."""
    with reading() as session:
        return show(session, erasing.page(session, _found(session, slug)))


@blueprint.post(f"{addresses.FORGET}/<path:slug>")
def forget_vendor(slug: str) -> Response:
    """Erase the record of a vendor for good."""
    with reading() as session:
        name = _found(session, slug).row.name
    erasing.erase(wiring(), slug, name)
    return redirect(addresses.after_form(addresses.VENDORS), 303)


def _found(session: Session, slug: str) -> Assessed:
    found = assessed(session, slug)
    if found is None:
        abort(404)
    return found


def _page(session: Session, found: Assessed, asked: Narrowing) -> Vendor:
    row, exposure, scope = found.row, found.exposure, asked.scope()
    received = receipt(session, row, found.holder.holdings, scope)
    return Vendor(
        title=row.name,
        headline=_headline(row, received, has_period=scope.has_period),
        row=row,
        remedies=remedies(exposure),
        unknown=listed(list(unknowns(exposure.company)), _NAMED),
        verdict=verdict(row.score, row.interest),
        depth_note=_depth_note(row.depth),
        interests=INTERESTS,
        longest=MOST_NOTE,
        facts=found.facts(row.kind and sentence(companies.in_words(row.kind))),
        ways=erasing.ways_to_ask(found),
        group=_group(session, row),
        only=asked.category,
        is_partial=not scope.is_open,
        received=received,
        folded_kinds=listed([label(kind.category) for kind in received.folded], _NAMED),
        unread=unseen_note(hidden) if (hidden := unseen_of(session, row.slug)).times else "",
        hosts=found.hosts[:_HOSTS],
        more_hosts=len(found.hosts) > _HOSTS,
        leads=tuple(leads_of(session, row.slug, builtin)),
        acquaintance=acquaintance(session, row.slug),
        here_rules=of_company(session, row.slug, row.name, scope),
        own_alias=own_alias(row.slug),
        chart_of_days=_days(session, row, scope),
    )


def _days(session: Session, row: Rated, scope: Scope) -> Chart:
    """The days, drawn anew when it received something or something of it was erased, or on another day."""
    known: Recent = current_app.extensions.setdefault("tracker-vendor-days", Recent())
    return known.ask(
        ("days", row.slug, narrowing(), str(locale())),
        lambda: timeline_chart.chart(timeline(session, row, scope), row.slug),
        (formats.now().astimezone(UTC).date(), scope, row.times, row.first, row.last),
    )


def _group(session: Session, row: Rated) -> Group | None:
    root, members = relatives(session, row.slug)
    if not members and root == row.slug:
        return None
    return Group(companies.name_of(root), root, tuple(members[:_RELATIVES]), len(members[_RELATIVES:]))


def _headline(row: Rated, received: Receipt, *, has_period: bool) -> str:
    named = listed([label(category) for category in received.categories], _NAMED)
    if not received.kinds:
        if has_period:
            return gettext("%(company)s received nothing like that in this time", company=row.name)
        return gettext("%(company)s has nothing like that of you", company=row.name)
    told = pieces(received.data)
    if has_period:
        return gettext(
            "%(company)s received %(pieces)s in this time: %(data)s", company=row.name, pieces=told, data=named
        )
    return gettext("%(company)s has %(pieces)s: %(data)s", company=row.name, pieces=told, data=named)


def _depth_note(depth: Depth) -> str:
    """What a depth counts, in sentences."""
    if not depth.kinds:
        return gettext("Nothing but what every browser tells.")
    sides = ngettext("%(count)s side of your life", "%(count)s sides of your life", depth.groups)
    what = ngettext(
        "%(count)s kind of data from %(sides)s, not counting what every browser tells.",
        "%(count)s kinds of data from %(sides)s, not counting what every browser tells.",
        depth.kinds,
        sides=sides,
    )
    different = ngettext("%(count)s different value.", "%(count)s different values.", depth.data)
    if not depth.sensitive:
        return f"{what} {gettext('None is very sensitive.')} {different}"
    sensitive = ngettext("%(count)s is very sensitive.", "%(count)s are very sensitive.", depth.sensitive)
    return f"{what} {sensitive} {different}"
