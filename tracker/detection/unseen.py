"""Why a part of a request was not read: the vocabulary of `BlindSpot.reason` for what detection could not see.

"Nothing found" is only ever said together with these. A live capture has further reasons of its own (a pinned host,
QUIC): what never came to detection.
"""

from enum import StrEnum

from tracker.disclosure import BlindSpot


class Unseen(StrEnum):
    """What kept us from reading. The slugs are kept in ledgers: change them only by adding."""

    PARTIAL_BODY = "partial-body"  # the capture holds the first part of the body only; size: the bytes that are missing
    OVERSIZED = "oversized"  # more than we inspect, or more fields or deeper than we follow; size: bytes left out
    UNDECODABLE = "undecodable"  # a content coding that fails, is unknown or stacked too high; size: the body's
    BINARY = "binary"  # a body without a structure that we know: searched for the person's own values only
    FILE = "file"  # an uploaded file, of which name and size were read; size: the file's

    def spot(self, size: int | None = None) -> BlindSpot:
        """Return the blind spot with this reason."""
        return BlindSpot(self.value, size)
