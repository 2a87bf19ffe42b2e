"""Rules for those who do not want to write any: ready-made lists, each with a name and a sentence in plain words."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from tracker.disclosure import Manner, Party
from tracker.rules.rule import Action, Otherwise, Rule
from tracker.taxonomy import Category


class Preset(NamedTuple):
    """A list of rules in their order."""

    slug: str
    name: str
    text: str
    rules: tuple[Rule, ...]


@cache
def presets() -> dict[str, Preset]:
    """Return the presets by slug, the default first."""
    text = (resources.files("tracker") / "data" / "rules" / "presets.toml").read_text("utf-8")
    found = (_preset(entry) for entry in tomllib.loads(text)["preset"])
    return {preset.slug: preset for preset in found}


def _preset(entry: dict[str, Any]) -> Preset:
    slug, name = entry["slug"], entry["name"]
    rules = tuple(
        Rule(
            f"{slug}-{number}",
            Action(rule["action"]),
            kinds=frozenset(rule.get("kinds", ())),
            party=Party(rule["party"]) if "party" in rule else None,
            categories=frozenset(map(Category, rule["categories"])),
            manner=Manner(rule["manner"]) if "manner" in rule else None,
            otherwise=Otherwise(rule.get("otherwise", "strip")),
            name=name,
            preset=slug,
        )
        for number, rule in enumerate(entry.get("rules", ()), 1)
    )
    return Preset(slug, name, entry["text"], rules)
