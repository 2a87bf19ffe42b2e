"""What the records in a request are about: the fields that stand together, and the words of the endpoint's path."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.detection.names import Setting, setting_of
from tracker.traffic import Field, Location, Request

type Place = tuple[Location, str]
"""A location, and the path to what holds a record: `user` for `user.name`, nothing for the fields of a form."""

_OF_RECORDS = frozenset({Location.QUERY, Location.FORM, Location.MULTIPART, Location.JSON, Location.WEBSOCKET})
_MOST_NAMES = 40  # of one record
_FEWEST = 2  # names that tell something of each other
_LONGEST_PATH = 512
_VERSION = re.compile(r"^([A-Za-z_-]{3,})\d$")
_NOWHERE: dict[Place, Setting] = {}


def settings_of(fields: Sequence[Field], request: Request) -> dict[Place, Setting]:
    """Return the settings of the records in a request, by their places. Where nothing is known, there is none."""
    path, _, query = request.target.partition("?")
    if not (request.body or "&" in query):
        return _NOWHERE
    records: dict[Place, dict[str, None]] = {}
    for field in fields:
        if field[0] in _OF_RECORDS and field[2]:
            place = field[0], field[1].rpartition(".")[0]
            names = records.get(place)
            if names is None:
                names = records[place] = {}
            if len(names) < _MOST_NAMES:
                names[field[2]] = None
    path = _words_of(path[:_LONGEST_PATH])
    found = {place: setting_of(tuple(names), path) for place, names in records.items() if path or len(names) >= _FEWEST}
    return {place: setting for place, setting in found.items() if setting is not Setting.UNKNOWN}


def place_of(field: Field) -> Place:
    """Return where the record lies that a field is of."""
    return field[0], field[1].rpartition(".")[0]


@lru_cache(1024)
def _words_of(path: str) -> str:
    """The path without the segments that name one thing among many; a word's version (`css2`, `oauth2`) is none."""
    words = (_VERSION.sub(r"\1", segment) for segment in path.split("/"))
    return "/".join(word for word in words if not any(map(str.isdigit, word)))
