"""JustDeleteMe: how hard it is to delete an account, and where (https://github.com/jdm-contrib/jdm, MIT)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tracker.upstream import cleaning
from tracker.upstream.documents import digest, json_of, objects_of, strings
from tracker.upstream.source import Converted, Part, Source

_FILE = "sites.json"
DIFFICULTIES = {"easy", "medium", "hard", "limited", "impossible"}


def read(files: Mapping[str, Path]) -> Converted:
    """Return the services, and for each of their domains the number of its service."""
    services: list[dict[str, Any]] = []
    domains: dict[str, int] = {}
    for site in objects_of(json_of(files[_FILE])):
        names = [name for domain in strings(site.get("domains")) if (name := cleaning.domain(domain))]
        if (service := _service(site)) and names:
            for name in names:
                domains.setdefault(name, len(services))
            services.append(service)
    return Converted(len(services), digest(files[_FILE]), {"services": services, "domains": domains})


def _service(site: dict[str, Any]) -> dict[str, Any] | None:
    name, difficulty = cleaning.text(site.get("name")), site.get("difficulty")
    if name is None or not isinstance(difficulty, str) or difficulty not in DIFFICULTIES:
        return None
    return {
        "name": name,
        "difficulty": difficulty,
        "url": cleaning.url(site.get("url")),
        "email": cleaning.email(site.get("email")),
        "notes": cleaning.text(site.get("notes"), 1500),
    }


SOURCE = Source(
    "justdeleteme",
    "JustDeleteMe",
    "deletion",
    "MIT",
    "https://github.com/jdm-contrib/jdm/blob/master/LICENSE",
    (Part(_FILE, "https://raw.githubusercontent.com/jdm-contrib/jdm/master/_data/sites.json"),),
    read,
    500,
    "JustDeleteMe, Copyright (c) 2013-2020 Robb Lewis, The JDM Contrib Team, & various contributors",
)
