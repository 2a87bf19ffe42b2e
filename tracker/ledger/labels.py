"""What a person tags captures with (`country=fr`): text by key, kept with each capture, told with each of its rows."""

import re
from collections.abc import Iterable, Mapping

import orjson
from sqlalchemy import ColumnElement, Select, func, or_, select

from tracker.errors import ConfigurationError
from tracker.ledger import models as m

type Labels = Mapping[str, str]

MOST = 20
"""Labels of one capture."""
LONGEST = 100
"""Characters of a label's value."""
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,31}")


def checked(key: str, value: str) -> tuple[str, str]:
    """Return a label, its value without surrounding spaces. Raises ConfigurationError for what can be none."""
    if not _KEY.fullmatch(key):
        raise ConfigurationError(
            f"label {key!r}: a key is of 1 to 32 of a-z, 0-9, - and _, and begins with a letter, as in country=fr"
        )
    text = value.strip()
    if not text or len(text) > LONGEST or not text.isprintable():
        raise ConfigurationError(f"label {key}: a value is of 1 to {LONGEST} characters on one line")
    return key, text


def labels_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the labels of a capture. Raises ConfigurationError for too many, or one key with two values."""
    labels: dict[str, str] = {}
    for key, value in (checked(*pair) for pair in pairs):
        if labels.setdefault(key, value) != value:
            raise ConfigurationError(f"label {key}: it cannot be both {labels[key]!r} and {value!r}")
    if len(labels) > MOST:
        raise ConfigurationError(f"{len(labels)} labels: a capture takes {MOST} at most")
    return labels


def written(labels: Labels) -> str:
    """Return labels as the ledger keeps them: one JSON object, always in the same order."""
    return orjson.dumps(dict(labels), option=orjson.OPT_SORT_KEYS).decode()


def read(text: str) -> dict[str, str]:
    """Return what `written` made a text of."""
    labels: dict[str, str] = orjson.loads(text)
    return labels


def bearers(wanted: Iterable[tuple[str, str]]) -> Select[str]:
    """Return the question for the names of the captures that bear labels: of each key one of the values given."""
    values: dict[str, list[str]] = {}
    for key, value in wanted:
        values.setdefault(key, []).append(value)
    return select(m.Capture.source).where(*(or_(*(_bears(key, one) for one in some)) for key, some in values.items()))


def _bears(key: str, value: str) -> ColumnElement[bool]:
    """Labels have one spelling, in which a quotation mark within a text has a backslash before it: where this piece
    stands, that label is. Both databases tell capitals apart in `replace`, and SQLite does not in `LIKE`.
    """
    piece = written({key: value})[1:-1]
    return func.replace(m.Capture.labels, piece, "") != m.Capture.labels
