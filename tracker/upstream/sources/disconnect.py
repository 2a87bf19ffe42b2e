"""Disconnect's lists: entities and what their domains are for.

Source: https://github.com/disconnectme/disconnect-tracking-protection

CC BY-NC-SA 4.0: fetched only by a person who agrees to use it for non-commercial purposes, and never shipped. Beside
the lists of domains stand marks like `"session-replay": "true"`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tracker.upstream.documents import digest, json_of, named_objects, object_in, objects_of, strings
from tracker.upstream.source import Converted, Part, Source
from tracker.upstream.vendor_rows import Company, VendorRows
from tracker.vendors.loading import shipped

_BASE = "https://raw.githubusercontent.com/disconnectme/disconnect-tracking-protection/master"
_CATEGORIES = {
    "Advertising": "advertising",
    "Analytics": "analytics",
    "Social": "social",
    "ConsentManagers": "consent",
    "Email": "mail",
    "EmailAggressive": "mail",
}


class Service(NamedTuple):
    """A company in one of Disconnect's categories."""

    name: str
    category: str | None
    website: str
    domains: list[str]


def read(files: Mapping[str, Path]) -> Converted:
    """Return its entities with their domains; category and website come from its services."""
    services: dict[str, Service] = {}
    for found in _services(files["services.json"]):
        known = services.get(found.name)
        services[found.name] = known._replace(domains=known.domains + found.domains) if known else found
    rows = VendorRows(SOURCE.name, shipped())
    entities = dict(named_objects(object_in(json_of(files["entities.json"]), "entities")))
    for name, service in services.items():
        rows.add(Company(name, service.domains, category=service.category, website=service.website))
    for name, entity in entities.items():
        known = services.get(name)
        rows.add(
            Company(
                name,
                [*strings(entity.get("properties")), *strings(entity.get("resources"))],
                category=known.category if known else None,
                website=known.website if known else None,
            )
        )
    return Converted(len(rows), digest(files["entities.json"]), rows.body())


def _services(path: Path) -> Iterator[Service]:
    for category, listed in object_in(json_of(path), "categories").items():
        for entry in objects_of(listed):
            for name, sites in named_objects(entry):
                for website, domains in sites.items():
                    if isinstance(domains, list):
                        yield Service(name, _CATEGORIES.get(category), website, strings(domains))


SOURCE = Source(
    "disconnect",
    "Disconnect",
    "vendors",
    "CC BY-NC-SA 4.0",
    "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    (Part("services.json", f"{_BASE}/services.json"), Part("entities.json", f"{_BASE}/entities.json")),
    read,
    1500,
    "Copyright 2010-2026 Disconnect, Inc.; converted",
    is_noncommercial=True,
)
