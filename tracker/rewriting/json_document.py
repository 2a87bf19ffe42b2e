"""JSON of any depth: where its leaves stand, in newline-delimited and guarded JSON, too."""

import json
import re
from bisect import bisect_left
from typing import Any

import orjson

from tracker.detection.bodies.json_document import DECODER, NOISE, ROOT, after_space, bytes_as_text, shown
from tracker.detection.limits import MAX_DEPTH, MAX_FIELDS, MAX_NAME
from tracker.rewriting.codecs import JSON_STRING
from tracker.rewriting.slots import Row, Slot, Wanted
from tracker.rewriting.splices import Codec

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_TOKEN = re.compile(rf"[\s,:]*+({_STRING}|[{{}}\[\]]|[^\s,:\"{{}}\[\]]++)", re.DOTALL)
_BRACKET = re.compile(rf"[^\"{{}}\[\]]*+(?:{_STRING}[^\"{{}}\[\]]*+)*+([{{}}\[\]])", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?")
_ROOM = 1 << 25  # characters of paths that are looked at
_STEP = 100  # what each costs besides its length


class _Full(Exception):  # noqa: N818 - not an error: the walk is over
    pass


def json_slots(text: str, wanted: Wanted) -> list[Slot] | None:
    """Return the slots of the wanted leaves; None where the text is not, or not wholly, JSON."""
    starts = _documents(text)
    if not starts:
        return None
    scan = _Scan(text, wanted, is_strict=starts == [-1])
    try:
        for number, start in enumerate(starts):
            scan.document(max(start, 0), f"[{number}]" if len(starts) > 1 else "")
    except _Full:
        return None
    return scan.slots


def _documents(text: str) -> list[int]:
    """Where documents begin; [-1] for what is JSON by the letter, nothing for what is none or broken."""
    try:
        orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        return _loosely(text)
    return [-1]


def _loosely(text: str) -> list[int]:
    at, starts = NOISE.match(text).end(), list[int]()  # type: ignore[union-attr] # matches the empty text, too
    while at < len(text) and len(starts) < MAX_FIELDS:
        starts.append(at)
        try:
            at = after_space(text, DECODER.raw_decode(text, at)[1])
        except (ValueError, RecursionError):
            return []
    return starts if at == len(text) else []


class _Frame:
    """A container that is open: where it begins, its path, where its members stand."""

    __slots__ = ("count", "is_list", "key", "key_at", "members", "names", "path", "pending", "row", "start", "twins")

    def __init__(self, start: int, path: str, *, is_list: bool) -> None:
        self.start, self.path, self.is_list = start, path, is_list
        self.count = 0
        self.key: str | None = None
        self.key_at = 0
        self.members: list[tuple[int, int]] = []
        self.names: dict[str, int] = {}
        self.twins: dict[int, list[int]] = {}
        self.row = Row(self.members, self.twins)
        self.pending: dict[int, list[Slot]] = {}


class _Scan:
    """One walk over the text of documents that are known to be well-formed."""

    def __init__(self, text: str, wanted: Wanted, *, is_strict: bool) -> None:
        self.text, self.is_strict = text, is_strict
        self.place, self.paths = wanted.place, wanted.paths
        self.sorted = sorted(wanted.paths)
        self.slots: list[Slot] = []
        self.room = _ROOM

    def document(self, start: int, path: str) -> None:
        """Walk over one document that begins there."""
        at, frames = start, list[_Frame]()
        while True:
            token: re.Match[str] = _TOKEN.match(self.text, at)  # type: ignore[assignment] # it is well-formed
            at = token.end()
            mark = self.text[token.start(1)]
            if mark in "}]":
                self._close(frames, at)
            elif mark in "{[":
                at = self._open(frames, path, token.start(1), is_list=mark == "[")
            elif frames and not frames[-1].is_list and frames[-1].key is None:
                frames[-1].key, frames[-1].key_at = _key(token[1]), token.start(1)
            else:
                self._leaf(frames, path, token.start(1), at)
            if not frames:
                return

    def _path(self, frames: list[_Frame], path: str) -> str:
        """The path of what comes next."""
        base = self.place.path + path
        if not frames:
            return base
        frame = frames[-1]
        if frame.is_list:
            found = f"{frame.path}[{frame.count}]"
        else:
            name = (frame.key or "")[:MAX_NAME]
            found = f"{frame.path}.{name}" if frame.path else name
        self.room -= len(found) + _STEP
        if self.room < 0:
            raise _Full
        return found

    def _open(self, frames: list[_Frame], path: str, start: int, *, is_list: bool) -> int:
        """Walk into a container, or over one that holds nothing wanted; return where to go on."""
        found = self._path(frames, path)
        at = bisect_left(self.sorted, found)
        is_alive = at < len(self.sorted) and self.sorted[at].startswith(found) and len(frames) < MAX_DEPTH
        if is_alive:
            frames.append(_Frame(start, found, is_list=is_list))
            return start + 1
        end = _end(self.text, start)
        self._after(frames, end, [])
        return end

    def _close(self, frames: list[_Frame], end: int) -> None:
        frame = frames.pop()
        path, written = frame.path or ROOT, self.text[frame.start : end]
        if path in self.paths and (text := bytes_as_text(_read(written))):
            encoding, codec = (*self.place.encoding, "decimal"), _bytes_codec(written)
            self._after(frames, end, [Slot(path, encoding, text, frame.start, end, codec, blank="null")], is_leaf=True)
        else:
            self._after(frames, end, [slot for found in frame.pending.values() for slot in found])

    def _leaf(self, frames: list[_Frame], path: str, start: int, end: int) -> None:
        found, slots = self._path(frames, path) or ROOT, list[Slot]()
        if found in self.paths:
            slots = [self._slot(found, start, end)]
        self._after(frames, end, slots, is_leaf=True)

    def _slot(self, path: str, start: int, end: int) -> Slot:
        token = self.text[start:end]
        if token.startswith('"'):
            codec, value = JSON_STRING, json.loads(token)
            return Slot(path, self.place.encoding, value, start + 1, end - 1, codec, blank="null", around=1)
        value = shown(orjson.loads(token)) if self.is_strict else token
        return Slot(path, self.place.encoding, value, start, end, _scalar(is_strict=self.is_strict), blank="null")

    def _after(self, frames: list[_Frame], end: int, slots: list[Slot], *, is_leaf: bool = False) -> None:
        """Give the slots of a value to what holds it; of members with one name the last one counts.

        A leaf is taken out with its name; within a list it leaves null, so that the others keep their places.
        """
        if not frames:
            self.slots += slots
            return
        frame = frames[-1]
        if not frame.is_list:
            number = len(frame.members)
            frame.members.append((frame.key_at, end))
            name = frame.key or ""
            if name in frame.names:
                before = frame.names[name]
                frame.pending.pop(before, None)
                frame.twins[number] = [*frame.twins.pop(before, []), before]
            frame.names[name] = number
            frame.key = None
            if is_leaf:
                slots = [slot._replace(row=frame.row, number=number) for slot in slots]
        if slots:
            frame.pending[frame.count] = slots
        frame.count += 1


def _key(token: str) -> str:
    return str(json.loads(token)) if "\\" in token else token[1:-1]


def _read(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return []


def _end(text: str, start: int) -> int:
    depth, at = 0, start
    while True:
        match: re.Match[str] = _BRACKET.match(text, at)  # type: ignore[assignment] # it is well-formed
        at = match.end()
        depth += 1 if match[1] in "{[" else -1
        if depth == 0:
            return at


def _scalar(*, is_strict: bool) -> Codec:
    """Numbers and the like: a number takes a number's place, a text is a string."""

    def encode(text: str) -> str:
        is_same = _NUMBER.fullmatch(text) and (not is_strict or shown(_read(text)) == text)
        return text if is_same or text in ("true", "false") else json.dumps(text)

    def decode(written: str) -> str | None:
        if written.startswith('"'):
            return str(json.loads(written))
        return shown(_read(written)) if is_strict else written

    return Codec(encode, decode, is_whole=True)


def _bytes_codec(written: str) -> Codec:
    """A list of bytes, or an object of them, as JavaScript writes typed arrays."""
    comma, colon = (", " if ", " in written else ","), (": " if ": " in written else ":")

    def encode(text: str) -> str:
        numbers = [str(byte) for byte in text.encode("utf-8", "replace")]
        if written.startswith("["):
            return f"[{comma.join(numbers)}]"
        return "{" + comma.join(f'"{at}"{colon}{number}' for at, number in enumerate(numbers)) + "}"

    def decode(text: str) -> str:
        return bytes_as_text(_read(text))

    return Codec(encode, decode, is_whole=True)
