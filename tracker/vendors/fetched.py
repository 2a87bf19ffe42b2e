"""What the person fetched and said of companies, laid over the catalogue that comes with the program.

`tracker catalog update` puts converted sources into a folder, one file each: a line of JSON that says where they come
from, and one with `vendors`, `domains` and `hosts`. `tracker catalog correct` keeps the person's own word beside them.
A file that is broken is as if it were not there: `tracker catalog status` says so.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracker.vendors import converted
from tracker.vendors.catalogue import Fetched, Overlay, Rule, Vendor
from tracker.vendors.disguises import Disguises, disguises_of

FOLDER = "catalogue"
"""Under the home."""
CORRECTIONS = "corrections.json"
SOURCES = (
    "third-party-web",
    "adguard-companiesdb",
    "v2fly",
    "cname-originals",
    "ghostery-trackerdb",
    "disconnect",
    "duckduckgo",
)
"""In the order in which they are believed."""
LISTENERS = "cname-originals"
"""The one that lists nobody but those to whom sites lend names."""


def overlay_of(folder: Path) -> Overlay:
    """Return what lies in the catalogue's folder. Never raises for what the files hold."""
    said = list(_corrections(folder / CORRECTIONS))
    vendors = {vendor.slug: vendor for _, vendor in said}
    by_source = {name: found for name in SOURCES if (found := _fetched(folder / f"{name}.json"))}
    fetched = list(by_source.values())
    for found in fetched:
        for vendor in found.vendors:
            vendors.setdefault(vendor.slug, vendor)
    corrections = {domain: Rule(vendor.slug, f"your own correction: {domain}") for domain, vendor in said}
    disguises = disguises_of(folder)
    return Overlay(corrections, fetched, vendors, _version(said, fetched, disguises), disguises, _listeners(by_source))


def _listeners(by_source: dict[str, Fetched]) -> frozenset[str]:
    """The companies of that list that have a domain there: those above them lend themselves to nothing."""
    found = by_source.get(LISTENERS)
    if found is None:
        return frozenset()
    return frozenset(found.vendors[place].slug for place in {*found.domains.values(), *found.hosts.values()})


def _version(said: list[tuple[str, Vendor]], fetched: list[Fetched], disguises: Disguises | None) -> str:
    """A name for all this, by which the ledger sees that it must ask anew; empty where there is nothing."""
    if not said and not fetched and not disguises:
        return ""
    told = repr((said, [(found.via, len(found.domains), len(found.hosts)) for found in fetched]))
    if disguises:
        told += repr((disguises.via, len(disguises.hosts)))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _corrections(path: Path) -> Iterator[tuple[str, Vendor]]:
    try:
        entries = json.loads(path.read_bytes())["corrections"]
        yield from [(str(entry["domain"]), Vendor(str(entry["slug"]), str(entry["name"]))) for entry in entries]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return


def _fetched(path: Path) -> Fetched | None:
    try:
        via, body = converted.read(path)
        vendors = [Vendor(*row[:5]) for row in body["vendors"]]
        places = {*body["domains"].values(), *body["hosts"].values()}
        is_whole = places <= set(range(len(vendors)))
    except converted.BROKEN:
        return None
    return Fetched(via, vendors, body["domains"], body["hosts"]) if is_whole else None


def stamp(folder: Path) -> tuple[Any, ...]:
    """Return what changes when a file in the folder is replaced, its place first; empty where there is no folder."""
    try:
        status = folder.stat()
    except OSError:
        return ()
    return (str(folder), status.st_ino, status.st_mtime_ns)
