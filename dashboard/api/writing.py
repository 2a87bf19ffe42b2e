"""Answers as JSON: moments as exports write them, days as ISO 8601, words of a vocabulary as they are."""

from dataclasses import fields
from typing import Any

from tracker.ledger.queries.how import How
from tracker.rows import json_bytes


def written(answer: object) -> bytes:
    """Return an answer (a dataclass, or what JSON has) as JSON in UTF-8."""
    return json_bytes(answer)


def shaped[Shape](shape: type[Shape], row: object, **more: Any) -> Shape:
    """Return a dataclass with the fields of a row that have the same names, and those that are given."""
    names = [field.name for field in fields(shape) if field.name not in more]  # type: ignore[arg-type]
    return shape(**{name: getattr(row, name) for name in names}, **more)


def told(how: How) -> dict[str, Any]:
    """Return how something left under the keys that answers have for it."""
    return {
        "manners": how.manners,
        "is_first_party": how.is_first_party,
        "is_third_party": how.is_third_party,
        "is_plain": how.is_plain,
    }
