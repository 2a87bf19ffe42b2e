"""Where sites' own pages lie at companies that listen elsewhere: blogs, surveys (`tracker/data/vendors/pages.toml`)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


def host_of_pages(name: str) -> str | None:
    """Return the company that hosts others' pages under a name, or None where it is not known for that."""
    hosts, labels = _hosts(), name.split(".")
    parents = (".".join(labels[start:]) for start in range(max(0, len(labels) - _MOST_LABELS), len(labels)))
    return next((hosts[parent] for parent in parents if parent in hosts), None)


_MOST_LABELS = 4  # of the names that are listed


@cache
def _hosts() -> Mapping[str, str]:
    data = (resources.files("tracker") / "data" / "vendors" / "pages.toml").read_text(encoding="utf-8")
    return {domain: entry["name"] for entry in tomllib.loads(data)["pages"] for domain in entry["domains"]}
