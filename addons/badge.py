"""The mark on the page: puts it there, and answers what it asks for, on a host that is the proxy's own.

What goes to that host never leaves and is never recorded, whether the mark is on or off.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from mitmproxy import http, tls
from mitmproxy.proxy.mode_specs import RegularMode

from addons.flows import headers_of, host_of
from addons.guard import PRIVATE
from addons.marked import prepare
from addons.streaming import is_page
from addons.voices import language_of, voice_of
from tracker import files
from tracker.control import WATCHING, Control, change
from tracker.control.editing import with_unmarked
from tracker.disclosure import Record
from tracker.domains import registrable_domain
from tracker.errors import ConfigurationError, LedgerError
from tracker.judging import standing_of
from tracker.keys import Keys, load_or_create
from tracker.marking import HOST, holdings, tickets
from tracker.marking.element import element
from tracker.marking.frame import Asked, Desk, answer
from tracker.marking.heads import Exchange, coding_of, may_be_marked
from tracker.marking.telling import Told, told
from tracker.marking.tickets import Ticket
from tracker.marking.views import Views
from tracker.phrasing import speaking
from tracker.settings import Settings
from tracker.vendors import builtin
from tracker.whereabouts import dashboard_of

type Hops = Callable[[str], Iterable[str] | None]


class Badge:
    """The marks of one proxy. `hops` says where a host's name leads; `fault` is told what fails in our own code."""

    def __init__(self, settings: Settings, hops: Hops, fault: Callable[[Exception], None]) -> None:
        self._settings, self._hops, self._fault = settings, hops, fault
        self._control: Control = WATCHING
        self._keys: Keys | None = None
        self._key = b""
        self._views = Views()
        self._held: holdings.Holdings | None = None
        self._seen: tuple[int, ...] | None = None
        self._hiding: set[asyncio.Task[None]] = set()
        self.is_on = False

    def choose(self, control: Control) -> None:
        """Do as the person decided from now on."""
        self._control = control
        self.is_on = control.mark and self._has_key()
        if not self.is_on:
            self._views.clear()

    def note(self, record: Record) -> None:
        """Take in what left, to be shown. Never raises."""
        try:
            self._views.note(record, builtin(), self._hops(record.host))
        except Exception as error:  # noqa: BLE001 - whatever our own code raises: it was recorded all the same
            self._fault(error)

    async def beat(self) -> None:
        """Take over what the keeper wrote of what companies have."""
        if not self.is_on or self._keys is None:
            return
        now = files.state_of(self._settings.mark_file)
        if now != self._seen:
            self._seen = now
            self._held = await asyncio.to_thread(holdings.read, self._settings, self._keys)

    # ---- the page

    def mark(self, flow: http.HTTPFlow) -> None:
        """Put a mark at the end of an answer's page, where it may have one."""
        response, host = flow.response, host_of(flow.request)
        if response is None or not is_page(response.headers) or PRIVATE in flow.metadata:
            return
        if not isinstance(flow.client_conn.proxy_mode, RegularMode):  # the browser would look for our host by itself
            return
        headers = [(name.lower(), value) for name, value in headers_of(response.headers)]
        asked = {name.lower(): value for name, value in headers_of(flow.request.headers)}
        scheme, method = flow.request.scheme, flow.request.method
        if not may_be_marked(Exchange(scheme, method, host, asked, response.status_code, headers), builtin()):
            return
        ticket, site = tickets.ticket_for(flow.request.host_header or host), registrable_domain(host)
        if ticket is None or _site_of(ticket) != site or self._is_left_alone(site):
            return
        language = language_of(asked.get("accept-language", ""))
        if prepare(flow, coding_of(headers), lambda: self._element(ticket, language)):
            self._views.open(ticket.view, site)

    def _is_left_alone(self, site: str) -> bool:
        control = self._control
        return site in control.private_sites or site in control.unmarked_sites or control.is_paused(datetime.now(UTC))

    def _element(self, ticket: Ticket, language: str) -> bytes:
        with speaking(voice_of(language)):
            return element(tickets.to_text(ticket, self._key))

    # ---- its own host

    @staticmethod
    def connect(flow: http.HTTPFlow) -> None:
        """Let a connection to the mark's host be made here: none goes out for it."""
        if flow.request.host == HOST:
            now = time.time()
            head = flow.request.data.http_version, 200, b"Connection established", http.Headers()
            flow.response = http.Response(*head, b"", None, now, now)

    @staticmethod
    def hello(data: tls.ClientHelloData) -> bool:
        """Return whether a connection is one to the mark's host; mitmproxy is kept from looking for a server then."""
        address = data.context.server.address
        if address is None or address[0] != HOST:
            return False
        data.context.server.tls = False
        return True

    def answer(self, flow: http.HTTPFlow) -> None:
        """Answer what is asked of the mark's host."""
        flow.metadata[PRIVATE] = True
        flow.response = http.Response.make(404)  # whatever fails from here on: nothing leaves
        asked = {name.lower(): value for name, value in headers_of(flow.request.headers)}
        language = language_of(asked.get("accept-language", ""))
        desk = Desk(self._ticket, self._told, self._begin, self._hide, language)
        with speaking(voice_of(language)):
            found = answer(Asked(flow.request.method, flow.request.path, asked), desk)
        flow.response = http.Response.make(found.status, found.body, found.headers)

    def _ticket(self, text: str) -> Ticket | None:
        return tickets.from_text(text, self._key) if self.is_on else None

    def _begin(self, ticket: Ticket) -> None:
        self._views.shown(ticket.view, _site_of(ticket))

    def _told(self, ticket: Ticket) -> Told | None:
        view, site, catalogue = self._views.of(ticket.view), _site_of(ticket), builtin()
        if view is None:
            return None
        slug = standing_of(catalogue, urlsplit(ticket.origin).hostname or site).vendors[0]
        vendor = catalogue.vendor(slug)
        held = None if self._held is None else self._held.get(slug, ())
        return told(view, vendor.name if vendor else site, held, self._address(site))

    def _address(self, site: str) -> str:
        """The dashboard's page of a site, empty where none runs."""
        dashboard = dashboard_of(self._settings)
        return f"{dashboard}sites/{quote(site, safe='')}" if dashboard else ""

    def _hide(self, ticket: Ticket) -> None:
        site = _site_of(ticket)
        self._control = with_unmarked(self._control, site)
        task = asyncio.get_running_loop().create_task(asyncio.to_thread(self._keep_hidden, site), name="tracker-mark")
        self._hiding.add(task)
        task.add_done_callback(self._hiding.discard)

    def _keep_hidden(self, site: str) -> None:
        if self._keys is None:
            return
        with contextlib.suppress(LedgerError, ConfigurationError):  # it holds until this proxy ends
            change(self._settings, self._keys, lambda now: with_unmarked(now, site))

    def _has_key(self) -> bool:
        if self._keys is None:
            try:
                self._keys = load_or_create(self._settings)
            except LedgerError:
                return False
            self._key = tickets.key_of(self._keys)
        return True


def _site_of(ticket: Ticket) -> str:
    return registrable_domain(urlsplit(ticket.origin).hostname or "")
