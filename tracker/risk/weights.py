"""How much each thing counts, in points. docs/risk.md has the same numbers, with why; a test compares them."""

import math

from tracker.risk.exposure import ExposureSummary, Held
from tracker.taxonomy import TAXONOMY, Group

BEND = 40.0  # so many points make a score of 63
POINTS = {1: 1.0, 2: 3.0, 3: 8.0, 4: 16.0, 5: 28.0}  # by sensitivity
MORE = 1 / 8  # what each doubling of the number of data of one kind adds to that kind's points
GIVEN, AMBIENT = 0.25, 0.2  # that it has them at all
PASSED_ON, PREMATURE, STRANGER = 0.9, 0.5, 0.25  # how it came to them
PLAIN, PLAIN_AMBIENT = 0.5, 0.1
GROUP, KIND = 0.6, 0.2  # each further part of a life, each further kind of data
LINKED, LINKED_FIRST = 6.0, 2.0
SYNCED, FOLLOWED, FAMILY = 2.0, 4.0, 2.0  # each doubling of: partners, sites, sites of the whole group
TRADES = {  # by the line of business: shares of all that it knows, as the next are
    "advertising": 0.15,
    "social": 0.1,
    "marketing": 0.1,
    "analytics": 0.08,
    "tag-manager": 0.08,
    "search": 0.08,
}
NO_DECISION, DEPENDS = 0.1, 0.05
BREACH = 0.05
DELETION = {"impossible": 0.1, "hard": 0.05, "limited": 0.05, "medium": 0.02}

DEPTH_BEND, SIDE = 60.0, 3.0  # of the depth: as BEND, and for each part of a life that is known of


def points(held: Held) -> float:
    """Return what a kind of data counts: by its sensitivity, and a little more for several data of it."""
    return POINTS[TAXONOMY[held.category].sensitivity] * (1 + MORE * doublings(held.data))


def share(held: Held) -> float:
    """Return what it counts that a vendor has this at all."""
    return points(held) * (AMBIENT if held.is_ambient else GIVEN)


def known(exposure: ExposureSummary) -> float:
    """Return what all that a vendor knows counts; what every browser tells is worth little."""
    return math.fsum(points(held) * (AMBIENT if held.is_ambient else 1) for held in exposure.held)


def groups(exposure: ExposureSummary) -> list[Group]:
    """Return the parts of a person's life that a vendor knows of, beside what every browser tells."""
    return sorted({TAXONOMY[held.category].group for held in exposure.held if not held.is_ambient})


def doublings(number: float) -> float:
    """Return how often one must be doubled to make that number; less than one counts as one."""
    return math.log2(max(1.0, number))
