"""Journal -> ledger, in a process of its own, off the proxy's core."""

from tracker.keeper.draining import drain, shed

__all__ = ["drain", "shed"]
