"""DuckDuckGo's blocklist: entities and their domains (https://github.com/duckduckgo/tracker-blocklists).

CC BY-NC-SA 4.0: fetched only by a person who agrees to use it for non-commercial purposes, and never shipped.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tracker.upstream import cleaning
from tracker.upstream.documents import digest, json_of, named_objects, object_in, strings
from tracker.upstream.source import MEGABYTE, Converted, Part, Source
from tracker.upstream.vendor_rows import Company, VendorRows
from tracker.vendors.loading import shipped

_FILE = "extension-tds.json"
_CATEGORIES = {
    "Advertising": "advertising",
    "Ad Motivated Tracking": "advertising",
    "Analytics": "analytics",
    "Audience Measurement": "analytics",
    "Third-Party Analytics Marketing": "analytics",
    "Social - Comment": "social",
    "Social - Share": "social",
    "Social Network": "social",
    "Consent Management Platform": "consent",
    "Tag Manager": "tag-manager",
    "CDN": "cdn",
}


def read(files: Mapping[str, Path]) -> Converted:
    """Return its entities with their domains; website and category are those of the first listed host of an entity."""
    document = object_in(json_of(files[_FILE]))
    listed: dict[str, dict[str, Any]] = {}
    for _, host in named_objects(object_in(document, "trackers")):
        if isinstance(owner := host.get("owner"), dict):
            listed.setdefault(str(owner.get("name")), host)
    rows = VendorRows(SOURCE.name, shipped())
    for name, entity in named_objects(object_in(document, "entities")):
        host = listed.get(name, {})
        website = host["owner"].get("url") if host else None
        rows.add(
            Company(
                cleaning.text(entity.get("displayName")) or name,
                strings(entity.get("domains")),
                category=next(
                    (found for word in strings(host.get("categories")) if (found := _CATEGORIES.get(word))), None
                ),
                website=website,
            )
        )
    return Converted(len(rows), digest(files[_FILE]), rows.body())


SOURCE = Source(
    "duckduckgo",
    "DuckDuckGo blocklist",
    "vendors",
    "CC BY-NC-SA 4.0",
    "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    (Part(_FILE, "https://staticcdn.duckduckgo.com/trackerblocking/v6/current/extension-tds.json", 32 * MEGABYTE),),
    read,
    1500,
    "DuckDuckGo Tracker Radar, Copyright Duck Duck Go, Inc.; converted",
    is_noncommercial=True,
)
