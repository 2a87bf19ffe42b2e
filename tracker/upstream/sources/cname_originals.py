"""AdGuard cname-trackers: where sites' own-looking names lead (https://github.com/AdguardTeam/cname-trackers, MIT).

A filter list in which comments name the company: `! Company: X`, then `||domain^` lines.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from tracker.upstream import cleaning
from tracker.upstream.documents import digest, text_of
from tracker.upstream.source import MEGABYTE, Converted, Part, Source
from tracker.upstream.vendor_rows import Company, VendorRows
from tracker.vendors.loading import shipped

_FILE = "combined_original_trackers.txt"
_COMMENT = re.compile(r"!\s*(Company|TimeUpdated):\s*(\S.*)")
_DOMAIN = re.compile(r"\|\|([^\s^/]{1,255})\^\Z")


def read(files: Mapping[str, Path]) -> Converted:
    """Return the companies that the list names, with the domains behind which they stand."""
    domains: dict[str, list[object]] = {}
    company, version = "", digest(files[_FILE])
    for line in text_of(files[_FILE]).splitlines():
        if comment := _COMMENT.match(line):
            if comment[1] == "Company":
                company = comment[2].strip()
            else:
                version = cleaning.text(comment[2], 40) or version
        elif company and (domain := _DOMAIN.match(line.strip())):
            domains.setdefault(company, []).append(domain[1])
    rows = VendorRows(SOURCE.name, shipped())
    for name, found in domains.items():
        rows.add(Company(name, found))
    return Converted(len(rows), version, rows.body())


SOURCE = Source(
    "cname-originals",
    "AdGuard CNAME list",
    "vendors",
    "MIT",
    "https://github.com/AdguardTeam/cname-trackers/blob/master/LICENSE",
    (Part(_FILE, f"https://raw.githubusercontent.com/AdguardTeam/cname-trackers/master/data/{_FILE}", 4 * MEGABYTE),),
    read,
    30,
    "AdGuard cname-trackers, Copyright (c) AdGuard Software",
)
