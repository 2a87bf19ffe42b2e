"""What no rule touches, whatever it says: without it, log-ins and payments would not work."""

import tomllib
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from tracker.disclosure import Party
from tracker.rules.rule import Facts
from tracker.taxonomy import Category


class Exemption(NamedTuple):
    """Data that are not touched on their way to some, and why. What is empty means any."""

    reason: str
    categories: frozenset[Category]
    is_first_party: bool
    kinds: frozenset[str]
    hosts: frozenset[str]

    def covers(self, facts: Facts) -> bool:
        """Return whether such a disclosure is exempt. Whoever is not known to be a third party counts as the site."""
        return (
            facts.category in self.categories
            and not (self.is_first_party and facts.party is Party.THIRD)
            and (not self.kinds or facts.kind in self.kinds)
            and (not self.hosts or facts.host in self.hosts)
        )


def reason_not_to_touch(facts: Facts) -> str:
    """Return why a disclosure is left as it is; empty where it need not be."""
    return next((exemption.reason for exemption in exemptions() if exemption.covers(facts)), "")


@lru_cache(4096)
def is_for_signing_in(host: str) -> bool:
    """Return whether a host is one by which other sites sign people in."""
    return any(fnmatchcase(host, pattern) for pattern in _document()["signing_in"]["hosts"])


@cache
def exemptions() -> tuple[Exemption, ...]:
    """Return the exemptions of `tracker/data/rules/untouched.toml`."""
    return tuple(
        Exemption(
            entry["reason"],
            frozenset(map(Category, entry["categories"])),
            entry.get("first_party", False),
            frozenset(entry.get("kinds", ())),
            frozenset(entry.get("hosts", ())),
        )
        for entry in _document()["untouched"]
    )


@cache
def _document() -> dict[str, Any]:
    text = (resources.files("tracker") / "data" / "rules" / "untouched.toml").read_text("utf-8")
    return tomllib.loads(text)
