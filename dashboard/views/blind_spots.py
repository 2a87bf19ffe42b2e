"""The blind spots: what went through the proxy and could not be read."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint

from dashboard import addresses
from dashboard.pages import Page, show, unseen_note
from dashboard.wiring import reading
from tracker.ledger.queries.blind_spots import Spot, spots, unseen
from tracker.phrasing import gettext

blueprint = Blueprint("blind_spots", __name__)


@dataclass(frozen=True, slots=True)
class BlindSpots(Page):
    """What the page of blind spots shows."""

    template: ClassVar[str] = "blind_spots.html"
    section: ClassVar[str] = "blind-spots"
    note: str
    rows: tuple[Spot, ...]


@blueprint.get(addresses.BLIND_SPOTS)
def blind_spots() -> str:
    """Show what could not be read, by host and reason."""
    with reading() as session:
        return show(session, BlindSpots(gettext("Blind spots"), unseen_note(unseen(session)), tuple(spots(session))))
