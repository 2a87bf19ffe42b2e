"""The Public Suffix List: under which names anybody registers (https://publicsuffix.org, MPL 2.0)."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from tracker.upstream import cleaning
from tracker.upstream.documents import digest, text_of
from tracker.upstream.source import MEGABYTE, Converted, Part, Source, UpstreamError

_FILE = "public_suffix_list.dat"
_MARK = re.compile(r"// ===(BEGIN|END) (ICANN|PRIVATE) DOMAINS===\s*\Z")
_VERSION = re.compile(r"// VERSION: (\S+)")
_MOST_LABELS = 9
_LONGEST = 63  # characters of a label


def read(files: Mapping[str, Path]) -> Converted:
    """Return the rules of both sections, as the list writes them (`co.uk`, `*.ck`, `!www.ck`), in its order."""
    rules: dict[str, list[str]] = {"icann": [], "private": []}
    version, section, ended = digest(files[_FILE]), None, set()
    for line in text_of(files[_FILE]).splitlines():
        if mark := _MARK.match(line):
            name = mark[2].lower()
            section = rules[name] if mark[1] == "BEGIN" else None
            ended |= {name} if mark[1] == "END" else set()
        elif found := _VERSION.match(line):
            version = cleaning.text(found[1], 40) or version
        elif line.strip() and not line.startswith("//"):
            _add(section, line.split()[0].lower())
    if ended != set(rules):
        raise UpstreamError(f"{_FILE} is cut off: the end of a section is missing")
    if not {"com", "org", "net"} <= set(rules["icann"]):
        raise UpstreamError(f"{_FILE} does not know .com, .org and .net: it is not the Public Suffix List")
    return Converted(len(rules["icann"]) + len(rules["private"]), version, dict(rules))


def _add(section: list[str] | None, rule: str) -> None:
    if section is None or not _is_rule(rule):
        raise UpstreamError(
            f"{_FILE} has the rule {cleaning.text(rule, 40)!r} where none can be: its format has changed"
        )
    section.append(rule)


def _is_rule(rule: str) -> bool:
    labels = rule.removeprefix("!" if rule.startswith("!") else "*.").split(".")
    return len(labels) <= _MOST_LABELS and all(map(_is_label, labels))


def _is_label(label: str) -> bool:
    """Of letters and digits of any script; several scripts need marks on or between their letters."""
    plain = label.replace("-", "")
    is_written = all(char.isalnum() or unicodedata.category(char).startswith("M") for char in plain)
    return is_written and label[:1] not in ("", "-") and len(label) <= _LONGEST


SOURCE = Source(
    "public-suffixes",
    "Public Suffix List",
    "suffixes",
    "MPL-2.0",
    "https://mozilla.org/MPL/2.0/",
    (Part(_FILE, "https://publicsuffix.org/list/public_suffix_list.dat", 4 * MEGABYTE),),
    read,
    5000,
    "Public Suffix List, Mozilla Foundation and contributors",
)
