"""The token by which other programs may read: made and shown once, or taken back, from the page of settings."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from dashboard import addresses
from dashboard.notices import tell, warn
from dashboard.pages import Page, show
from dashboard.wiring import reading, wiring
from tracker.ledger import api_token
from tracker.phrasing import gettext

blueprint = Blueprint("api_tokens", __name__)


@dataclass(frozen=True, slots=True)
class NewToken(Page):
    """What is shown once: the token, and where it opens. It stands in no address, no cookie and no notice."""

    template: ClassVar[str] = "api_token.html"
    section: ClassVar[str] = "settings"
    token: str
    root: str


@blueprint.get(addresses.SETTINGS_TOKEN)
def gone() -> Response:
    """Lead back: nothing is shown a second time."""
    return redirect(addresses.page_address(addresses.SETTINGS), 303)


@blueprint.post(addresses.SETTINGS_TOKEN)
def change() -> Response | str:
    """Make a token in place of an earlier one and show it, or take the one there is back."""
    if request.form.get("token") == "new":
        with wiring().ledger.session() as session:
            token = api_token.renew(session)
        root = f"{request.host_url.rstrip('/')}{addresses.API}/"
        with reading() as session:
            return show(session, NewToken(gettext("Your new token"), token, root))
    with wiring().ledger.session() as session:
        was_there = api_token.revoke(session)
    if was_there:
        tell(gettext("The token opens nothing any more."))
    else:
        warn(gettext("There is no token."))
    return redirect(addresses.after_form(addresses.SETTINGS), 303)
