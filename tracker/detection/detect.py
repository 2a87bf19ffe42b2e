"""Request -> findings: every source of verdicts, merged."""

from typing import NamedTuple

from tracker.detection.knowledge import Knowledge
from tracker.disclosure import BlindSpot, Finding
from tracker.traffic import Request


class Detected(NamedTuple):
    """What a request discloses, and what of it could not be read."""

    findings: tuple[Finding, ...] = ()
    blind_spots: tuple[BlindSpot, ...] = ()


def detect(request: Request, knowledge: Knowledge) -> Detected:
    """Return the personal data in a request. Never raises; work is bounded."""
    return Detected()
