"""Large request bodies on their way: passed on as they come, but nothing of them before it is recorded and allowed.

Rules can change what is held as a whole. Of what is streamed they change the head; its first part they can only stop.
"""

from collections.abc import Callable

from mitmproxy import http

from addons import unseen
from addons.changing import cut
from addons.flows import to_first_part, to_head
from addons.guard import PRIVATE
from addons.recording import Recording
from addons.streaming import LARGE_UPLOAD, FirstPart, length_of, watch_length


def leaves(flow: http.HTTPFlow) -> bool:
    """Whether a flow's request goes out to a server: not when it is read from a file, or answered or stopped here."""
    return bool(flow.live) and flow.response is None and flow.error is None


class Uploads:
    """Records the bodies of one proxy's requests that are streamed. `fault` is told what fails in our own code."""

    def __init__(self, recording: Recording, fault: Callable[[Exception], None]) -> None:
        self._recording, self._fault = recording, fault

    def begin(self, flow: http.HTTPFlow) -> None:
        """Choose how a body goes out, once its head is there."""
        request = flow.request
        size = length_of(request.headers)
        if size is not None:
            if size > LARGE_UPLOAD and leaves(flow):
                request.stream = self._begun(flow, size)
            return
        watch_length(request, lambda: self._begun(flow, None))
        guard = self._recording.guard
        if guard is not None and leaves(flow) and guard.stops(flow, to_head(flow)):
            flow.kill()  # it cannot be answered: who sends it may never come to its end

    def end(self, flow: http.HTTPFlow, streamed: FirstPart) -> None:
        """Count what of a body was not seen, where that was not known at its beginning."""
        if streamed.is_size_unknown and streamed.unseen and PRIVATE not in flow.metadata:
            end = unseen.unread(to_head(flow), unseen.PARTIAL, streamed.unseen, ":end")
            self._recording.keep_record(end)

    def _begun(self, flow: http.HTTPFlow, size: int | None) -> FirstPart:
        """Record what leaves with the head, and return what records the body."""
        try:
            guard, head = self._recording.guard, to_head(flow)
            if guard is None:
                self._recording.keep(head)
            elif not guard.head(flow, head):
                flow.kill()
        except Exception as error:  # noqa: BLE001 - mitmproxy calls this in the midst of its own work
            self._fault(error)
        return FirstPart(lambda data, whole: self._keep_first_part(flow, data, whole), size)

    def _keep_first_part(self, flow: http.HTTPFlow, data: bytes, size: int | None) -> bool:
        """Record the first part of a body; whether it may leave."""
        may_leave = True
        try:
            guard, part = self._recording.guard, to_first_part(flow, data, len(data) if size is None else size)
            if guard is None:
                self._recording.keep(part)
            elif flow.error is not None or not guard.first_part(flow, part):
                may_leave = False
                cut(flow)
        except Exception as error:  # noqa: BLE001 - mitmproxy calls this in the midst of its own work
            self._fault(error)
        return may_leave
