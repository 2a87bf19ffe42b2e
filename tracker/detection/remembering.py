"""What was read before need not be read again (see `tracker.remembering`)."""

from tracker.remembering import Remembered

__all__ = ["Remembered"]
