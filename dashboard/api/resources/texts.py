"""The limits of texts that may be asked for: no longer than what the ledger holds, and no NUL, which it cannot hold."""

from msgspec import Meta

_NO_NUL = r"^[^\x00]*$"
NAME = Meta(min_length=1, max_length=255, pattern=_NO_NUL)
SEARCH = Meta(min_length=1, max_length=200, pattern=_NO_NUL)
