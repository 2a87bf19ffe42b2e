"""All that deserves attention, with what can be done about each."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint

from dashboard import addresses
from dashboard.attending import Card, cards, noticed
from dashboard.narrowing import narrowing
from dashboard.pages import Page, show
from dashboard.recent import recent
from dashboard.wiring import reading
from tracker.phrasing import gettext, ngettext

blueprint = Blueprint("attention", __name__)


@dataclass(frozen=True, slots=True)
class Attention(Page):
    """What the page of all that deserves attention shows."""

    template: ClassVar[str] = "attention.html"
    section: ClassVar[str] = "overview"
    is_narrowed: ClassVar[bool] = True
    headline: str
    cards: tuple[Card, ...]
    is_filtered: bool


@blueprint.get(addresses.ATTENTION)
def attention() -> str:
    """Show what deserves attention since the beginning of the period."""
    scope = narrowing().scope()
    with reading() as session:
        found = noticed(session, recent(session), scope.since).items
        is_filtered = scope != scope._replace(until=None, category=None, party=None, manner=None)
        page = Attention(gettext("Attention"), _headline(len(found)), tuple(cards(found)), is_filtered)
        return show(session, page)


def _headline(count: int) -> str:
    if not count:
        return gettext("Nothing deserves your attention, as far as could be seen")
    return ngettext("%(count)s thing deserves your attention", "%(count)s things deserve your attention", count)
