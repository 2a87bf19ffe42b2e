"""Aliases in sentences. Names in them are strangers': escape them where shown."""

from collections.abc import Iterable, Sequence

from tracker.phrasing import gettext, listed, ngettext


def told_of_holders(company: str, others: Iterable[str]) -> str:
    """Return for whom an alias was made, and which other companies (names) have it all the same."""
    names = list(dict.fromkeys(others))
    if not names:
        return gettext("An alias made for %(company)s alone; no other company got it.", company=company)
    return gettext(
        "An alias made for %(company)s alone; it reached %(others)s all the same.",
        company=company,
        others=listed(names),
    )


def told_of_lacking(names: Sequence[str], slug: str) -> str:
    """Return that these companies have no alias of their own yet, and how to make one for the first, of that slug."""
    return ngettext(
        "No alias for %(names)s yet: %(command)s",
        "No aliases for %(names)s yet: %(command)s",
        len(names),
        names=listed(list(names)),
        command=f"`tracker aliases make {slug}`",
    )
