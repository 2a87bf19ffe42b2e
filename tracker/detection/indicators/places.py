"""The places of an address that are searched besides its fields: every segment of the path, and the host's own labels.

A host's labels before its registrable domain can carry what a query carries (`<digest>.sync.example`); the domain is
everybody's. Labels hold 63 characters at most (RFC 1035), so that longer digests are cut in two.
"""

from collections.abc import Iterator

from tracker.detection.addresses import segments_of
from tracker.domains import registrable_domain
from tracker.traffic import Field, Location, Request

HOST = "host"
_CUT = 48  # characters of labels that may be one text in parts


def host_text(host: str) -> str:
    """Return a host as one text: what is longer than a label can be is cut in two. Empty for a short one."""
    return host.replace(".", "") if len(host) > _CUT else ""


def place_fields(request: Request) -> Iterator[Field]:
    """Yield the segments and labels of a request's address as if they were fields; none of a WebSocket message."""
    if request.is_websocket:
        return
    yield from segments_of(request.target)
    labels = request.host.removesuffix(registrable_domain(request.host)).strip(".")
    if len(labels) >= _CUT and "." in labels:
        yield Field(Location.PATH, HOST, "", labels.replace(".", ""))
    if labels:
        yield Field(Location.PATH, HOST, "", labels)
