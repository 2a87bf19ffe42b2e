"""What came of a form, told once, on the page that follows. Never a value that was sent."""

from flask import flash

DONE, WRONG = "done", "wrong"


def tell(words: str) -> None:
    """Tell on the next page that something was done."""
    flash(words, DONE)


def warn(words: str) -> None:
    """Tell on the next page why something was not done."""
    flash(words, WRONG)
