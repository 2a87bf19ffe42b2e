"""Ids for the requests of captures that depend on their content alone.

The same capture imported twice, renamed or packed, changes nothing then; two captures that overlap add what is new.
"""

from collections import Counter
from hashlib import blake2b

from tracker.traffic import Request

_DIGEST_BYTES = 16


class Identities:
    """Gives ids to the requests of one file, in their order.

    The hash is keyed: an id in the ledger must not serve to test guesses about a request's content.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._seen: Counter[bytes] = Counter()

    def identity(self, request: Request) -> str:
        """Return the request's id: of its content, and of how many equal ones came before it."""
        digest = self._digest(request)
        number = self._seen[digest]
        self._seen[digest] += 1
        return f"{digest.hex()}.{number}" if number else digest.hex()

    def _digest(self, request: Request) -> bytes:
        parts = [
            request.time.isoformat(),
            request.method,
            f"{request.scheme}://{request.host}:{request.port}{request.target}",
            "websocket" if request.is_websocket else "",
            *(part for header in request.headers for part in header),
        ]
        hashed = blake2b(digest_size=_DIGEST_BYTES, key=self._key)
        for part in parts:
            data = part.encode("utf-8", "surrogatepass")
            hashed.update(len(data).to_bytes(8) + data)
        hashed.update(request.body or b"")
        return hashed.digest()
