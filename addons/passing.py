"""Hosts whose connections are passed through unread: pinned ones, which no program would let us read, and those that
the person chose. Each such connection is a blind spot.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime

from mitmproxy import connection, ctx, tls
from mitmproxy.proxy.layer import NextLayer
from mitmproxy.proxy.layers import TCPLayer, UDPLayer

from addons.harmless import harmless
from tracker import files
from tracker.control import WATCHING, Control
from tracker.control.pinned import Learnt, change, load, place_of
from tracker.control.refusals import Refusals, program_of
from tracker.control.ways import is_passed
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.remembering import keep_newest
from tracker.settings import Settings

_MOST = 4096  # handshakes under way
_DISTRUST = "does not trust"  # mitmproxy's words for the alerts `unknown_ca`, `bad_certificate`, `certificate_unknown`

type Change = Callable[[Learnt], Learnt]


class Passing:
    """Decides for each connection that begins whether it is read."""

    def __init__(self, settings: Settings, keys: Keys, note: Callable[[str], None]) -> None:
        self._settings, self._keys, self._note = settings, keys, note
        self._control: Control = WATCHING
        self._refusals = Refusals()
        self._begun: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._news: list[Change] = []
        self._strangers: dict[str, int] = {}
        self._state = files.state_of(place_of(settings))
        self._passed = load(settings, keys).programs()

    def choose(self, control: Control) -> None:
        """Do as the person decided from now on."""
        self._control = control

    def hello(self, data: tls.ClientHelloData) -> None:
        """Let a connection pass unread where it is to, before anything of it is answered."""
        client, hello = data.context.client, data.client_hello
        host = host_of(client, data.context.server)
        program = program_of(client.peername[0], hello.cipher_suites, hello.alpn_protocols)
        way = is_passed(host, self._control)
        if way or (way is None and program in self._passed.get(host, ())):
            data.ignore_connection = True
            self._note(host)
            return
        keep_newest(self._begun, client.id, (program, time.monotonic()), _MOST)

    def accepted(self, data: tls.TlsData) -> None:
        """Learn that a program accepted our certificate."""
        if begun := self._begun.pop(data.conn.id, None):
            self._refusals.accepted(begun[0], host_of(data.conn, data.context.server), time.monotonic())

    def failed(self, data: tls.TlsData) -> str | None:
        """Learn from a handshake that failed; the host, where it did because our certificate is not trusted."""
        begun, now = self._begun.pop(data.conn.id, None), time.monotonic()
        if _DISTRUST not in (data.conn.error or ""):
            return None
        host = host_of(data.conn, data.context.server)
        if begun:
            program, began = begun
            if self._refusals.refused(program, host, began, now):
                self._learn(host, program)
            for wrong in self._refusals.wrongly(program):
                self._unlearn(wrong, program)
        return host

    def _learn(self, host: str, program: str) -> None:
        self._passed[host] = self._passed.get(host, frozenset()) | {program}
        now = datetime.now(UTC)
        self._news.append(lambda learnt: learnt.with_pinned(host, program, now))

    def _unlearn(self, host: str, program: str) -> None:
        self._passed[host] = self._passed.get(host, frozenset()) - {program}
        self._news.append(lambda learnt: learnt.without(host, program))

    async def beat(self) -> None:
        """Keep what was learnt, and take over what another process changed. Raises LedgerError; it is tried again."""
        strangers = self._refusals.strangers()
        if strangers != self._strangers:
            now = datetime.now(UTC)
            self._strangers = strangers
            self._news.append(lambda learnt: learnt.with_strangers(strangers, now))
        if self._news:
            await self._keep(self._news)
        elif (state := files.state_of(place_of(self._settings))) != self._state:
            self._state = state
            self._passed = load(self._settings, self._keys).programs()

    async def _keep(self, news: list[Change]) -> None:
        self._news = []
        try:
            await asyncio.to_thread(change, self._settings, self._keys, lambda learnt: _changed(learnt, news))
        except LedgerError:
            self._news = [*news, *self._news]
            raise


class Ignored:
    """Notes what mitmproxy's own options `ignore_hosts` and `allow_hosts` let pass unread. Stands last of all addons:
    what becomes of a connection is known then.
    """

    name = "tracker-ignored"

    def __init__(self, note: Callable[[str], None], fault: Callable[[Exception], None]) -> None:
        self._note, self.fault = note, fault

    @harmless
    def next_layer(self, chosen: NextLayer) -> None:
        if not (ctx.options.ignore_hosts or ctx.options.allow_hosts):
            return
        layer = chosen.layer
        if isinstance(layer, TCPLayer | UDPLayer) and layer.flow is None:
            self._note(host_of(chosen.context.client, chosen.context.server))


def host_of(client: connection.Connection, server: connection.Server) -> str:
    """Return the host that a connection is for: as its program names it, else as far as it is known."""
    name = client.sni or server.sni or (server.address[0] if server.address else "unknown")
    return name.lower().rstrip(".")


def _changed(learnt: Learnt, news: list[Change]) -> Learnt:
    for how in news:
        learnt = how(learnt)
    return learnt
