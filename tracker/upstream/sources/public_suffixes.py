"""The Public Suffix List: under which names anybody registers (https://publicsuffix.org, MPL 2.0)."""

import re
from collections.abc import Mapping
from pathlib import Path

from tracker.upstream import cleaning
from tracker.upstream.documents import digest, text_of
from tracker.upstream.source import MEGABYTE, Converted, Part, Source, UpstreamError

_FILE = "public_suffix_list.dat"
_MARK = re.compile(r"// ===(BEGIN|END) (ICANN|PRIVATE) DOMAINS===\s*\Z")
_VERSION = re.compile(r"// VERSION: (\S+)")
_RULE = re.compile(r"(?:!|\*\.)?[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){0,8}\Z")


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
    if section is None or not _RULE.match(rule):
        raise UpstreamError(
            f"{_FILE} has the rule {cleaning.text(rule, 40)!r} where none can be: its format has changed"
        )
    section.append(rule)


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
