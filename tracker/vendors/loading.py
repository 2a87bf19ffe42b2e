"""The built-in catalogue: what comes with the program in `tracker/data/vendors`, read when it is first asked for.

- `third-party-web.json` is compiled (see `compiling`);
- `own.json` is joined (see `joining`) from `own/*.toml`, which say what we know better, each entry with its source, and
  from `hosting.toml`, which lists where anybody may be a tenant.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from tracker.vendors.catalogue import Catalogue, Facts, Rule, Vendor


@cache
def builtin() -> Catalogue:
    """Return the catalogue that comes with the program."""
    folder = resources.files("tracker") / "data" / "vendors"
    return catalogue_of(
        json.loads((folder / "third-party-web.json").read_bytes()), json.loads((folder / "own.json").read_bytes())
    )


@cache
def builtin_facts() -> Mapping[str, Facts]:
    """Return what else we know of our own vendors, by slug: read when a page asks for it, not at each start."""
    own = json.loads((resources.files("tracker") / "data" / "vendors" / "own.json").read_bytes())
    return {entry["slug"]: Facts(*map(entry.get, Facts._fields)) for entry in own["vendor"]}


def catalogue_of(compiled: dict[str, Any], own: dict[str, Any]) -> Catalogue:
    """Return the catalogue of these documents: our vendors go before our hosting, and both before the compiled rest."""
    vendors: dict[str, Vendor] = {}
    hosts: dict[str, Rule] = {}
    suffixes: dict[str, Rule] = {}
    for slug, name, parent, category, domains in compiled["vendors"]:
        vendors[slug] = Vendor(slug, name, parent, category)
        _add(hosts, suffixes, domains, slug, compiled["source"])
    for provider in own["provider"]:
        _add(hosts, suffixes, provider["domains"], None, f"hosted on {provider['name']}")
        if slug := provider.get("vendor"):  # tenants lie under the name, the name itself is the provider's
            _add(
                hosts,
                suffixes,
                (domain.removeprefix("*.") for domain in provider["domains"]),
                slug,
                "Tracker's own list",
            )
    for entry in own["vendor"]:
        slug = entry["slug"]
        vendors[slug] = _own(entry, vendors.get(slug))
        _add(hosts, suffixes, entry.get("domains", ()), slug, "Tracker's own list")
    owners = dict(_owners(compiled))
    return Catalogue(f"{compiled['source']}, own {own['version']}", vendors, hosts, suffixes, owners)


def _own(entry: Mapping[str, Any], known: Vendor | None) -> Vendor:
    """What our own entry says, and for what it does not say, what was known before. An empty parent: there is none."""
    return Vendor(
        entry["slug"],
        entry["name"],
        entry.get("parent", known.parent if known else None) or None,
        entry.get("category", known.category if known else None),
        entry.get("country"),
    )


def _add(
    hosts: dict[str, Rule], suffixes: dict[str, Rule], domains: Iterable[str], slug: str | None, source: str
) -> None:
    for domain in domains:
        rule = Rule(slug, f"{source}: {domain}" if slug else source)
        if domain.startswith("*."):
            suffixes[domain[2:]] = rule
        else:
            hosts[domain] = rule


def _owners(compiled: dict[str, Any]) -> Iterator[tuple[str, Rule]]:
    for domain, slug in compiled["owners"].items():
        yield domain, Rule(slug, f"{compiled['source']}: all it knows under {domain}")
