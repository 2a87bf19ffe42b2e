"""An adapter out of its TOML file. Whatever is wrong in one is said with the file's name and the key."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tracker.detection.adapters.model import PARAMETER, Adapter, Datum, Disclosed, Endpoint, Example
from tracker.errors import ConfigurationError
from tracker.taxonomy import Category
from tracker.traffic import Location

_LOCATIONS = {"parameter": PARAMETER, **{location.value: frozenset({location}) for location in Location}}
_PARAMETER = "parameter"
_EXAMPLE = "\n[[example]]"
_TWO_PARTS = re.compile("/[^/]+/[^/]+/")


class _Table:
    """A table of the file: every key is asked for once, and none is left over."""

    def __init__(self, table: object, place: str) -> None:
        if not isinstance(table, dict):
            raise ConfigurationError(f"{place}: must be a table")
        self._table: dict[str, Any] = dict(table)
        self.place = place

    def text(self, key: str, default: str | None = None) -> str:
        value = self._table.pop(key, default)
        if not isinstance(value, str):
            raise ConfigurationError(f"{self.place}: {key} must be text")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        value = self._table.pop(key, default)
        if not (isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)):
            raise ConfigurationError(f"{self.place}: {key} must be a list of texts")
        return tuple(value)

    def tables(self, key: str) -> "list[_Table]":
        value = self._table.pop(key, [])
        if not isinstance(value, list):
            raise ConfigurationError(f"{self.place}: {key} must be tables")
        return [_Table(item, f"{self.place}: {key} {number}") for number, item in enumerate(value, 1)]

    def number(self, key: str, default: float) -> float:
        value = self._table.pop(key, default)
        if not (isinstance(value, float) and 0 < value <= 1):
            raise ConfigurationError(f"{self.place}: {key} must be a number between 0 and 1")
        return value

    def flag(self, key: str) -> bool:
        value = self._table.pop(key, False)
        if not isinstance(value, bool):
            raise ConfigurationError(f"{self.place}: {key} must be true or false")
        return value

    def expression(self, key: str) -> re.Pattern[str] | None:
        text = self.text(key, "")
        try:
            return re.compile(text) if text else None
        except re.error as error:
            raise ConfigurationError(f"{self.place}: {key} is no regular expression ({error})") from error

    def one_of[T](self, key: str, known: Callable[[str], T], default: str | None = None) -> T:
        text = self.text(key, default)
        try:
            return known(text)
        except (KeyError, ValueError) as error:
            raise ConfigurationError(f"{self.place}: {key} is {text!r}, which is unknown") from error

    def mapping(self, key: str) -> Mapping[str, str]:
        value = self._table.pop(key, {})
        if not (isinstance(value, dict) and all(isinstance(item, str) for item in value.values())):
            raise ConfigurationError(f"{self.place}: {key} must be a table of texts")
        return value

    def close(self) -> None:
        """Refuse what was not asked for: a misspelt key would be a claim that is never made."""
        for key in self._table:
            raise ConfigurationError(f"{self.place}: {key} is no key of an adapter")


def read(path: Path, *, with_examples: bool = True) -> Adapter:
    """Return the adapter in a file. Raises ConfigurationError naming the file and the key.

    Its examples stand last and are half of it: who only reads traffic does without.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error})") from error
    return parsed(
        text if with_examples else text.partition(_EXAMPLE)[0], path.stem, str(path), with_examples=with_examples
    )


def parsed(text: str, slug: str, place: str, *, with_examples: bool = True) -> Adapter:
    """Return the adapter in a text. Raises ConfigurationError naming the place and the key."""
    try:
        table = _Table(tomllib.loads(text), place)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{place}: no TOML ({error})") from error
    source = table.text("source")
    adapter = Adapter(
        slug,
        table.text("name"),
        tuple(_endpoint(item) for item in table.tables("endpoint")),
        tuple(_datum(item, source) for item in table.tables("datum")),
        tuple(_example(item) for item in table.tables("example")),
        table.flag("lines"),
    )
    table.close()
    for key, items in (("endpoint", adapter.endpoints), ("datum", adapter.data), ("example", adapter.examples)):
        if not items and (with_examples or key != "example"):
            raise ConfigurationError(f"{place}: there must be at least one {key}")
    return adapter


def _endpoint(table: _Table) -> Endpoint:
    hosts = table.texts("hosts")
    endpoint = Endpoint(
        hosts,
        table.text("path", "/"),
        table.text("ends", ""),
        table.expression("pattern"),
        frozenset(table.texts("methods", ())),
    )
    if not hosts or not all(hosts):
        raise ConfigurationError(f"{table.place}: hosts must name at least one host")
    if "*" in hosts and not endpoint.ends and not _TWO_PARTS.match(endpoint.path):
        said = "ends must be given, or a path of two parts, where any host will do"
        raise ConfigurationError(f"{table.place}: {said}")
    table.close()
    return endpoint


def _datum(table: _Table, source: str) -> Datum:
    datum = Datum(
        table.one_of("in", _LOCATIONS.__getitem__, _PARAMETER),
        table.texts("paths"),
        table.one_of("category", Category),
        table.text("reasoning"),
        table.text("source", source),
        table.texts("encoding", ()),
        table.number("confidence", 0.95),
        table.expression("value"),
    )
    if datum.value is not None and datum.value.groups != 1:
        raise ConfigurationError(f"{table.place}: value must have one group")
    if not datum.source.startswith("https://"):
        raise ConfigurationError(f"{table.place}: source must be an https address")
    table.close()
    return datum


def _example(table: _Table) -> Example:
    body = table.text("body", "")
    example = Example(
        table.text("url"),
        table.text("method", "POST" if body else "GET"),
        tuple(table.mapping("headers").items()),
        body or None,
        tuple(_disclosed(item) for item in table.tables("discloses")),
    )
    table.close()
    return example


def _disclosed(table: _Table) -> Disclosed:
    disclosed = Disclosed(table.one_of("in", Location), table.text("path"), table.one_of("category", Category))
    table.close()
    return disclosed
