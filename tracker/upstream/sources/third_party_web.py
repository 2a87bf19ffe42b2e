"""third-party-web: companies of the web's third parties (https://github.com/patrickhulce/third-party-web, MIT).

A list of `{name, company?, homepage?, category, domains[]}`; `*.x` also matches `x`.
"""

from collections.abc import Mapping
from pathlib import Path

from tracker.upstream.documents import digest, json_of, objects_of, strings
from tracker.upstream.source import Converted, Part, Source
from tracker.upstream.vendor_rows import Company, VendorRows
from tracker.vendors.compiling import CATEGORIES

_FILE = "entities-nostats.json"


def read(files: Mapping[str, Path]) -> Converted:
    """Return its companies with their domains and hosts."""
    rows = VendorRows(SOURCE.name, None)
    for entity in objects_of(json_of(files[_FILE])):
        domains = [domain.lower() for domain in strings(entity.get("domains"))]
        category = entity.get("category")
        rows.add(
            Company(
                entity.get("name"),
                [domain[2:] for domain in domains if domain.startswith("*.")],
                [domain for domain in domains if not domain.startswith("*.")],
                parent=entity.get("company"),
                category=CATEGORIES.get(category, "other") if isinstance(category, str) else None,
                website=entity.get("homepage"),
            )
        )
    return Converted(len(rows), digest(files[_FILE]), rows.body())


SOURCE = Source(
    "third-party-web",
    "third-party-web",
    "vendors",
    "MIT",
    "https://github.com/patrickhulce/third-party-web/blob/main/LICENSE",
    (Part(_FILE, "https://cdn.jsdelivr.net/npm/third-party-web@latest/dist/entities-nostats.json"),),
    read,
    1500,
    "third-party-web, Copyright (c) 2019 Patrick Hulce",
)
