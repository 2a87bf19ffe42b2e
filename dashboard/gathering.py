"""Gathers for translators what our data says to readers: `make messages` has pybabel call it on each TOML file."""

import tomllib
from collections.abc import Iterator
from typing import IO, Any

_Found = tuple[int, None, str, list[str]]


def knowledge(file: IO[bytes], *_pybabel: object, **_options: object) -> Iterator[_Found]:
    """Return what our data say to readers, as Babel wants messages; the line is not told.

    That is an adapter's reasonings, what cookies are for, and what presets of rules do and why some data are spared.
    """
    data = tomllib.load(file)
    for text in (*_reasonings(data), *_purposes(data), *_rules(data)):
        yield 1, None, text, []


def _reasonings(adapter: dict[str, Any]) -> Iterator[str]:
    for datum in adapter.get("datum", ()):
        yield datum["reasoning"]


def _purposes(cookies: dict[str, Any]) -> Iterator[str]:
    for group in cookies.get("group", ()):
        for table in group.values():
            if isinstance(table, dict):
                yield from table.values()


def _rules(data: dict[str, Any]) -> Iterator[str]:
    for preset in data.get("preset", ()):
        yield from (preset["name"], preset["text"])
    for exemption in data.get("untouched", ()):
        yield exemption["reason"]
