"""Ghostery TrackerDB: services, organisations and their domains (https://github.com/ghostery/trackerdb).

CC BY-NC-SA 4.0: fetched only by a person who agrees to use it for non-commercial purposes, and never shipped.
"""

from collections.abc import Mapping
from pathlib import Path

from tracker.upstream.documents import digest, json_of, named_objects, object_at, object_in, strings
from tracker.upstream.source import MEGABYTE, Converted, Part, Source
from tracker.upstream.sources.companiesdb import CATEGORIES
from tracker.upstream.vendor_rows import Company, VendorRows
from tracker.vendors.loading import shipped

_FILE = "trackerdb.json"


def read(files: Mapping[str, Path]) -> Converted:
    """Return its services with the organisations above them, and their domains."""
    document = object_in(json_of(files[_FILE]))
    organisations = object_in(document, "organizations")
    rows = VendorRows(SOURCE.name, shipped())
    for _, pattern in named_objects(object_in(document, "patterns")):
        above = object_at(organisations, pattern.get("organization"))
        rows.add(
            Company(
                pattern.get("name"),
                strings(pattern.get("domains")),
                parent=above.get("name"),
                category=CATEGORIES.get(str(pattern.get("category"))),
                country=above.get("country"),
                website=pattern.get("website_url") or above.get("website_url"),
            )
        )
    return Converted(len(rows), digest(files[_FILE]), rows.body())


SOURCE = Source(
    "ghostery-trackerdb",
    "Ghostery TrackerDB",
    "vendors",
    "CC BY-NC-SA 4.0",
    "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    (Part(_FILE, "https://github.com/ghostery/trackerdb/releases/latest/download/trackerdb.json", 32 * MEGABYTE),),
    read,
    1500,
    "Ghostery TrackerDB, Copyright Ghostery GmbH; converted",
    is_noncommercial=True,
)
