"""v2fly's domain lists: the domains of brands (https://github.com/v2fly/domain-list-community, MIT).

Its plain form has all `include:` resolved: lists with a name, a length, and rules as `"domain:x:@attribute"`. A domain
of several lists belongs to the smallest: `youtube` says more than `google`, which includes it.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tracker.upstream import cleaning
from tracker.upstream.documents import digest, text_of
from tracker.upstream.source import MEGABYTE, Converted, Part, Source, UpstreamError
from tracker.upstream.vendor_rows import Company, VendorRows
from tracker.vendors.loading import shipped

_FILE = "dlc.dat_plain.yml"
_URL = f"https://github.com/v2fly/domain-list-community/releases/latest/download/{_FILE}"
_NAME = re.compile(r"  - name: \"?([a-z0-9!_.-]{1,80})\"?\Z")
_LENGTH = re.compile(r"    length: (\d{1,9})\Z")
_RULE = re.compile(r'      - "(domain|full|regexp|keyword):([^"\\]{1,300})')
_NO_BRAND = re.compile(
    r"(?:category|geolocation|tld)(?:-|\Z)|(?:cn|gfw|private|connectivity-check|test-ipv6|google-registry-tld)\Z|xn--"
)


class Listed(NamedTuple):
    """A list: its name, the domains that count with what is below them, and the exact hosts."""

    name: str
    domains: list[str]
    hosts: list[str]


def read(files: Mapping[str, Path]) -> Converted:
    """Return a company for each list that is named for a brand, with its domains and hosts."""
    brands = [found for found in lists_of(text_of(files[_FILE])) if not _NO_BRAND.match(found.name)]
    rows = VendorRows(SOURCE.name, shipped())
    for brand in sorted(brands, key=lambda found: (len(found.domains) + len(found.hosts), found.name)):
        rows.add(Company(_title(brand.name), brand.domains, brand.hosts))
    return Converted(len(rows), digest(files[_FILE]), rows.body())


def lists_of(text: str) -> Iterator[Listed]:
    """Yield the lists in a plain file. Raises UpstreamError where one is shorter or longer than it says itself."""
    lines = iter(text.splitlines())
    if next(lines, None) != "lists:":
        raise UpstreamError("it does not begin with `lists:`: its format has changed")
    current, expected, count = Listed("", [], []), 0, 0
    for line in lines:
        if rule := _RULE.match(line):
            count += 1
            _take(current, rule[1], rule[2])
        elif name := _NAME.match(line):
            yield from _whole(current, expected, count)
            current, expected, count = Listed(name[1], [], []), 0, 0
        elif length := _LENGTH.match(line):
            expected = int(length[1])
        elif line.startswith("      - "):
            count += 1
    yield from _whole(current, expected, count)


def _take(current: Listed, kind: str, value: str) -> None:
    """A rule without its attributes; patterns are no domains."""
    if kind == "domain":
        current.domains.append(value.partition(":")[0])
    elif kind == "full":
        current.hosts.append(value.partition(":")[0])


def _whole(found: Listed, expected: int, count: int) -> Iterator[Listed]:
    if count != expected:
        raise UpstreamError(f"its list {found.name!r} says {expected:,} rules and has {count:,}")
    if found.name:
        yield found


def _title(name: str) -> str:
    """What the company is called, where we know it by that slug, else what the list is called."""
    known = shipped().vendor(name)
    return known.name if known and cleaning.text(known.name) else name


SOURCE = Source(
    "v2fly",
    "v2fly domain lists",
    "vendors",
    "MIT",
    "https://github.com/v2fly/domain-list-community/blob/master/LICENSE",
    (Part(_FILE, _URL, 32 * MEGABYTE, f"{_URL}.sha256sum"),),
    read,
    10_000,
    "v2fly domain-list-community, Copyright (c) 2018-2019 V2Ray",
)
