"""What a vendor has of a person -> how risky that is, why, and what would lower it: never a score without reasons."""

from tracker.risk.assessment import assess
from tracker.risk.depth import Depth, Extent, depth
from tracker.risk.exposure import Company, ExposureSummary, Held
from tracker.risk.rating import Change, Factor, Level, Reason, Remedy, Risk, Threat
from tracker.risk.remedies import remedies
from tracker.risk.standing import unknowns
from tracker.risk.worth import INTERESTS, doubt, verdict

__all__ = [
    "INTERESTS",
    "Change",
    "Company",
    "Depth",
    "ExposureSummary",
    "Extent",
    "Factor",
    "Held",
    "Level",
    "Reason",
    "Remedy",
    "Risk",
    "Threat",
    "assess",
    "depth",
    "doubt",
    "remedies",
    "unknowns",
    "verdict",
]
