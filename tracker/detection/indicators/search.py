"""The search for the person's own values in one request."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from tracker.detection.bodies.json_document import ROOT
from tracker.detection.fields import Fields
from tracker.detection.indicators.boundaries import stands_alone
from tracker.detection.indicators.index import Hit, Index
from tracker.detection.indicators.layout import Kind, Layout, Part, Piece, pieces_of
from tracker.detection.indicators.needles import SEPARATOR, Clue, Needle, needles
from tracker.detection.indicators.places import host_text, place_fields
from tracker.detection.indicators.spelling import Strength
from tracker.detection.indicators.unpacking import may_be_packed, packed_fields
from tracker.detection.indicators.wording import reasoning
from tracker.detection.percent import percent_decoded
from tracker.disclosure import Evidence, Finding, Method
from tracker.profile import Profile, Value
from tracker.taxonomy import Category
from tracker.traffic import Location, Request

_SURE = 0.98
_LIKELY = 0.9
_POSSIBLE = 0.6
_LONG = 8  # characters of a token that hardly anybody else's text has
_OF_HASHES = re.compile(
    r"crc|hash|digest|checksum|murmur|mmh|fnv|xxh|mail|phone|user|(?:^|[^a-z])(?:em|ph|hem|he|uid)(?:$|[^a-z])",
    re.IGNORECASE,
)
_NOT_FOR_WORDS = frozenset({Location.HEADER, Location.PATH})  # `/nice/` is a page's place, not the person's
_MOST_CLEAN = 4 << 20  # characters of texts without a hit that are remembered
_MANY = 500  # texts of one request: they do not come again
_LARGE = 1 << 16  # bytes of a request that is not searched twice
_WINDOW = 64  # bytes to either side of a hit
_JOINT = SEPARATOR.decode()
_PATH_OF, _VALUE_OF = itemgetter(1), itemgetter(3)  # of a Field
_LEVEL = re.compile(r"[.\[]")
MOST_FRESH = 8  # values that are compiled beside the others
MOST_GONE = 8  # values that are passed over
_MOST = 3000  # hits that are looked at in one request


class _Match(NamedTuple):
    """A needle that means something where it lies."""

    part: Part
    start: int
    end: int
    clue: Clue

    @property
    def steps(self) -> tuple[str, ...]:
        return (*self.part.encoding, *self.clue.encoding)


class Indicators:
    """The person's values, compiled once for each profile; searching for an empty profile's costs nothing."""

    def __init__(self, profile: Profile) -> None:
        self._country = profile.country
        self._known = frozenset(profile.values)
        self._fresh: dict[Value, tuple[Needle, ...]] = {}
        self._gone = frozenset[Value]()
        self._indexes: tuple[Index, ...] = (Index(needles(profile)),) if profile.values else ()
        self._clean = set[str]()
        self._size = 0

    def changed(self, profile: Profile) -> "Indicators":
        """Return what finds another profile's values, with as little compiled anew as will do.

        To compile a value takes some 50 ms. So what is new is searched for beside the rest, and what is gone is passed
        over, until there is too much of either. Names that are only known together (first and last) are then found
        together at the next time that all is compiled.
        """
        new = [value for value in profile.values if value not in self._known and value not in self._fresh]
        gone = frozenset((*self._known, *self._fresh)) - frozenset(profile.values)
        is_full = len(self._fresh) + len(new) > MOST_FRESH or len(gone) > MOST_GONE
        if is_full or not profile.values or profile.country != self._country:
            return Indicators(profile)
        made = Indicators(Profile((), profile.country))
        made._known, made._gone, made._indexes = self._known, gone, self._indexes
        made._fresh = self._fresh | {value: tuple(needles(Profile((value,), profile.country))) for value in new}
        if new:
            made._indexes = (*self._indexes[: bool(self._known)], Index(chain.from_iterable(made._fresh.values())))
        return made

    def search(self, fields: Fields, request: Request) -> list[Finding]:
        """Return where the person's values lie in a request: each category once at each place.

        Most requests hold none: all texts of theirs that are new are searched at once, and only where something is
        met are they told apart.
        """
        if not self._indexes:
            return []
        new = self._new(fields, request)
        pieces = pieces_of(request, fields)
        if _is_small(request, new) and not any(map(may_be_packed, new)):
            run = SEPARATOR.join([_joined(new), *[piece.data for piece in pieces], b""])
            if not self._hits(run):
                self._remember(new)
                return []
        layout = _laid_out(fields, request, new, pieces)
        hits = self._hits(layout.data)
        matches = _telling(_outermost([match for hit in hits[:_MOST] for match in _meant(layout, hit)]))
        return list({_place(match): _finding(match) for match in reversed(matches)}.values())[::-1]

    def _hits(self, data: bytes) -> list[Hit]:
        hits = [hit for index in self._indexes for hit in index.hits(data)]
        return [hit for hit in hits if hit.needle.clue.value not in self._gone] if hits and self._gone else hits

    def _new(self, fields: Fields, request: Request) -> set[str]:
        """Return the texts of a request that are not known to be clean."""
        new = set(map(_VALUE_OF, fields.fields))
        new.update(map(_PATH_OF, fields.fields))
        if not request.is_websocket:
            path = request.target.partition("?")[0]
            new.update((request.host, host_text(request.host), path, percent_decoded(path)))
        return new - self._clean

    def _remember(self, texts: set[str]) -> None:
        """Browsers send the same texts with every request: those without a hit need not be searched again."""
        self._size += sum(map(len, texts))
        if self._size > _MOST_CLEAN:
            self._clean.clear()
            self._size = 0
        elif texts:
            self._clean |= texts


def _is_small(request: Request, new: set[str]) -> bool:
    return len(request.target) + len(request.body or b"") <= _LARGE and len(new) <= _MANY


def _joined(texts: set[str]) -> bytes:
    return _JOINT.join(("", *texts)).encode("utf-8", "surrogatepass")


def _laid_out(fields: Fields, request: Request, new: set[str], pieces: Sequence[Piece]) -> Layout:
    valued = [field for field in fields.fields if field.value in new]
    valued += place_fields(request)
    named = [field for field in fields.fields if field.path in new]
    return Layout([*valued, *packed_fields(valued)], named, pieces)


def _meant(layout: Layout, hit: Hit) -> Iterator[_Match]:
    """Yield the hit if it means something: a word that is a field's whole value, or a token that stands alone."""
    clue, start, end = hit.needle.clue, hit.start, hit.end
    is_part = clue.strength is Strength.TOKEN
    if not is_part:
        start, end = start + 1, end - 1  # without the separators
    part = layout.part(start, end)
    if part is None:
        return
    if not is_part:
        is_meant = _is_whole(part, start, end) and (clue.strength is Strength.WHOLE or _is_named(part))
    else:
        window = layout.data[max(part.start, start - _WINDOW) : min(part.end, end + _WINDOW)]
        at = min(start - part.start, _WINDOW)
        is_address = clue.value.category is Category.EMAIL_ADDRESS
        is_meant = stands_alone(window, at, at + end - start, hit.needle.pattern, is_address=is_address)
    if is_meant:
        yield _Match(part, start, end, clue)


def _is_named(part: Part) -> bool:
    """Whether a number of 32 bits stands under a name that says it is a hash: any number may be one by chance."""
    return _OF_HASHES.search(part.path) is not None


def _is_whole(part: Part, start: int, end: int) -> bool:
    is_all = (part.start, part.end) == (start, end)
    return is_all and part.kind is Kind.VALUE and part.location not in _NOT_FOR_WORDS


def _outermost(matches: list[_Match]) -> list[_Match]:
    """Leave out what lies within a longer match: the first name in an address, a number in a longer one."""
    kept = list[_Match]()
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if not kept or match.end > kept[-1].end:
            kept.append(match)
    return kept


def _telling(matches: list[_Match]) -> list[_Match]:
    """Leave out what another match of the same value tells better: the field within the text that packs it."""
    if len(matches) < 2:
        return matches
    best: dict[tuple[Value, str], Kind] = {}
    for match in matches:
        key = match.clue.value, match.part.side
        best[key] = min(best.get(key, Kind.RAW), match.part.kind)
    kept = [match for match in matches if match.part.kind is best[match.clue.value, match.part.side]]
    paths = defaultdict[tuple[Value, Location], set[str]](set)
    for match in kept:
        paths[match.clue.value, match.part.location].add(match.part.path)
    inner = {key: _innermost(found) for key, found in paths.items()}
    return [match for match in kept if match.part.path in inner[match.clue.value, match.part.location]]


def _innermost(paths: set[str]) -> set[str]:
    """Leave out the paths above others: `dl` where there is `dl.email`, not where there is `dl2`."""
    above = {path[: mark.start()] for path in paths for mark in _LEVEL.finditer(path)}
    return paths - above if len(paths) == 1 else paths - above - {ROOT}


def _place(match: _Match) -> tuple[Category, Location, str]:
    return match.clue.value.category, match.part.location, match.part.path


def _finding(match: _Match) -> Finding:
    clue, part = match.clue, match.part
    sentence = reasoning(clue.value.category, clue.words, clue.encoding, clue.value.origin)
    evidence = Evidence(part.location, part.path, Method.PROFILE, _confidence(match), sentence, match.steps)
    return Finding(clue.value.category, clue.value.value, evidence)


def _confidence(match: _Match) -> float:
    if match.clue.strength is not Strength.TOKEN:
        return _POSSIBLE
    return _SURE if match.clue.is_digest or len(match.clue.value.value) >= _LONG else _LIKELY
