"""The words for how strong a password is, the same in the terminal and on pages."""

from tracker.phrasing import Words, message

STRENGTHS = Words(
    dict(enumerate((message("very weak"), message("weak"), message("fair"), message("strong"), message("very strong"))))
)
"""By strength."""
WEAK = 1
"""The greatest strength of a weak password: a million guesses find it."""
GUESSED = Words({0: message("among the first thousand guesses"), 1: message("among the first million guesses")})
"""By strength: how a weak one is found."""
