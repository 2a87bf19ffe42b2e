"""One palette, legible on light and dark, and told apart by the colour-blind.

Source: Okabe and Ito, Color Universal Design (https://jfly.uni-koeln.de/color/): of their colours those whose contrast
is at least 3 to 1 on both our backgrounds, with a grey.
"""

from tracker.disclosure import Manner, Party

BLUE, VERMILION, GREEN, PURPLE, GREY = "#2a7fc0", "#d5610a", "#0a9470", "#cc6fb0", "#687279"
LIGHT, DARK = "#ffffff", "#1b2125"
"""The backgrounds that charts stand on, as in `static/app.css`."""

PARTIES = {Party.FIRST: BLUE, Party.THIRD: VERMILION, Party.UNKNOWN: GREY}
MANNERS = {Manner.SUBMITTED: BLUE, Manner.RELAYED: VERMILION, Manner.PREMATURE: PURPLE, Manner.AMBIENT: GREY}
