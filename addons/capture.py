"""The mitmproxy addon that records which personal data leaves, before it leaves.

Runs in `mitmdump`, `mitmproxy` and `mitmweb` with `-s addons/capture.py`, and inside `tracker start`. A hook never
raises: where our own code fails, the request goes on, and counts as not read.
"""
# ruff: noqa: E402 - the path comes first

import asyncio
import gc
import logging
import os
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

_ROOT = str(Path(__file__).resolve().parent.parent)
if _ROOT not in sys.path:  # mitmproxy loads this file by its path, perhaps out of a folder that is not installed
    sys.path.append(_ROOT)

from mitmproxy import ctx, http, tcp, tls, udp
from mitmproxy.addonmanager import Loader
from mitmproxy.exceptions import OptionsError

from addons import dispatch, listening, shortcuts, unseen
from addons.authorities import believed
from addons.badge import Badge
from addons.flows import host_of, to_message, to_request
from addons.guard import PRIVATE
from addons.harmless import harmless
from addons.keeping import KeeperProcess
from addons.leaves import Leaves
from addons.name_servers import servers_of
from addons.passing import Ignored
from addons.recording import Recording
from addons.signals import Signaller
from addons.streaming import LARGE_UPLOAD, FirstPart, PageCopy, is_page, may_have_body, stream_of
from addons.uploads import Uploads, leaves
from tracker.control import Control
from tracker.errors import ConfigurationError
from tracker.keeper.faults import Loudness, to_standard_error
from tracker.marking import HOST as MARK
from tracker.settings import load as load_settings  # mitmproxy takes a function `load` in this module for a hook

BEAT = 0.5  # seconds: what the person decides holds within a second
_logger = logging.getLogger(__name__)


def refuse(fault: str) -> NoReturn:
    """End the program before it listens: it is about to, and lets no exception of a script's hinder it."""
    sys.stderr.write(f"tracker: {fault}\n")
    sys.stderr.flush()
    os._exit(2)


def refusal() -> http.Response:
    """Return the answer to a request that is not let out unrecorded (option `tracker_strict`)."""
    words = "Tracker could not record this request, and was told not to let it out unrecorded: see `tracker doctor`.\n"
    return http.Response.make(503, words, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"})


def is_drawing() -> bool:
    """Whether mitmproxy draws on the whole terminal, so that a line on standard error would spoil it."""
    return type(ctx.master).__name__ == "ConsoleMaster"


def name_of(server: object) -> str:
    """Return the host of a connection to a server, as far as it is known."""
    address = getattr(server, "address", None)
    return getattr(server, "sni", None) or (address[0] if address else "unknown")


class Capture:
    """Records requests and outgoing WebSocket messages, and learns from answers."""

    name = "tracker-capture"
    _recording: Recording
    _uploads: Uploads
    _badge: Badge

    def __init__(self) -> None:
        self._beating: asyncio.Task[None] | None = None
        self._leaves = Leaves()
        self._is_strict = False
        self._signaller = Signaller()
        self._control: Control | None = None

    def load(self, loader: Loader) -> None:
        if _ROOT not in sys.path:  # mitmproxy has put the path back as it was
            sys.path.append(_ROOT)
        loader.add_option("tracker_strict", bool, False, "Refuse requests that cannot be recorded.")
        told = "A PEM file of authorities that servers' certificates may be of, beside those that everybody believes."
        loader.add_option("tracker_upstream_ca", str, "", told)
        told = "Name servers to ask where hosts' names lead, in place of the system's: ADDRESS or ADDRESS:PORT."
        loader.add_option("tracker_name_servers", Sequence[str], [], told)

    def configure(self, updated: set[str]) -> None:
        """Take the options; begin to record at the first call. Raises OptionsError naming what is wrong."""
        if updated & listening.OPTIONS:
            self._check_place()
        if "tracker_upstream_ca" in updated and ctx.options.tracker_upstream_ca:
            self._believe(Path(ctx.options.tracker_upstream_ca).expanduser())
        if "tracker_strict" in updated:
            self._is_strict = ctx.options.tracker_strict
        if not hasattr(self, "_recording"):
            self._begin()
        if "tracker_name_servers" in updated:
            try:
                self._recording.aliases.use(servers_of(ctx.options.tracker_name_servers))
            except ValueError as error:
                raise OptionsError(f"tracker_name_servers: {error}") from None

    def _believe(self, own: Path) -> None:
        try:
            every = believed(own, Path(ctx.options.confdir).expanduser())
        except (OSError, ValueError) as error:
            raise OptionsError(f"tracker_upstream_ca: {own}: no PEM file of certificates ({error})") from None
        ctx.options.update(ssl_verify_upstream_trusted_ca=str(every))

    def _check_place(self) -> None:
        """Listen on this machine alone, unless credentials are asked for; end where the person wants it otherwise."""
        fault = listening.fault_of(ctx.options)
        if fault and self._beating:
            raise OptionsError(fault)  # mitmproxy takes the change back
        if fault:
            refuse(fault)
        if self._beating:
            self._narrow()

    def _narrow(self) -> None:
        """Where nobody says where, mitmproxy listens everywhere, and does so before it loads a script."""
        modes = listening.narrowed(ctx.options)
        if modes != ctx.options.mode:
            ctx.options.update(mode=modes)
            _logger.info("Tracker: the proxy listens on this machine alone; --listen-host says otherwise.")

    def _begin(self) -> None:
        loudness = Loudness(_logger.warning if is_drawing() else to_standard_error)
        try:
            settings = load_settings()
            self._recording = Recording(settings, loudness, KeeperProcess(loudness, is_quiet=is_drawing()))
        except ConfigurationError as error:
            raise OptionsError(str(error)) from None  # mitmproxy prints all that led to it
        self._uploads = Uploads(self._recording, self.fault)
        self._badge = Badge(settings, self._recording.aliases.hops, self.fault)
        self._heed()

    def _heed(self) -> None:
        """Do as the person decided, where that is something else than before."""
        control = self._recording.control
        if control is not self._control:
            self._control = control
            self._signaller.choose(control.signals)
            self._badge.choose(control)
            self._recording.noting = self._badge.note if self._badge.is_on else None

    def running(self) -> None:
        if not self._is_strict and ctx.options.stream_large_bodies is None:
            ctx.options.update(stream_large_bodies=str(LARGE_UPLOAD))  # for bodies that do not tell their size
        self._beating = asyncio.create_task(self._beat(), name="tracker-capture")
        self._narrow()
        for name in ctx.options.deferred:
            _logger.warning("Tracker: no option is called %s; it changes nothing.", name)
        ctx.master.addons.add(Ignored(self._recording.note_passed, self.fault))
        dispatch.install(ctx.master.addons)
        shortcuts.install()
        gc.freeze()  # what is loaded by now stays: there is no need to look through it again and again

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._recording.beat()
                self._heed()
                await self._badge.beat()
                self._leaves.attempt()
            except Exception as error:  # noqa: BLE001 - the next beat comes in any case
                self.fault(error)

    def done(self) -> None:
        if self._beating:
            self._beating.cancel()
        if hasattr(self, "_recording"):
            self._recording.close()

    def fault(self, error: Exception) -> None:
        if hasattr(self, "_recording"):  # not where the settings cannot be used, which mitmproxy has told
            self._recording.fault(error)

    # ---- what leaves

    @harmless
    def requestheaders(self, flow: http.HTTPFlow) -> None:
        """Say signals; choose how the body goes out: large ones as they come in, but nothing before it is recorded."""
        request = flow.request
        if request.data.host == MARK:
            return
        if self._signaller.is_on and leaves(flow):
            self._signaller.send(flow)
        if not may_have_body(request):
            return
        if self._is_strict:
            request.stream = False  # what has begun to leave cannot be refused any more
            return
        self._uploads.begin(flow)

    @harmless
    def request(self, flow: http.HTTPFlow) -> None:
        """Record a request before it leaves. The end of a streamed one has left already: it is counted."""
        streamed = flow.request.stream
        if isinstance(streamed, FirstPart):
            self._uploads.end(flow, streamed)
        elif flow.request.data.host == MARK:
            self._badge.answer(flow)
        elif leaves(flow):
            guard, request = self._recording.guard, to_request(flow, secrets.token_hex(16) if flow.is_replay else None)
            is_kept = self._recording.keep(request) if guard is None else guard.request(flow, request)
            if not is_kept and self._is_strict:
                flow.response = refusal()

    @harmless
    def websocket_message(self, flow: http.HTTPFlow) -> None:
        if flow.websocket is None:
            return
        message = flow.websocket.messages[-1]
        if message.from_client and not message.dropped and flow.live:
            guard, request = self._recording.guard, to_message(flow, message, f"{flow.id}:{secrets.token_hex(8)}")
            is_kept = self._recording.keep(request) if guard is None else guard.message(flow, message, request)
            if not is_kept and self._is_strict:
                message.drop()

    @harmless
    def http_connect(self, flow: http.HTTPFlow) -> None:
        self._badge.connect(flow)

    @harmless
    def tls_clienthello(self, data: tls.ClientHelloData) -> None:
        if not self._badge.hello(data) and (passing := self._recording.passing):
            passing.hello(data)

    @harmless
    def tls_established_client(self, data: tls.TlsData) -> None:
        if passing := self._recording.passing:
            passing.accepted(data)

    @harmless
    def tls_failed_client(self, data: tls.TlsData) -> None:
        if (passing := self._recording.passing) and (host := passing.failed(data)) and host != MARK:
            self._recording.keep_record(unseen.unread_connection(host, "tls", unseen.PINNED))

    @harmless
    def tcp_start(self, flow: tcp.TCPFlow) -> None:
        self._recording.keep_record(unseen.unread_connection(name_of(flow.server_conn), "tcp", unseen.NOT_HTTP))

    @harmless
    def udp_start(self, flow: udp.UDPFlow) -> None:
        self._recording.keep_record(unseen.unread_connection(name_of(flow.server_conn), "udp", unseen.NOT_HTTP))

    # ---- what comes back

    @harmless
    def responseheaders(self, flow: http.HTTPFlow) -> None:
        """Learn cookies, and choose how the answer's body comes in."""
        response, learner = flow.response, self._recording.learner
        if response is None or not flow.live:
            return
        if self._badge.is_on:
            self._badge.mark(flow)
        if not callable(response.stream):
            response.stream = stream_of(response)
        host = host_of(flow.request)
        if self._signaller.is_on:
            self._signaller.answered(flow)
        if PRIVATE in flow.metadata:
            return
        if learner:
            learner.cookies(host, response.headers, datetime.now(UTC))
        self._recording.aliases.answered(flow, host)

    @harmless
    def response(self, flow: http.HTTPFlow) -> None:
        """Learn the forms on a page."""
        response, learner = flow.response, self._recording.learner
        if response is None or not is_page(response.headers):
            return
        content = response.data.content
        if isinstance(response.stream, PageCopy):
            content, response.stream = response.stream.content(), True  # flows may be kept for long: the copy is not
        if content and learner and flow.live and PRIVATE not in flow.metadata:
            learner.page(host_of(flow.request), response.headers, content)


addons = [Capture()]
