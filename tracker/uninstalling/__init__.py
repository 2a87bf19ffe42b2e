"""Every trace of an installation removed, as far as a program can; what it cannot remove is told."""

from tracker.uninstalling.homes import Contents, contents
from tracker.uninstalling.leaving import Left, busy, uninstall
from tracker.uninstalling.remains import remains

__all__ = ["Contents", "Left", "busy", "contents", "remains", "uninstall"]
