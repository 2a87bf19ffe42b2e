"""The target of a request into fields: its query, and what in its path looks like a value.

A path's segment is a field when it cannot be but a value: it has an `@`, digits in number, or is long and random. It is
called after the segment before it (`/user/8842913` is `user`), and its path is its index: `[1]`. `;src=1` and `src=1`
in a path are fields by name. What the person's own values are looked for in is every segment.
"""

import re
from functools import lru_cache

from tracker.detection.bodies.urlencoded import pair_field, split_pairs
from tracker.detection.gathering import Gathering, size_within, unfolded
from tracker.detection.limits import MAX_FIELDS, MAX_NESTED_TEXT, MAX_VALUE
from tracker.detection.pairs import Memory, gather_pairs
from tracker.detection.percent import percent_decoded
from tracker.detection.place import Place
from tracker.remembering import Remembered
from tracker.traffic import Field, Location

_QUERY = Place(Location.QUERY)
_PATH = Place(Location.PATH)
_TELLING = re.compile(r"@|%40|\d{5}|=|[0-9A-Za-z_-]{20}|%26%23|%5[Cc]")
_VALUE = re.compile(
    r"@|\d{5}|&#|\\[ux]|^(?=[^a-z]*[a-z])(?=\D*\d)"
    r"(?:[0-9A-Za-z_.~-]{16,}|(?=[^A-Z]*[A-Z])[0-9A-Za-z+/]{24,}={0,2})$"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z_-]{0,40}")
_FILE = re.compile(
    r"\.(?:m?js|css|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|mp[34]|webm|wasm|json|xml|html?)$"
)
SEPARATORS = re.compile("[;&]")  # `/ibs:dpid=1&dpuuid=2`: a query without its mark
MAX_SEGMENTS = 100
_remembered: Memory = Remembered(1 << 20)


def gather_address(target: str, gathering: Gathering) -> None:
    """Add the fields of a request's target."""
    path, _, query = target.partition("?")
    if _TELLING.search(path):
        gathering.add(_path_fields(path) if len(path) <= 1024 else _of_path(path))
    if query:
        gather_query(query.partition("#")[0], gathering)


def gather_query(query: str, gathering: Gathering) -> None:
    """Add the fields of a query."""
    pairs = split_pairs(query, gathering.left)
    if len(pairs) > gathering.left:
        gathering.fill(len(pairs.pop()))
    gather_pairs(pairs, _query_field, _remembered, gathering)


def _query_field(pair: str) -> Field | None:
    return pair_field(pair, _QUERY) if pair else None


@lru_cache(1024)
def _path_fields(path: str) -> tuple[Field, ...]:
    return _of_path(path)


def _of_path(path: str) -> tuple[Field, ...]:
    fields: list[Field] = []
    before, room = "", MAX_NESTED_TEXT
    for number, segment in enumerate(without_authority(path).split("/")[1:MAX_SEGMENTS]):
        for field in _of_segment(segment[:MAX_VALUE], number, before):
            found = unfolded(field, room, is_short=False)
            room -= size_within(found)
            fields += found
        before = segment
    return tuple(fields[:MAX_FIELDS])


def segments_of(target: str) -> tuple[Field, ...]:
    """Return each segment of a target's path as if it were a field, but for what is one by name."""
    path = target.partition("?")[0].partition("#")[0]
    return _path_segments(path) if len(path) <= 1024 else _segments(path)


@lru_cache(1024)
def _path_segments(path: str) -> tuple[Field, ...]:
    return _segments(path)


def _segments(path: str) -> tuple[Field, ...]:
    texts = (_unnamed(segment[:MAX_VALUE]) for segment in without_authority(path).split("/")[1:MAX_SEGMENTS])
    return tuple(Field(Location.PATH, f"[{number}]", "", text) for number, text in enumerate(texts) if text)


def _unnamed(segment: str) -> str:
    """Return a segment without the pairs in it."""
    if "=" in segment:
        parts = SEPARATORS.split(segment, MAX_SEGMENTS)
        segment = ";".join(part for part in parts if "=" not in part.rstrip("="))
    return percent_decoded(segment)


def without_authority(path: str) -> str:
    """A proxy may be asked for `http://host/path`."""
    return path.partition("://")[2] if path.startswith(("http://", "https://")) else path


def _of_segment(segment: str, number: int, before: str) -> list[Field]:
    head, *parameters = SEPARATORS.split(segment, MAX_SEGMENTS)
    fields = [field for pair in parameters if "=" in pair and (field := pair_field(pair, _PATH))]
    if "=" in head.rstrip("="):
        field = pair_field(head, _PATH)
        return [field, *fields] if field else fields
    value = percent_decoded(head)
    if _VALUE.search(value) and not _FILE.search(value):
        name = before if _WORD.fullmatch(before) else ""
        fields.insert(0, Field(Location.PATH, f"[{number}]", name, value))
    return fields
