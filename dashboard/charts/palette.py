"""One palette, legible on light and dark, and told apart by the colour-blind.

The colours that stand here are the same in both themes: blue, orange, purple and grey, each with a contrast of at
least 3 to 1 on both backgrounds, and chosen so that any two stay apart when seen without one kind of cone (Machado,
Oliveira and Fernandes 2009; distances in OKLab). Scales of more and less need the whole way from dark to light, which
one theme alone has: they are names of the properties of `static/plots.css`, which has them for each theme.
"""

from tracker.disclosure import Manner, Party
from tracker.taxonomy import TAXONOMY, Category

BLUE, VERMILION, GREEN, PURPLE, GREY = "#2a72e0", "#d96a00", "#0a9470", "#bb7eb9", "#6c6d70"
LIGHT, DARK = "#ffffff", "#1b2125"
"""The backgrounds that charts stand on, as in `static/app.css`."""

PARTIES = {Party.FIRST: BLUE, Party.THIRD: VERMILION, Party.UNKNOWN: GREY}
MANNERS = {Manner.SUBMITTED: BLUE, Manner.RELAYED: VERMILION, Manner.PREMATURE: PURPLE, Manner.AMBIENT: GREY}

TEXT, MUTED, LINE, PANEL = "--text", "--muted", "--line", "--panel"
SENSES = range(1, 6)
"""Sensitivities, as `tracker.taxonomy` has them."""
HEATS = tuple(f"--heat-{step}" for step in range(5))
"""Nothing, then four steps from little to most."""


def sense(sensitivity: int) -> str:
    """Return the colour of a sensitivity, 1 to 5."""
    return f"--sense-{sensitivity}"


def sense_ink(sensitivity: int) -> str:
    """Return the colour of text that stands on the colour of a sensitivity."""
    return f"--sense-{sensitivity}-ink"


def faded(colour: str, share: float = 0.45) -> str:
    """Return a colour through which what lies below is seen."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"


def sensitivity(category: Category) -> int:
    """Return how much a category says of a person, 1 to 5."""
    return TAXONOMY[category].sensitivity
