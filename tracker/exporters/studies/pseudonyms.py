"""Pseudonyms under a study's key (HMAC-SHA256, RFC 2104): equal for equal things within it, useless beside it."""

import hmac
from functools import lru_cache

REDUCED = "~"
"""What a word of ours begins with that stands for another: no host, path or name does."""


class Pseudonyms:
    """What stands for fingerprints, requests, captures, and words that may single somebody out."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.fingerprint = lru_cache(50_000)(self._fingerprint)
        self.capture = lru_cache(10_000)(self._capture)
        self.word = lru_cache(50_000)(self._word)

    def request(self, uid: str) -> str:
        """Return 32 hexadecimal digits for a request's id."""
        return self._digest("request", uid)[:32]

    def _fingerprint(self, fingerprint: str) -> str:
        """Return 32 hexadecimal digits for a datum."""
        return self._digest("fingerprint", fingerprint)[:32]

    def _capture(self, source: str) -> str:
        """Return 16 hexadecimal digits for the name of a capture file."""
        return self._digest("capture", source)[:16]

    def _word(self, text: str) -> str:
        """Return a short word for another."""
        return REDUCED + self._digest("word", text)[:12]

    def _digest(self, kind: str, text: str) -> str:
        return hmac.digest(self._key, f"{kind}\0{text}".encode("utf-8", "surrogatepass"), "sha256").hex()
