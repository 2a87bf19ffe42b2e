"""The words for how strong a password is, the same in the terminal and on pages."""

STRENGTHS = ("very weak", "weak", "fair", "strong", "very strong")
WEAK = 1
"""The greatest strength of a weak password: a million guesses find it."""
GUESSED = ("among the first thousand guesses", "among the first million guesses")
"""By strength: how a weak one is found."""
