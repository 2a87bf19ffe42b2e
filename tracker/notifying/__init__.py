"""Telling the person at once, on their desktop, of what is grave; off until they ask for it. Never a value.

The keeper does it, once a disclosure is in the ledger: the proxy knows nothing of it.
"""

from tracker.notifying.lookout import Lookout

__all__ = ["Lookout"]
