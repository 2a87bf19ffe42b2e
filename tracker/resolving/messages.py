"""DNS messages: one question out, and of an answer only what tells where names lead (RFC 1035, section 4).

An answer is written by strangers: whatever it holds, reading it costs little, and what is not plainly right is refused.
"""

import re
import struct
from typing import NamedTuple

_HEADER = struct.Struct(">HHHHHH")  # id, flags, and how many questions, answers, authorities, additionals
_TAIL = struct.Struct(">HH")  # of a question: type, class
_RECORD = struct.Struct(">HHIH")  # type, class, TTL, length of the data
_ADDRESS, _CNAME, _ADDRESS_6, _INTERNET = 1, 5, 28, 1
_IS_ANSWER, _KIND, _IS_CUT, _WANTS_RECURSION, _CODE = 0x8000, 0x7800, 0x0200, 0x0100, 0x000F
_POINTER = 0xC0
_MOST_RECORDS = 100
_LONGEST_NAME = 253
_MOST_POINTERS = 32  # in one name
_LONGEST_TTL = 0x7FFFFFFF  # RFC 2181, section 8: more counts as none
_LABEL = re.compile(rb"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\Z")
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*\Z")


class BadMessageError(ValueError):
    """Bytes that are no answer to what was asked."""


class Answer(NamedTuple):
    """What a name server says of a name. `code` is 0 where all is well, 3 where there is no such name; `aliases` maps
    names to those that they lead to; `addressed` are the names that have an address; `ttl` is in seconds.
    """

    code: int
    is_cut: bool
    aliases: dict[str, str]
    addressed: frozenset[str]
    ttl: int


def is_name(name: str) -> bool:
    """Whether a text can be asked for: a host's name in the spelling that travels, in lower case."""
    return len(name) <= _LONGEST_NAME and _NAME.match(name) is not None


def question(number: int, name: str) -> bytes:
    """Return the question for a name's address, under a number of 16 bits. The name is one (`is_name`)."""
    labels = b"".join(bytes([len(label)]) + label.encode("ascii") for label in name.split("."))
    return _HEADER.pack(number, _WANTS_RECURSION, 1, 0, 0, 0) + labels + b"\0" + _TAIL.pack(_ADDRESS, _INTERNET)


def answer_to(number: int, name: str, data: bytes) -> Answer:
    """Return what an answer says. Raises BadMessageError where it is none to that question, or is broken."""
    try:
        return _answer(number, name, data)
    except (struct.error, IndexError) as error:
        raise BadMessageError("it ends too early") from error


def _answer(number: int, name: str, data: bytes) -> Answer:
    given, flags, questions, answers, _, _ = _HEADER.unpack_from(data)
    if given != number or not flags & _IS_ANSWER or flags & _KIND or questions != 1:
        raise BadMessageError("it answers something else")
    asked, place = _name_at(data, _HEADER.size)
    if asked != name or _TAIL.unpack_from(data, place) != (_ADDRESS, _INTERNET):
        raise BadMessageError("it answers another question")
    is_cut = bool(flags & _IS_CUT)
    if is_cut:
        return Answer(flags & _CODE, is_cut, {}, frozenset(), 0)
    return _records(data, place + _TAIL.size, answers)._replace(code=flags & _CODE)


def _records(data: bytes, place: int, count: int) -> Answer:
    if count > _MOST_RECORDS:
        raise BadMessageError("it holds too much")
    aliases: dict[str, str] = {}
    addressed: set[str] = set()
    shortest = _LONGEST_TTL
    for _ in range(count):
        owner, place = _name_at(data, place)
        kind, group, ttl, length = _RECORD.unpack_from(data, place)
        place += _RECORD.size
        if place + length > len(data):
            raise BadMessageError("a record is longer than the message")
        if group == _INTERNET and kind == _CNAME:
            target, end = _name_at(data, place)
            if end != place + length or aliases.setdefault(owner, target) != target:
                raise BadMessageError("an alias is broken")
        elif group == _INTERNET and kind in (_ADDRESS, _ADDRESS_6):
            addressed.add(owner)
        shortest = min(shortest, ttl if ttl <= _LONGEST_TTL else 0)
        place += length
    return Answer(0, False, aliases, frozenset(addressed), shortest if count else 0)


def _name_at(data: bytes, place: int) -> tuple[str, int]:
    """Return the name at a place, in lower case, and where it ends. A pointer may only lead back, so none can loop."""
    labels: list[str] = []
    end, first, length, pointers = -1, place, 0, 0
    while (size := data[place]) != 0:
        if size >= _POINTER:
            target = (size & ~_POINTER) << 8 | data[place + 1]
            end = place + 2 if end < 0 else end
            pointers += 1
            if target >= first or pointers > _MOST_POINTERS:
                raise BadMessageError("a name points forwards, or too often")
            place = first = target
            continue
        label = data[place + 1 : place + 1 + size]
        length += size + 1
        if length > _LONGEST_NAME + 1 or len(label) != size or not _LABEL.match(label):
            raise BadMessageError("a name is none")
        labels.append(label.decode("ascii").lower())
        place += size + 1
    return ".".join(labels), place + 1 if end < 0 else end
