"""One datum: who has it, which way it went, the proof of each step, and what can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from flask import Blueprint, abort
from sqlalchemy.orm import Session

from dashboard import addresses
from dashboard.charts import trail as trail_chart
from dashboard.charts.chart import Chart
from dashboard.companies import name_of
from dashboard.decided import decided
from dashboard.formats import now
from dashboard.hops import Hop, disguises_of, hops
from dashboard.languages import locale
from dashboard.narrowing import narrowing
from dashboard.offers import Here, of_category
from dashboard.pages import Page, show
from dashboard.reaching import Way, having, ways_to
from dashboard.recent import recent
from dashboard.retelling import preview
from dashboard.views.data import is_between
from dashboard.wiring import reading, wiring
from dashboard.wording import label, listed, sentence
from tracker.aliasing.telling import told_of_holders
from tracker.ledger.queries.data import Known, datum
from tracker.ledger.queries.footprints import Footprint, footprints
from tracker.ledger.queries.held import Proof
from tracker.ledger.queries.made_for import is_same_group, made_for
from tracker.ledger.queries.reached import Bearer, bearers, reach
from tracker.ledger.queries.trail import Step, trail
from tracker.masking import Fingerprinter
from tracker.phrasing import gettext, ngettext
from tracker.taxonomy import IDENTIFIERS, SECRETS, Category

blueprint = Blueprint("datum", __name__)
_MOST, _SHOWN, _COMPANIES, _WAYS = 120, 20, 25, 5


class Holder(NamedTuple):
    """A company that has the datum, and in what disguise it got it: '' where that is not told."""

    bearer: Bearer
    disguises: str


class Walked(NamedTuple):
    """A step in words, with its proof, where it is still at hand."""

    hop: Hop
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class Datum(Page):
    """What the page of one datum shows. `more_holders` counts those that are not named."""

    template: ClassVar[str] = "datum.html"
    section: ClassVar[str] = "data"
    is_narrowed: ClassVar[bool] = True
    headline: str
    alias: str
    known: Known
    sites: str
    holders: tuple[Holder, ...]
    more_holders: int
    steps: tuple[Walked, ...]
    is_cut: bool
    is_open: bool
    is_between: bool
    is_identifier: bool
    is_secret: bool
    ways: tuple[Way, ...]
    here_rules: Here
    chart_of_trail: Chart | None


@blueprint.get(f"{addresses.DATA}/<int:key>")
def one_datum(key: int) -> str:
    """Show one datum and its trail."""
    with reading() as session:
        known = datum(session, key) if key.bit_length() < 64 else None
        if known is None:
            abort(404)
        return show(session, _page(session, known))


def _page(session: Session, known: Known) -> Datum:
    scope = narrowing().scope()._replace(category=None)  # it is of one kind
    far = reach(session, known.id, scope)
    having_it = bearers(session, known.id, scope, _COMPANIES)
    steps = trail(session, known.id, _MOST, scope)
    proofs = footprints(session, known.id, [step.first for step in steps[:_SHOWN]])
    third = [one for one in having_it if one.how.is_third_party and one.is_known]
    return Datum(
        title=f"{sentence(label(known.category))} {preview(known.preview)}",
        headline=having(known.category, far) if far.vendors else _nobody(known),
        alias=_alias(session, known, steps),
        known=known,
        sites=listed(sorted({step.site for step in steps if step.site}), 4),
        holders=tuple(_holders(having_it, steps)),
        more_holders=far.vendors - len(having_it),
        steps=tuple(_walked(hops(steps, _SHOWN), proofs)),
        is_cut=len(steps) > min(_SHOWN, _MOST - 1),
        is_open=scope.is_open,
        is_between=is_between(scope),
        is_identifier=known.category in IDENTIFIERS,
        is_secret=known.category in SECRETS,
        ways=tuple(ways_to((one.slug, one.name) for one in third[:_WAYS])),
        here_rules=of_category(session, known.category, scope, addresses.datum_address(known.id)),
        chart_of_trail=_remembered(session, known.id, steps) if steps else None,
    )


def _alias(session: Session, known: Known, steps: Sequence[Step]) -> str:
    """For whom it was made, if it is an alias, and whom it reached all the same; '' where it is none."""
    if known.category is not Category.EMAIL_ADDRESS:
        return ""
    company = made_for(session, decided().control, Fingerprinter(wiring().keys.fingerprint), known.fingerprint)
    if company is None:
        return ""
    others = (step.vendor_name for step in steps if not is_same_group(step.vendor_slug, company))
    return told_of_holders(name_of(company), others)


def _remembered(session: Session, key: int, steps: Sequence[Step]) -> Chart:
    """The chart as it was drawn, as long as the steps are what they were."""
    asked = "trail", key, narrowing(), str(locale()), now().date()
    return recent(session).ask(asked, lambda: _chart(key, steps), mark=tuple(steps))


def _chart(key: int, steps: Sequence[Step]) -> Chart:
    chart = trail_chart.chart(key, steps)
    if len(steps) < _MOST:
        return chart
    companies = len({step.vendor_slug for step in steps})
    first = ngettext(
        "Where it went first: to %(count)s company", "Where it went first: to %(count)s companies", companies
    )
    return chart._replace(title=first)


def _nobody(known: Known) -> str:
    return gettext("%(data)s went to nobody within what this page is narrowed to", data=sentence(label(known.category)))


def _holders(having_it: Sequence[Bearer], steps: Sequence[Step]) -> list[Holder]:
    met: dict[str, list[Step]] = {}
    for step in steps:
        met.setdefault(step.vendor_slug, []).append(step)
    return [Holder(one, disguises_of(met.get(one.slug, ()))) for one in having_it]


def _walked(told: Sequence[Hop], proofs: Mapping[Footprint, Proof]) -> list[Walked]:
    return [Walked(hop, proofs.get((hop.step.host, hop.step.site, hop.step.manner))) for hop in told]
