"""The sites: on whose pages data left, and how many companies listen there."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint

from dashboard import addresses
from dashboard.pages import Page, show
from dashboard.wiring import ask, reading
from tracker.ledger.queries.sites import Visited, sites
from tracker.phrasing import gettext

blueprint = Blueprint("sites", __name__)


@dataclass(frozen=True, slots=True)
class Sites(Page):
    """What the list of sites shows."""

    template: ClassVar[str] = "sites.html"
    section: ClassVar[str] = "sites"
    rows: tuple[Visited, ...]


@blueprint.get(addresses.SITES)
def all_sites() -> str:
    """Show the sites where most vendors listen."""
    with reading() as session:
        return show(session, Sites(gettext("Sites"), tuple(ask(session, sites))))
