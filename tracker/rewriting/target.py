"""The target of a request: the segments of its path, and its query."""

from tracker.detection.addresses import MAX_SEGMENTS, SEPARATORS, without_authority
from tracker.detection.bodies.urlencoded import pair_field
from tracker.detection.percent import form_decoded, percent_decoded
from tracker.detection.place import Place
from tracker.rewriting.codecs import percent
from tracker.rewriting.pairs import pair_slots
from tracker.rewriting.slots import Row, Slot, Wanted, shifted
from tracker.traffic import Location

_QUERY, _PATH = Place(Location.QUERY), Place(Location.PATH)


def query_slots(target: str, paths: set[str]) -> list[Slot]:
    """Return the slots of the wanted fields of a target's query."""
    start = target.find("?") + 1
    query = target[start:].partition("#")[0] if start else ""
    return shifted(pair_slots(query, Wanted(_QUERY, paths)), start)


def without_empty_query(target: str) -> str:
    """Return a target without the question mark that nothing follows."""
    return target.removesuffix("?") if target.find("?") == len(target) - 1 else target


def path_slots(target: str, paths: set[str]) -> list[Slot]:
    """Return the slots of the wanted segments, and of pairs within segments."""
    path = target.partition("?")[0]
    start = len(path) - len(without_authority(path))
    slots = list[Slot]()
    for number, segment in enumerate(path[start:].split("/")[:MAX_SEGMENTS]):
        if number:
            slots += shifted(_of_segment(segment, f"[{number - 1}]", paths), start)
        start += len(segment) + 1
    return slots


def _of_segment(segment: str, place: str, paths: set[str]) -> list[Slot]:
    """A segment's name for itself, and the pairs behind it: `/item;colour=red`."""
    slots = []
    if place in paths:
        head = SEPARATORS.split(segment, 1)[0]
        slots = [_of_text(place, text) for text in dict.fromkeys((head, segment))]
    at, spans = 0, list[tuple[int, int]]()
    for part in SEPARATORS.split(segment, MAX_SEGMENTS):
        spans.append((at, at + len(part)))
        at += len(part) + 1
    row = Row(spans)
    return slots + [slot for number in range(len(spans)) if (slot := _of_pair(segment, row, number, paths))]


def _of_text(place: str, text: str) -> Slot:
    return Slot(place, (), percent_decoded(text), 0, len(text), percent(text, is_form=False), blank=None)


def _of_pair(segment: str, row: Row, number: int, paths: set[str]) -> Slot | None:
    """The first part of a segment stays in its place, whatever it is."""
    start, end = row.spans[number]
    field = pair_field(segment[start:end], _PATH) if "=" in segment[start:end] else None
    if field is None or field.path not in paths:
        return None
    begin = segment.index("=", start) + 1
    value, codec = form_decoded(segment[begin:end]), percent(segment[begin:end])
    return Slot(field.path, (), value, begin, end, codec, row if number else None, number, "" if number else None)
