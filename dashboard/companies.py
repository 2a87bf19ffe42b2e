"""What the catalogue says of companies that are only named by their slug: a parent, a country."""

from tracker.phrasing import voice
from tracker.trades import in_words

__all__ = ["country", "in_words", "name_of"]


def name_of(slug: str) -> str:
    """Return the name of the company of that slug; the slug where the catalogue does not know it."""
    from tracker.vendors import builtin  # large, and most pages name no parent

    return builtin().name_of(slug)


def country(code: str) -> str:
    """Return the name of a country (ISO 3166-1) in the reader's language."""
    return voice().country(code)
