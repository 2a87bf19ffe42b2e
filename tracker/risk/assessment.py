"""How risky is what a vendor has? Points for each reason, added up.

Each kind of data has points by its sensitivity. They count less where only the browser sent it by itself, and more
where a page passed it on behind the person's back, before it was submitted, or unencrypted; what can be put together
and what is known of the company add to them. The sum is bent onto 0 to 100, so that more data never lowers a score and
no single sum can leave the scale. docs/risk.md tells it in full, with its sources.
"""

import math
from functools import lru_cache

from tracker.risk import holding, linking, standing
from tracker.risk.exposure import ExposureSummary
from tracker.risk.rating import MAX_SCORE, Level, Reason, Risk
from tracker.risk.weights import BEND

CAP = Level.HIGH.lowest - 1
"""What every browser tells everybody is no high risk alone."""


@lru_cache(8192)  # the list of companies asks for the same again and again
def assess(exposure: ExposureSummary) -> Risk:
    """Return the risk of an exposure, with the reasons it is made of in order of their weight."""
    found = (*holding.reasons(exposure), *linking.reasons(exposure), *standing.reasons(exposure))
    reasons = tuple(sorted(found, key=lambda reason: (-reason.weight, reason.factor)))
    score = _score(reasons)
    if all(held.is_ambient for held in exposure.held):
        score = min(score, CAP)
    return Risk(score, Level.of(score), reasons)


def _score(reasons: tuple[Reason, ...]) -> int:
    points = math.fsum(reason.weight for reason in reasons)
    return round(MAX_SCORE * (1 - math.exp(-points / BEND)))
