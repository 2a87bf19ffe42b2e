"""Which fields of a request edits speak of."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from tracker.rewriting.edit import Edit, Left, Reason
from tracker.rewriting.wishes import Wish, occurrences
from tracker.traffic import Field, Location

_LEAST_TELLING = 4  # characters by which a value is recognised in another spelling
_NOT_TELLING = re.compile(r"[\W_]+")
_MOST = 200  # edits of one request: what one value may hold nested, too

type Place = tuple[Location, str]


class Resolved(NamedTuple):
    """What is to become of the fields, and what edits speak of none."""

    wishes: list[Wish]
    left: list[Left]


def resolved(edits: Iterable[Edit], fields: Iterable[Field]) -> Resolved:
    """Return the fields that edits speak of, each once, with all edits that speak of it."""
    places = defaultdict[Place, list[Field]](list)
    for field in dict.fromkeys(fields):
        places[field.location, field.path].append(field)
    chosen: dict[Field, list[Edit]] = {}
    left: list[Left] = []
    for number, edit in enumerate(dict.fromkeys(edits)):
        found = _fields(edit, places) if number < _MOST else Reason.TOO_MANY
        if isinstance(found, Reason):
            left.append(Left(edit, found, _holder(edit, places)))
            continue
        for field in found:
            chosen.setdefault(field, []).append(edit)
    return Resolved([Wish(field, tuple(said)) for field, said in chosen.items()], left)


def _holder(edit: Edit, places: dict[Place, list[Field]]) -> Edit | None:
    """What takes the field out instead of replacing its value."""
    if edit.replacement is None or not _candidates(edit, places):
        return None
    return edit._replace(replacement=None)


def _candidates(edit: Edit, places: dict[Place, list[Field]]) -> list[Field]:
    """The fields at an edit's place, as far decoded as it says: a hash is made of the value, and no step to undo."""
    listed = places.get((edit.location, edit.path), [])
    listed = [field for field in listed if edit.encoding[: len(field.encoding)] == field.encoding]
    deepest = max((len(field.encoding) for field in listed), default=0)
    return [field for field in listed if len(field.encoding) == deepest]


def _fields(edit: Edit, places: dict[Place, list[Field]]) -> list[Field] | Reason:
    listed = _candidates(edit, places)
    if not listed:
        return Reason.NOT_FOUND
    for holds in (_is_it, _holds_it, _holds_its_letters):
        found = [field for field in listed if holds(field.value, edit.value)]
        if found:
            return found
    if edit.replacement is None:
        return listed  # what one of them was made of cannot be told: all that lie at that place go
    if len(listed[0].encoding) < len(edit.encoding):
        return Reason.HASHED
    if edit.value.casefold() in edit.path.casefold():
        return Reason.IN_NAME
    found = [field for field in listed if _is_alike(field.value, edit.value)] or listed
    return found if len(found) == 1 else Reason.AMBIGUOUS


def _is_it(text: str, value: str) -> bool:
    return text == value


def _holds_it(text: str, value: str) -> bool:
    return value != "" and value in text


def _holds_its_letters(text: str, value: str) -> bool:
    return bool(occurrences(value, text))


def _is_alike(text: str, value: str) -> bool:
    """Whether a text is the value in another spelling: `06 12 34 56 78` is `+33612345678`."""
    one, other = (_NOT_TELLING.sub("", each).casefold().lstrip("0") for each in (text, value))
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_TELLING and short in long
