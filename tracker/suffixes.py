"""The Public Suffix List: the bundled one, or a newer one that the person fetched (`tracker catalog update`).

It is read once in a process: two requests of one run are never judged by two lists. Rules:
https://github.com/publicsuffix/list/wiki/Format#formal-algorithm
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, Self

from tracker import settings
from tracker.errors import ConfigurationError

_FILE = Path("catalogue", "public-suffixes.json")
_VERSION = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_UTC")
_SNAPSHOT = ".tld_set_snapshot"
_HEAD = 2000  # bytes at the bundled list's beginning: its version stands there
_MOST_LABELS = 127  # of a name in the DNS (RFC 1035)


class Suffixes(NamedTuple):
    """The rules of a list: names as they are, the names below which all are suffixes, and the exceptions from these."""

    version: str
    plain: frozenset[str]
    wild: frozenset[str]
    exceptions: frozenset[str]

    @classmethod
    def of(cls, version: str, rules: list[str]) -> Self:
        """The rules as the list writes them (`co.uk`, `*.ck`, `!www.ck`), in the spelling that travels as well."""
        spelled = {spelling for rule in rules for spelling in (rule, _travelling(rule))}
        return cls(
            version,
            frozenset(rule for rule in spelled if rule[:1] not in "!*"),
            frozenset(rule[2:] for rule in spelled if rule.startswith("*.")),
            frozenset(rule[1:] for rule in spelled if rule.startswith("!")),
        )

    def suffix(self, name: str) -> str:
        """Return the public suffix of a name in lower case, the name itself where it is one; '' where no rule fits."""
        labels = name.split(".", _MOST_LABELS)
        for place in range(len(labels)):
            here, above = ".".join(labels[place:]), ".".join(labels[place + 1 :])
            if here in self.exceptions:
                return above
            if here in self.plain or above in self.wild:
                return here
        return ""


@cache
def fetched() -> Suffixes | None:
    """Return the fetched list, or None: where none was fetched, it is broken, or the bundled one is as new."""
    import orjson

    try:
        head, _, rest = (settings.load().home / _FILE).read_bytes().partition(b"\n")
        version, body = orjson.loads(head)["version"], orjson.loads(rest)
        rules = [str(rule) for section in ("icann", "private") for rule in body[section]]
    except (OSError, ValueError, KeyError, TypeError, ConfigurationError):
        return None
    is_newer = isinstance(version, str) and _VERSION.fullmatch(version) and version > bundled_version()
    return Suffixes.of(version, rules) if is_newer else None


@cache
def bundled() -> Suffixes | None:
    """Return the list that comes with the program, or None: where the library does not have it in the place we know.

    Read here, for the library brings an HTTP client and locks along, which cost each request more than it.
    """
    try:
        lines = _snapshot().read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return None
    return Suffixes.of(bundled_version(), [line.split()[0] for line in lines if line.strip() and line[:2] != "//"])


def version() -> str:
    """Return which list counts, by the moment at which it was made; '' where it does not say."""
    newer = fetched()
    return newer.version if newer else bundled_version()


@cache
def bundled_version() -> str:
    """Return which list comes with the program, by the moment at which it was made; '' where it does not say."""
    try:
        head = _snapshot().read_bytes()[:_HEAD].decode("ascii", "replace")
    except OSError:
        return ""
    version = _VERSION.search(head)
    return version[0] if version else ""


def _snapshot() -> Path:
    found = find_spec("tldextract")
    return Path(str(found and found.origin)).parent / _SNAPSHOT


def _travelling(rule: str) -> str:
    """A rule in Punycode; one that cannot be written so stays as it is."""
    if rule.isascii():
        return rule
    try:
        return ".".join(label if label.isascii() else label.encode("idna").decode() for label in rule.split("."))
    except UnicodeError:
        return rule
