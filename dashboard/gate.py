"""Who may look: whoever opens the address that Tracker printed, once; then the browser that did so, by its cookie.

The token in that address is spent by its first use, for it stays behind in terminals, process lists and histories.
That it is spent is kept in a file, as a hash: a dashboard started again with the same token does not accept it again,
while the cookie, signed with a key of the installation, stays good.
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
    """Knows the token and whether it is spent."""

    def __init__(self, token: str, spent: Path) -> None:
        self._digest = sha256(token.encode()).hexdigest()
        self._spent, self._lock = spent, Lock()

    def takes(self, token: str) -> bool:
        """Whether this token opens the gate. The right one does so once."""
        digest = sha256(token.encode()).hexdigest()
        with self._lock:
            if not hmac.compare_digest(digest, self._digest) or self._is_spent():
                return False
            self._spend()
            return True

    def _is_spent(self) -> bool:
        try:
            return self._spent.read_text(encoding="ascii").strip() == self._digest
        except FileNotFoundError:
            return False

    def _spend(self) -> None:
        descriptor = os.open(self._spent, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(self._digest)
