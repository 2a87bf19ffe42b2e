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
    """Repeats a fault often enough to be seen, and not more."""

    def __init__(self, every: float = EVERY, say: Callable[[str], None] = to_standard_error) -> None:
        self._every, self._say = every, say
        self._fault: str | None = None
        self._time = 0.0

    def fault(self, words: str) -> None:
        """Say that something is wrong, unless it was said just now."""
        now = time.monotonic()
        if self._fault != words or now - self._time >= self._every:
            self._fault, self._time = words, now
            self._say(words)

    def mended(self, words: str) -> None:
        """Say that all is well again, if a fault was said before."""
        if self._fault is not None:
            self._fault = None
            self._say(words)
