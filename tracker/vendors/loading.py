"""The built-in catalogue: what comes with the program in `tracker/data/vendors`, read when it is first asked for.

- `third-party-web.json` is compiled (see `compiling`), and gives most;
- `own.toml` says what we know better, each entry with its source;
- `hosting.toml` lists where anybody may be a tenant.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from tracker.vendors.catalogue import Catalogue, Rule, Vendor


@cache
def builtin() -> Catalogue:
    """Return the catalogue that comes with the program."""
    folder = resources.files("tracker") / "data" / "vendors"
    return catalogue_of(
        json.loads((folder / "third-party-web.json").read_bytes()),
        tomllib.loads((folder / "own.toml").read_text(encoding="utf-8")),
        tomllib.loads((folder / "hosting.toml").read_text(encoding="utf-8")),
    )


def catalogue_of(compiled: dict[str, Any], own: dict[str, Any], hosting: dict[str, Any]) -> Catalogue:
    """Return the catalogue of these three documents: what is our own goes before hosting, and both before the rest."""
    vendors: dict[str, Vendor] = {}
    hosts: dict[str, Rule] = {}
    suffixes: dict[str, Rule] = {}
    for slug, name, parent, category, domains in compiled["vendors"]:
        vendors[slug] = Vendor(slug, name, parent, category)
        _add(hosts, suffixes, domains, slug, compiled["source"])
    for provider in hosting["provider"]:
        _add(hosts, suffixes, provider["domains"], None, f"hosted on {provider['name']}")
    for entry in own["vendor"]:
        vendors[entry["slug"]] = _own(entry, vendors)
        _add(hosts, suffixes, entry.get("domains", ()), entry["slug"], "Tracker's own list")
    owners = dict(_owners(compiled))
    return Catalogue(f"{compiled['source']}, own {own['version']}", vendors, hosts, suffixes, owners)


def _own(entry: dict[str, Any], vendors: Mapping[str, Vendor]) -> Vendor:
    """What our own entry says, and for what it does not say, what was known before."""
    known = vendors.get(entry["slug"])
    return Vendor(
        entry["slug"],
        entry["name"],
        entry.get("parent") or (known.parent if known else None),
        entry.get("category") or (known.category if known else None),
        entry.get("country"),
    )


def _add(hosts: dict[str, Rule], suffixes: dict[str, Rule], domains: list[str], slug: str | None, source: str) -> None:
    for domain in domains:
        if domain.startswith("*."):
            suffixes[domain[2:]] = Rule(slug, f"{source}: {domain}" if slug else source)
        else:
            hosts[domain] = Rule(slug, f"{source}: {domain}" if slug else source)


def _owners(compiled: dict[str, Any]) -> Iterator[tuple[str, Rule]]:
    for domain, slug in compiled["owners"].items():
        yield domain, Rule(slug, f"{compiled['source']}: all it knows under {domain}")
