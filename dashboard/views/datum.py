"""One datum: who has it, and which way it went."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, abort

from dashboard import addresses
from dashboard.charts import trail as trail_chart
from dashboard.charts.chart import Chart
from dashboard.hops import Hop, hops
from dashboard.pages import Page, show
from dashboard.retelling import preview
from dashboard.wiring import reading
from dashboard.wording import label, sentence, yours
from tracker.ledger.queries.data import Known, datum
from tracker.ledger.queries.trail import trail
from tracker.phrasing import ngettext

blueprint = Blueprint("datum", __name__)
_MOST = 200


@dataclass(frozen=True, slots=True)
class Datum(Page):
    """What the page of one datum shows."""

    template: ClassVar[str] = "datum.html"
    section: ClassVar[str] = "data"
    headline: str
    known: Known
    hops: tuple[Hop, ...]
    is_cut: bool
    chart_of_trail: Chart


@blueprint.get(f"{addresses.DATA}/<int:key>")
def one_datum(key: int) -> str:
    """Show one datum and its trail."""
    with reading() as session:
        known = datum(session, key) if key.bit_length() < 64 else None
        if known is None:
            abort(404)
        steps = trail(session, key, _MOST)
        title = f"{sentence(label(known.category))} {preview(known.preview)}"
        page = Datum(title, _headline(known), known, hops(steps), len(steps) == _MOST, trail_chart.chart(key, steps))
        return show(session, page)


def _headline(known: Known) -> str:
    mine = yours(known.category)
    if not known.sites:
        return ngettext("%(count)s company has %(data)s", "%(count)s companies have %(data)s", known.vendors, data=mine)
    return ngettext(
        "%(count)s company has %(data)s, from %(sites)s",
        "%(count)s companies have %(data)s, from %(sites)s",
        known.vendors,
        data=mine,
        sites=ngettext("%(count)s site", "%(count)s sites", known.sites),
    )
