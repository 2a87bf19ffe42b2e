"""The catalogue: what comes with the program in `tracker/data/vendors`, and over it what the person fetched and said.

- `third-party-web.json` is compiled (see `compiling`);
- `own.json` is joined (see `joining`) from `own/*.toml`, which say what we know better, each entry with its source, and
  from `hosting.toml`, which lists where anybody may be a tenant.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from tracker import settings
from tracker.errors import ConfigurationError
from tracker.vendors.catalogue import Catalogue, Facts, Rule, Vendor
from tracker.vendors.fetched import FOLDER, overlay_of, stamp

type Rules = tuple[dict[str, Rule], dict[str, Rule]]  # by exact host; by name with all below it


def builtin() -> Catalogue:
    """Return the catalogue that comes with the program, under what this installation fetched and the person said."""
    seen = edition()
    return _installed(seen) if seen else shipped()


def edition() -> tuple[Any, ...]:
    """Return what changes when the catalogue of this installation does, without reading it."""
    try:
        return stamp(_folder(os.environ.get("TRACKER_HOME")))
    except ConfigurationError:  # said by whatever needs the settings; whose a host is can be told without
        return ()


@lru_cache(4)
def _folder(_home: str | None) -> Path:
    """Asked for each row of a page: the settings are read once for each home."""
    return settings.load().home / FOLDER


@lru_cache(1)
def _installed(seen: tuple[Any, ...]) -> Catalogue:
    """Read anew when a file in the folder was replaced."""
    return shipped().under(overlay_of(Path(seen[0])))


@cache
def shipped() -> Catalogue:
    """Return the catalogue that comes with the program, alone."""
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
    rules: Rules = {}, {}
    for slug, name, parent, category, domains in compiled["vendors"]:
        vendors[slug] = Vendor(slug, name, parent, category)
        _add(rules, domains, slug, compiled["source"], is_compiled=True)
    for provider in own["provider"]:
        _add(rules, provider["domains"], None, f"hosted on {provider['name']}")
        if slug := provider.get("vendor"):  # tenants lie under the name, the name itself is the provider's
            _add(
                rules,
                (domain.removeprefix("*.") for domain in provider["domains"]),
                slug,
                "Tracker's own list",
            )
    for entry in own["vendor"]:
        slug = entry["slug"]
        vendors[slug] = _own(entry, vendors.get(slug))
        _add(rules, entry.get("domains", ()), slug, "Tracker's own list")
    owners = dict(_owners(compiled))
    return Catalogue(f"{compiled['source']}, own {own['version']}", vendors, *rules, owners)


def _own(entry: Mapping[str, Any], known: Vendor | None) -> Vendor:
    """What our own entry says, and for what it does not say, what was known before. An empty parent: there is none."""
    return Vendor(
        entry["slug"],
        entry["name"],
        entry.get("parent", known.parent if known else None) or None,
        entry.get("category", known.category if known else None),
        entry.get("country"),
    )


def _add(into: Rules, domains: Iterable[str], slug: str | None, source: str, *, is_compiled: bool = False) -> None:
    hosts, suffixes = into
    for domain in domains:
        rule = Rule(slug, f"{source}: {domain}" if slug else source, is_compiled)
        if domain.startswith("*."):
            suffixes[domain[2:]] = rule
        else:
            hosts[domain] = rule


def _owners(compiled: dict[str, Any]) -> Iterator[tuple[str, Rule]]:
    for domain, slug in compiled["owners"].items():
        yield domain, Rule(slug, f"{compiled['source']}: all it knows under {domain}")
