"""JSON of any depth into fields, newline-delimited and broken JSON too.

Paths are `user.address[0].zip`; `$` is a document that is one bare value. In a list of `{"name": …, "value": …}` pairs
the name is what names the value. A list of bytes (`[109, 97, 105, 108]`, or `{"0": 109, "1": 97}` as JavaScript writes
typed arrays) is the text that they are; that step is called `decimal`.
"""

import json
import re
from collections import deque
from contextlib import suppress
from typing import Any

import orjson

from tracker.detection.limits import MAX_DEPTH, MAX_NAME, MAX_VALUE
from tracker.detection.place import Parsed, Place
from tracker.detection.unseen import Unseen
from tracker.traffic import Field

ROOT = "$"
_CONTAINERS = (dict, list)
_OPENINGS = ("{", "[", '"')
NOISE = re.compile(
    r"\s*(?:\)\]\}',?|for ?\(;;\);|while ?\(1\);|\d{1,8}(?=[\[{]))?\s*"
)  # guards; socket.io's packet type
_PAIR = re.compile(
    r'(?<=[{,\s])"((?:[^"\\]|\\.){1,80}+)"\s*+:\s*+(?:"((?:[^"\\]|\\.){1,4096}+)"|(-?\d[\d.eE+-]{0,40}))'
)
_MAX_SAVED = 1 << 18  # characters of a broken document that are looked through
DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
_OF_ONE_LIST = 4  # lists, in a document that has too many leaves
_SHORTEST_BYTES = 6  # numbers
_NAMING_KEYS = ("name", "key", "field", "id")


_made = tuple.__new__  # what a named tuple does, without a call in between: a document may have thousands of leaves


class _Full(Exception):  # noqa: N818 - not an error: the walk is over
    pass


def json_fields(text: str, place: Place, limit: int) -> Parsed | None:
    """Return the fields of a JSON text that lies there, or None when it is no JSON at all."""
    walk = _Walk(place, limit)
    try:
        document = orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):  # the latter: a lone surrogate
        return _loosely(text, walk)
    return walk.over([document])


def value_fields(document: object, place: Place, limit: int) -> Parsed:
    """Return the fields of a document that was read from another format, as dicts with text keys, lists and scalars."""
    return _Walk(place, limit).over([document])


class _Walk:
    """One walk over a document; collects the fields of its leaves in order."""

    __slots__ = ("encoding", "fields", "limit", "location", "missed", "place")

    def __init__(self, place: Place, limit: int) -> None:
        self.place, self.limit = place, limit
        self.location, self.encoding = place.location, place.encoding
        self.fields: list[Field] = []
        self.missed: Unseen | None = None

    def over(self, documents: list[Any]) -> Parsed:
        path, parents = self.place.path, self.place.names
        name = parents[-1] if parents else ""
        document = documents[0] if len(documents) == 1 else documents  # several in a row count as a list
        try:
            if isinstance(document, dict | list):
                self.into(document, path, name, parents, 0)
            else:
                self.leaf(path or ROOT, name, document, parents[:-1])
        except _Full:
            self.missed = Unseen.OVERSIZED
            first = _Glance(self.place, self.limit).through(document)
            self.fields = list(dict.fromkeys((*first, *self.fields)))[: self.limit]
        return Parsed(self.fields, self.missed)

    def into(self, node: Any, path: str, name: str, parents: tuple[str, ...], depth: int) -> None:
        """Walk a container. `parents` are the names down to it, `name` the last of them."""
        if depth >= MAX_DEPTH:
            self.missed = Unseen.OVERSIZED
        elif text := bytes_as_text(node):
            self.leaf(path or ROOT, name, text, parents[:-1], ("decimal",))
        elif isinstance(node, dict):
            self.members(node, path, parents, depth)
        else:
            for number, item in enumerate(node):
                place = f"{path}[{number}]"
                if isinstance(item, _CONTAINERS):
                    self.into(item, place, name, parents, depth + 1)
                else:
                    self.leaf(place, name, item, parents[:-1])

    def members(self, node: dict[str, Any], path: str, parents: tuple[str, ...], depth: int) -> None:
        prefix = path + "." if path else ""
        named = _named_by(node) if "value" in node else None
        for key, item in node.items():
            name = key if len(key) <= MAX_NAME else key[:MAX_NAME]
            if isinstance(item, _CONTAINERS):
                self.into(item, prefix + name, name, (*parents, name), depth + 1)
            else:
                self.leaf(prefix + name, named if named and key == "value" else name, item, parents)

    def leaf(self, path: str, name: str, value: object, parents: tuple[str, ...], steps: tuple[str, ...] = ()) -> None:
        text = value if isinstance(value, str) else shown(value)
        if not text:
            return
        if len(self.fields) >= self.limit:
            raise _Full
        if len(text) > MAX_VALUE:
            self.missed = Unseen.OVERSIZED
            text = text[:MAX_VALUE]
        encoding = self.encoding + steps if steps else self.encoding
        self.fields.append(_made(Field, (self.location, path, name, text, parents, encoding)))


class _Glance(_Walk):
    """A walk over a document that has more leaves than are looked at: what lies near its root goes before what lies
    deep in it, and of a list the first items count. Stack traces are long and deep; whose they are stands beside them.
    """

    __slots__ = ("following",)

    def __init__(self, place: Place, limit: int) -> None:
        super().__init__(place, limit)
        self.following: deque[tuple[Any, str, str, tuple[str, ...], int]] = deque()

    def into(self, node: Any, path: str, name: str, parents: tuple[str, ...], depth: int) -> None:
        """Walk a container after all that are nearer to the root."""
        if len(self.following) <= self.limit:
            few = node[: 1 + self.limit // _OF_ONE_LIST] if isinstance(node, list) else node
            self.following.append((few, path, name, parents, depth))

    def through(self, document: Any) -> list[Field]:
        """Return the fields of a container."""
        names = self.place.names
        self.into(document, self.place.path, names[-1] if names else "", names, 0)
        with suppress(_Full):
            while self.following:
                super().into(*self.following.popleft())
        return self.fields


def bytes_as_text(node: Any) -> str:
    """Return the text that a list of numbers is the bytes of; an empty one for any other container."""
    if isinstance(node, dict):
        if type(node.get("0")) is not int or list(node) != [str(number) for number in range(len(node))]:
            return ""
        node = list(node.values())
    if len(node) < _SHORTEST_BYTES or type(node[0]) is not int or type(node[-1]) is not int:
        return ""
    try:
        text = bytes(node).decode()
    except (TypeError, ValueError):
        return ""
    is_text = text.isprintable() and 2 * sum(map(str.isalnum, text)) > len(text)
    return text if is_text else ""


def shown(value: object) -> str:
    """Return how a leaf that is no text is shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _named_by(node: dict[str, Any]) -> str | None:
    """The name in `{"name": "email", "value": "…"}`: how form libraries send fields."""
    for key in _NAMING_KEYS:
        name = node.get(key)
        if isinstance(name, str) and 0 < len(name) <= MAX_NAME:
            return name
    return None


def _loosely(text: str, walk: _Walk) -> Parsed | None:
    """JSON after a guard, several documents in a row, numbers that are none; and what can be saved of broken JSON."""
    start = NOISE.match(text).end()  # type: ignore[union-attr] # matches the empty text, too
    if not text.startswith(_OPENINGS, start):
        return None
    documents, end = _documents(text, start, walk.limit)
    parsed = walk.over(documents)
    if end >= len(text):
        return parsed
    saved = _saved(text, end, walk)
    return Parsed(walk.fields, parsed.missed or Unseen.UNDECODABLE) if documents or saved else None


def _documents(text: str, start: int, limit: int) -> tuple[list[Any], int]:
    documents: list[Any] = []
    while start < len(text) and len(documents) < limit:
        try:
            document, start = DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            break
        documents.append(document)
        start = after_space(text, start)
    return documents, start


SPACE = re.compile(r"[\s,\x00\x1e]*")  # RFC 7464 puts a record separator before each text


def after_space(text: str, start: int) -> int:
    """Return where the next document begins."""
    return SPACE.match(text, start).end()  # type: ignore[union-attr] # matches the empty text, too


def _saved(text: str, start: int, walk: _Walk) -> bool:
    """Take the pairs of a document that is cut off or broken, with their own names alone. Whether there was one."""
    before, place = len(walk.fields), walk.place
    for match in _PAIR.finditer(text, start, start + _MAX_SAVED):
        if len(walk.fields) >= walk.limit:
            break
        walk.fields.append(place.field(match[1], _unescaped(match)))
    return len(walk.fields) > before


def _unescaped(match: re.Match[str]) -> str:
    text = match[2]
    if text is None:
        return match[3]
    try:
        return str(json.loads(f'"{text}"', strict=False)) if "\\" in text else text
    except ValueError:
        return text
