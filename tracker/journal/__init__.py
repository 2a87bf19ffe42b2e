"""The journal: sealed records in segment files, durable before the request leaves.

Each writer has segments of its own, `<writer>-<number>.journal`, and holds `<writer>.lock` while it lives. A record is
a header (its length, and a check of it), a nonce and the sealed bytes (AES-256-GCM), bound to its segment and offset.
"""

from tracker.journal.reading import Sealed, is_finished, leave, read, remove, segments
from tracker.journal.turning import TurnWatch, ask_to_turn
from tracker.journal.writing import Journal
from tracker.locks import Lock

__all__ = [
    "Journal",
    "Lock",
    "Sealed",
    "TurnWatch",
    "ask_to_turn",
    "is_finished",
    "leave",
    "read",
    "remove",
    "segments",
]
