"""Who may look: whoever opens the address that Tracker printed, once; then the browser that did so, by its cookie.

The token in that address is spent by its first use, for it stays behind in terminals, process lists and histories.
That it is spent is kept in a file, as a hash: a dashboard started again with the same token does not accept it again,
while the cookie, signed with a key of the installation, stays good. It holds a mark, the same in all browsers: once
the mark is changed, no cookie of before is good any more, not even a copied one.
"""

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path
from threading import Lock


def made_token() -> str:
    """Return a new token, not to be guessed."""
    return secrets.token_urlsafe(24)


class Gate:
    """Knows the tokens (separated by spaces: one for each browser that may come in) and which of them are spent."""

    def __init__(self, tokens: str, spent: Path) -> None:
        self._digests = [_digest(token) for token in tokens.split()]
        self._spent, self._mark, self._lock = spent, spent.with_suffix(".mark"), Lock()

    def would_take(self, token: str) -> bool:
        """Whether this token would open the gate; it is not spent by that."""
        with self._lock:
            return self._opens(_digest(token))

    def takes(self, token: str) -> bool:
        """Whether this token opens the gate. A right one does so once."""
        digest = _digest(token)
        with self._lock:
            if not self._opens(digest):
                return False
            _write(self._spent, "\n".join([*self._spent_ones(), digest]))
            return True

    def _opens(self, digest: str) -> bool:
        is_right = any(hmac.compare_digest(digest, right) for right in self._digests)
        return is_right and digest not in self._spent_ones()

    def mark(self) -> str:
        """Return what the cookie of a browser holds that was let in."""
        with self._lock:
            return self._marked() or self._remarked()

    def knows(self, mark: object) -> bool:
        """Whether a cookie's mark is that of the browsers which are let in."""
        current = self._marked()
        return bool(current) and isinstance(mark, str) and hmac.compare_digest(current.encode(), mark.encode())

    def shut_out(self) -> None:
        """Let no browser in any more that was let in before."""
        with self._lock:
            self._remarked()

    def _marked(self) -> str:
        try:
            return self._mark.read_text(encoding="ascii")
        except FileNotFoundError:
            return ""

    def _remarked(self) -> str:
        mark = made_token()
        _write(self._mark, mark)
        return mark

    def _spent_ones(self) -> list[str]:
        """Those of our tokens that are spent; those of earlier runs need not be remembered."""
        try:
            kept = self._spent.read_text(encoding="ascii").split()
        except FileNotFoundError:
            return []
        return [digest for digest in kept if digest in self._digests]


def _write(path: Path, text: str) -> None:
    """Write a file for the owner alone, at once: whoever reads meanwhile gets the old or the new one."""
    fresh = path.with_name(f"{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    fresh.replace(path)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
