"""The outcome of one check."""

from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """How a check ended. A note is nothing that needs mending."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


class Check(NamedTuple):
    """One thing looked at: its name, how it is, and how to mend it."""

    name: str
    outcome: Outcome
    words: str
    remedy: str = ""
