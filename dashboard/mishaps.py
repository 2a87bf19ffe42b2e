"""Faults of our own, told in the terminal: what kind, and where in the program. Never the words of the error, which may
have values in them.
"""

import logging
import traceback

from tracker.keeper.faults import described

_LOGGER = logging.getLogger("dashboard")


def log_mishap(what: str, error: Exception) -> None:
    """Log that something failed, with the lines of the program that led there."""
    steps = "".join(traceback.format_tb(error.__traceback__))
    _LOGGER.error("%s: %s; please report it\n%s", what, described(error), steps.rstrip())
