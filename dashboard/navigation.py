"""The pages, in the order and the groups in which a person finds them."""

from typing import NamedTuple

from dashboard import addresses
from tracker.phrasing import gettext, message


class Entry(NamedTuple):
    """A link to a page; `is_current` says that one is there, or on a page below it."""

    words: str
    address: str
    is_current: bool


class Group(NamedTuple):
    """Pages that belong together, under a heading."""

    words: str
    entries: tuple[Entry, ...]


_GROUPS = (
    (
        message("What leaves"),
        (
            ("overview", message("Today"), addresses.OVERVIEW),
            ("vendors", message("Companies"), addresses.VENDORS),
            ("data", message("My data"), addresses.DATA),
            ("identifiers", message("Cookies and identifiers"), addresses.IDENTIFIERS),
            ("sites", message("Sites"), addresses.SITES),
            ("network", message("Network"), addresses.NETWORK),
            ("log", message("Log"), addresses.LOG),
        ),
    ),
    (
        message("What to check"),
        (
            ("passwords", message("Passwords"), addresses.PASSWORDS),
            ("blind-spots", message("Blind spots"), addresses.BLIND_SPOTS),
        ),
    ),
    (
        message("What you decide"),
        (("rules", message("Rules"), addresses.RULES),),
    ),
    (
        message("Yours"),
        (
            ("profile", message("Profile"), addresses.PROFILE),
            ("report", message("Report"), addresses.REPORT),
            ("export", message("Export"), addresses.EXPORT),
            ("settings", message("Settings"), addresses.SETTINGS),
            ("help", message("Help"), addresses.HELP),
        ),
    ),
)
"""Each page by the section that it names as its own."""


def navigation(section: str) -> tuple[Group, ...]:
    """Return the links to all pages, as seen from a section."""
    return tuple(
        Group(gettext(heading), tuple(_entry(*entry, section) for entry in entries)) for heading, entries in _GROUPS
    )


def _entry(own: str, words: str, path: str, section: str) -> Entry:
    return Entry(gettext(words), addresses.page_address(path), own == section)
