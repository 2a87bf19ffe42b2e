"""What a vendor has of a person -> how risky that is, and why: a score never comes without its reasons."""

from tracker.risk.assessment import assess
from tracker.risk.exposure import ExposureSummary, Held
from tracker.risk.rating import Factor, Level, Reason, Risk

__all__ = ["ExposureSummary", "Factor", "Held", "Level", "Reason", "Risk", "assess"]
