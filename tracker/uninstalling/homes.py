"""What in a folder is an installation's own, told by the names that Tracker gives. Nothing else is ever removed.

Links are never followed: they, and what they lead to, count as somebody else's.
"""

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from tracker.keys import KEY_BYTES

_OWN_FILES = (
    "key",
    "key.*.*",
    "ledger.db*",
    "*.sealed",
    "*.sealed.*",
    "*.lock",
    "running.json",
    "restored.json",
    "settings.toml",
)
_HOME = (*_OWN_FILES, "dashboard.spent*", "dashboard.mark*", "doctor-*")
_FOLDERS = {
    "journal": ("*.journal", "*.lock", "turn", "turn.*"),
    "lessons": ("*.lesson", "*.draft"),
    "password-uses": ("*.use", "*.draft"),
    "ca": ("mitmproxy-*", "believed.pem*", "wireguard*.conf", "config.yaml", "config.yml", "keys.yaml"),
    "state": ("*.json", "*.lock"),
    "exports": ("tmp????????",),
    "studies": ("*.sealed*",),
    "copies": ("ledger.db*", "*.journal"),
    "catalogue": ("*.json", "*.json.*", ".*-*"),
    "log": (),
    "world": ("authority*.pem", "server*.pem"),
}
_KEYS = ("key", "key.*.*", "mitmproxy-ca.pem", "mitmproxy-ca.p12", "wireguard*.conf")
_DEMO, _BROWSERS, _FETCHED = "demo", "browser", ".fetched-*"
_PROFILES = ("Local State", "Default", "prefs.js", "user.js", "cert9.db")  # in Chromium's, in Firefox's
_MARKS = ("ledger.db", "*.sealed", "keeper.lock", "running.lock")


class Contents(NamedTuple):
    """What is ours in a home: files in the order in which they go, browsers' profiles as a whole, folders, those within
    others first. What is `kept` is none of ours.
    """

    home: Path
    files: tuple[Path, ...]
    trees: tuple[Path, ...]
    folders: tuple[Path, ...]
    kept: tuple[Path, ...]

    @property
    def keys(self) -> tuple[Path, ...]:
        """The files without which nothing else can be read, or signed."""
        return tuple(path for path in self.files if _is_named(path, _KEYS))


def contents(home: Path) -> Contents | None:
    """Return what is in a folder, None where it is no home of Tracker's. Raises OSError."""
    if home.is_symlink() or not home.is_dir() or not _is_home(home):
        return None
    found = _Found()
    _look_at_home(home, found)
    files = sorted(found.files, key=lambda path: (not _is_named(path, _KEYS), path))
    folders = sorted(found.folders, key=lambda path: (-len(path.parts), path))
    return Contents(home, tuple(files), tuple(sorted(found.trees)), tuple(folders), tuple(sorted(found.kept)))


class _Found:
    def __init__(self) -> None:
        self.files: list[Path] = []
        self.trees: list[Path] = []
        self.folders: list[Path] = []
        self.kept: list[Path] = []


def _is_home(folder: Path) -> bool:
    """Whether Tracker ran here; a file that is just called `key` may be anybody's."""
    key = folder / "key"
    if key.is_file() and not key.is_symlink() and key.stat().st_size == KEY_BYTES:
        return True
    if any(_is_named(path, _MARKS) and path.is_file() for path in _entries(folder)):
        return True
    return any((folder / "ca").glob("mitmproxy-ca*")) or any((folder / "journal").glob("*-*.journal"))


def _look_at_home(home: Path, found: _Found) -> None:
    found.folders.append(home)
    for path in _entries(home):
        is_folder = path.is_dir() and not path.is_symlink()
        if is_folder and path.name in _FOLDERS:
            _look_at_folder(path, _FOLDERS[path.name], found)
        elif is_folder and path.name == _BROWSERS:
            _look_at_browsers(path, found)
        elif is_folder and path.name == _DEMO and (_is_home(path) or not any(path.iterdir())):
            _look_at_home(path, found)
        else:
            _sort(path, _HOME, found)


def _look_at_folder(folder: Path, names: tuple[str, ...], found: _Found) -> None:
    found.folders.append(folder)
    for path in _entries(folder):
        if _is_named(path, (_FETCHED,)) and path.is_dir() and not path.is_symlink():
            found.trees.append(path)  # an update that was killed
        else:
            _sort(path, names, found)


def _look_at_browsers(folder: Path, found: _Found) -> None:
    """Browsers fill their profiles with what they like: a folder that is one goes as a whole."""
    found.folders.append(folder)
    for path in _entries(folder):
        is_profile = path.is_dir() and not path.is_symlink() and any((path / name).exists() for name in _PROFILES)
        (found.trees if is_profile else found.kept).append(path)


def _sort(path: Path, names: tuple[str, ...], found: _Found) -> None:
    is_ours = _is_named(path, names) and path.is_file() and not path.is_symlink()
    (found.files if is_ours else found.kept).append(path)


def _is_named(path: Path, names: tuple[str, ...]) -> bool:
    return any(fnmatchcase(path.name, name) for name in names)


def _entries(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        yield from (folder / entry.name for entry in sorted(entries, key=lambda entry: entry.name))
