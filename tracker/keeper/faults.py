"""Saying on standard error what is wrong: at once, then from time to time, and when it is mended. Never a value."""

import contextlib
import sys
import time
from collections.abc import Callable

from tracker.errors import TrackerError

EVERY = 60.0  # seconds


def described(error: BaseException) -> str:
    """Return in words what went wrong, without the statement and its parameters that a database error carries."""
    inner = getattr(error, "orig", None) or error
    if isinstance(inner, OSError) and inner.strerror:
        return inner.strerror
    if inner is not error or isinstance(inner, TrackerError):
        return " ".join(str(inner).split())[:200]
    return type(inner).__name__


def to_standard_error(line: str) -> None:
    """Print one line, or nothing where nobody can read it any more."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        print(f"tracker: {line}", file=sys.stderr, flush=True)


class Loudness:
    """Says a fault often enough to be seen, and not more."""

    def __init__(self, say: Callable[[str], None] = to_standard_error, every: float = EVERY) -> None:
        self._every, self._say = every, say
        self._said: dict[str, float] = {}

    def fault(self, words: str, details: str = "") -> None:
        """Say that something is wrong, with the details as they are now, unless the same was said just now."""
        now = time.monotonic()
        if now - self._said.get(words, -self._every) >= self._every:
            self._said[words] = now
            self._say(words + details)

    def mended(self, words: str) -> None:
        """Say that all is well again, if a fault was said before."""
        if self._said:
            self._said.clear()
            self._say(words)

    def insist(self, words: str) -> None:
        """Say something in any case."""
        self._say(words)
