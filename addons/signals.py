"""Signals on the way out, as the person chose: before a request is recorded, so that the record tells what left."""

from collections import OrderedDict

from mitmproxy import http

from addons.flows import host_of
from tracker.control import Signals
from tracker.control.signalling import Sent, changed
from tracker.remembering import keep_newest

_MOST = 512  # requests whose answer is waited for, and hosts that insist
_SMALL = (b"HTTP/2", b"HTTP/3")
_REDIRECTS = range(300, 400)


class Signaller:
    """Says what is chosen. Where a site answers by asking for the very parameter that was taken out, it gets it from
    then on: it would ask for ever.
    """

    def __init__(self) -> None:
        self.is_on = False
        self._signals = Signals()
        self._taken: OrderedDict[str, tuple[bytes, ...]] = OrderedDict()
        self._insists: OrderedDict[str, set[bytes]] = OrderedDict()

    def choose(self, signals: Signals) -> None:
        """Say these from now on."""
        self._signals, self.is_on = signals, any(signals)

    def send(self, flow: http.HTTPFlow) -> None:
        """Change the head of a request that goes out; only what differs is put in its place."""
        request, host = flow.request, host_of(flow.request)
        data = request.data
        sent = Sent(data.method, host, data.path, data.headers.fields)
        spared = self._insists.get(host, ())
        found = changed(sent, self._signals, is_lower=data.http_version.startswith(_SMALL), spared=spared)
        data.path = found.target
        if found.fields != sent.fields:
            data.headers.fields = found.fields
        if found.taken:
            keep_newest(self._taken, flow.id, found.taken, _MOST)

    def answered(self, flow: http.HTTPFlow) -> None:
        """See whether the site asks for what was taken out."""
        taken = self._taken.pop(flow.id, None)
        response = flow.response
        if taken is None or response is None or response.status_code not in _REDIRECTS:
            return
        place = response.headers.get("location", "").encode("utf-8", "surrogateescape")
        asked = set(place.partition(b"?")[2].partition(b"#")[0].split(b"&"))
        names = {part.partition(b"=")[0] for part in taken if part in asked}
        if names:
            host = host_of(flow.request)
            keep_newest(self._insists, host, self._insists.get(host, set()) | names, _MOST)
