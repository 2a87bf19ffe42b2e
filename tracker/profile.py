"""The person's own values: what to look for in every encoding and hash."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracker.errors import ConfigurationError
from tracker.phrasing import gettext
from tracker.taxonomy import Category

_SHORTEST_TEXT = 3
_CODE = 2  # characters of a country's code


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the person's, with its category.

    `origin` is the site (registrable domain) on whose form the person gave it, where it was learnt there; empty where
    they named it themselves. It changes nothing in what is looked for: values that differ in it alone are equal.
    """

    category: Category
    value: str = field(repr=False)
    origin: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Profile:
    """The person's values. `country` (ISO 3166-1 alpha-2) says how to read national phone numbers."""

    values: tuple[Value, ...] = ()
    country: str | None = None


EMPTY = Profile()


def load(path: Path) -> Profile:
    """Return the profile in a TOML file. Raises ConfigurationError naming the file and the entry that is wrong."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path}: no such profile file") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: not a readable TOML file ({error})") from error
    try:
        return from_document(document)
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error}") from error


def from_document(document: dict[str, Any]) -> Profile:
    """Return the profile that a parsed TOML document holds (see `load`)."""
    entries = document.get("value", [])
    if not isinstance(entries, list):
        raise ConfigurationError("write each value under a [[value]] heading of its own")
    values = tuple(_value(number, entry) for number, entry in enumerate(entries, 1))
    return Profile(values, checked_country(document.get("country")))


def checked_country(country: object) -> str | None:
    """Return a country code in upper case. Raises ConfigurationError for what is none."""
    if country is None:
        return None
    if not (isinstance(country, str) and len(country) == 2 and country.isascii() and country.isalpha()):
        raise ConfigurationError(f'country must be two letters, as in "FR", not {country!r}')
    if not _is_country(country):
        raise ConfigurationError(f"country must be a code of ISO 3166-1, not {country!r}")
    return country.upper()


def _is_country(code: str) -> bool:
    from phonenumbers import SUPPORTED_REGIONS

    return code.upper() in SUPPORTED_REGIONS


def _value(number: int, entry: object) -> Value:
    if not isinstance(entry, dict):
        raise ConfigurationError(f"value {number}: write it under a [[value]] heading")
    return checked_value(entry.get("category"), entry.get("value"), f"value {number}: ")


def checked_value(category: object, value: object, place: str = "") -> Value:
    """Return a profile value. Raises ConfigurationError for an unknown category or a value that cannot be found."""
    try:
        known = Category(str(category))
    except ValueError as error:
        raise ConfigurationError(f"{place}unknown category {category!r}; one of: {_listed(Category)}") from error
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(f"{place}{gettext('value must be text that is not empty')}")
    if fault := _fault(known, value.strip()):
        raise ConfigurationError(f"{place}{fault}")
    return Value(known, value.strip())


def _fault(category: Category, value: str) -> str | None:
    """Say why a value makes no sense, without it."""
    if category is Category.EMAIL_ADDRESS and not all(value.rpartition("@")):
        return gettext("an e-mail address has an @ with something on either side")
    if category is Category.TEXT and len(value) < _SHORTEST_TEXT:
        return gettext(
            "a text must have at least %(number)s characters: shorter ones are everywhere", number=_SHORTEST_TEXT
        )
    if category is Category.COUNTRY and len(value) <= _CODE and not _is_country(value):
        return gettext('a country is a code of ISO 3166-1, as in "FR", or a name')
    return None


def _listed(categories: Iterable[Category]) -> str:
    return ", ".join(category.value for category in categories)
