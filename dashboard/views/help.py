"""Help: how to connect, what is seen and not seen, what the words mean, and how to get everything out again."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, abort

from dashboard import addresses
from dashboard.authority import Authority, authority_of
from dashboard.glossary import GLOSSARY, Entry
from dashboard.pages import Page, show
from dashboard.recording_state import RecordingState, recording_state
from dashboard.wireguard import Tunnel, own_address, tunnel_of
from dashboard.wiring import reading, wiring
from tracker.phrasing import gettext
from tracker.settings import Settings

blueprint = Blueprint("help", __name__)
_WELCOME = "http://mitm.it"  # where mitmproxy hands out its certificate, to whoever asks through it
_NOWHERE = "192.168.1.20"  # an example, where this machine has no address


@dataclass(frozen=True, slots=True)
class Help(Page):
    """What the page of help shows. `own_address` is this machine's in its network, `home` the folder of everything."""

    template: ClassVar[str] = "help.html"
    section: ClassVar[str] = "help"
    state: RecordingState
    authority: Authority | None
    tunnel: Tunnel | None
    own_address: str
    home: str
    welcome: str
    glossary: tuple[Entry, ...]


@blueprint.get(addresses.HELP)
def help_page() -> str:
    """Show how it is used."""
    settings = wiring().settings()
    with reading() as session:
        return show(session, _page(settings))


@blueprint.get(addresses.CERTIFICATE)
def certificate() -> Response:
    """Hand out the authority's certificate: its public half, which others are to trust."""
    authority = authority_of(wiring().settings())
    if authority is None:
        abort(404)
    headers = {"Content-Disposition": "attachment; filename=tracker-ca.pem"}
    return Response(authority.data, mimetype="application/x-x509-ca-cert", headers=headers)


def _page(settings: Settings) -> Help:
    state = recording_state(settings)
    return Help(
        title=gettext("Help"),
        state=state,
        authority=authority_of(settings),
        tunnel=tunnel_of(settings, state.modes),
        own_address=own_address() or _NOWHERE,
        home=str(settings.home),
        welcome=_WELCOME,
        glossary=tuple(entry.said() for entry in GLOSSARY),
    )
