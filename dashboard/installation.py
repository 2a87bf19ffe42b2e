"""This installation: where everything lies, and which versions of what are at work."""

import platform
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import migrations
from dashboard import formats
from dashboard.formats import moment
from tracker import suffixes
from tracker.errors import TrackerError
from tracker.exporters.selection import tool_version
from tracker.ledger import copies
from tracker.phrasing import gettext, ngettext
from tracker.settings import Settings


class Place(NamedTuple):
    """Where something lies, and how much it takes: '' where that is not known."""

    words: str
    path: str
    note: str
    size: str = ""


class Version(NamedTuple):
    """A part of the program or of its knowledge, and of when it is."""

    words: str
    version: str
    note: str


def places(settings: Settings) -> tuple[Place, ...]:
    """Return where everything of the person's lies."""
    in_database = gettext("in your own database, as you set it up")
    ledger = "" if settings.database_url else str(settings.ledger_file)
    return (
        Place(gettext("Folder"), str(settings.home), gettext("All files below lie in it.")),
        Place(
            gettext("Ledger"),
            ledger,
            in_database if settings.database_url else gettext("What was recorded, encrypted."),
            _size(settings.ledger_file),
        ),
        *_copy(settings),
        _key(settings),
        Place(
            gettext("Journal"),
            str(settings.journal_folder),
            gettext("What has just left and is on its way into the ledger, encrypted."),
        ),
        Place(
            gettext("Certificate authority"),
            str(settings.certificate_folder),
            gettext("What lets the proxy read encrypted pages. Its key never leaves this machine."),
        ),
        Place(
            gettext("Browser profiles"),
            str(settings.browser_folder),
            gettext("What the browsers keep that Tracker opened: their own history, cookies and cache."),
        ),
        Place(
            gettext("Choices"),
            str(settings.home / "settings.toml"),
            gettext("A file that you may write; what it says goes before what is chosen here."),
        ),
    )


def _copy(settings: Settings) -> list[Place]:
    if (copy := copies.last(settings)) is None:
        return []
    note = gettext("The ledger as it was on %(time)s, encrypted, should the file be damaged.", time=moment(copy.time))
    return [Place(gettext("Last good copy"), str(copy.path), note, formats.size(copy.size))]


def _key(settings: Settings) -> Place:
    if settings.key_file.exists():
        return Place(
            gettext("Its key"), str(settings.key_file), gettext("A file for you alone. Without it the ledger is lost.")
        )
    return Place(gettext("Its key"), "", gettext("In your system's keyring."))


def _size(path: Path) -> str:
    try:
        return formats.size(path.stat().st_size)
    except OSError:
        return ""


def versions(settings: Settings) -> tuple[Version, ...]:
    """Return the versions of program and knowledge."""
    return (
        Version("Tracker", tool_version(), gettext("with Python %(version)s", version=platform.python_version())),
        Version(gettext("Ledger's layout"), migrations.HEAD, ""),
        _catalogue(),
        *_fetched(settings),
        Version(gettext("List of public suffixes"), _day(suffixes.version() or ""), ""),
    )


def _catalogue() -> Version:
    from tracker.vendors import shipped

    known = shipped()
    return Version(
        gettext("Catalogue of companies"),
        known.version,
        ngettext(
            "%(count)s company, built in; facts checked up to %(day)s",
            "%(count)s companies, built in; facts checked up to %(day)s",
            len(known),
            day=_day(_latest()),
        ),
    )


@cache
def _latest() -> str:
    from tracker.vendors.loading import builtin_facts

    return max((fact.verified_on or "" for fact in builtin_facts().values()), default="")


def _day(text: str) -> str:
    """The day that a text begins with, such as 2026-03-20."""
    try:
        return formats.day(date.fromisoformat(text[:10]))
    except ValueError:
        return gettext("unknown")


def _fetched(settings: Settings) -> list[Version]:
    """What the person fetched; a file that is broken is told by `tracker catalog status`."""
    from tracker.upstream.sources import SOURCES
    from tracker.upstream.tables import header_of, path_of
    from tracker.vendors.fetched import FOLDER

    found = []
    for source in SOURCES:
        try:
            header = header_of(path_of(settings.home / FOLDER, source.name))
        except (TrackerError, OSError):
            continue
        if header is not None:
            day = formats.day(header.time.astimezone())
            note = gettext("fetched on %(day)s, %(licence)s", day=day, licence=header.licence)
            found.append(Version(header.title, header.version or "", note))
    return found
