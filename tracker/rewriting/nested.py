"""Where stands what is nested in a value: the steps of `tracker.detection.decode`, each with its way back."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

from tracker.detection.bodies.json_document import ROOT
from tracker.detection.decode import MARKED, MOST_MARKED, opened
from tracker.detection.place import Place
from tracker.rewriting.codecs import HTML, JSON_STRING, percent
from tracker.rewriting.graphql import graphql_slots
from tracker.rewriting.json_document import json_slots
from tracker.rewriting.packing import as_blob, is_blob
from tracker.rewriting.pairs import pair_slots, separated_slots, url_slots
from tracker.rewriting.slots import Slot, Wanted, shifted
from tracker.rewriting.splices import Codec
from tracker.rewriting.xml_document import xml_slots
from tracker.traffic import Field

type Reader = Callable[[str, Wanted], list[Slot] | None]
type Keys = Collection[str]

_READERS: dict[str, tuple[Reader, ...]] = {
    "json": (json_slots,),
    "xml": (xml_slots,),
    "graphql": (graphql_slots,),
    "pairs": (separated_slots,),
    "urlencode": (url_slots, pair_slots),
}


def nested_slots(field: Field, inner: Sequence[Field], paths: Keys) -> list[Slot]:
    """Return the slots of what lies in a value: of `inner`, what detection opens there, those of the wanted paths.

    Nothing is returned for what cannot be packed again.
    """
    steps = inner[0].encoding[len(field.encoding) :]
    if len(inner) == 1 and is_same_place(field, inner[0]) and not field.value.lstrip().startswith('"'):
        return _of_one(field, inner[0], steps) or _marked(field, paths)
    place = Place(field.location, "" if field.path == ROOT else field.path, (), (*field.encoding, steps[0]))
    names = {found.path for found in inner}
    for reader in _READERS.get(steps[0], ()):
        slots = reader(field.value, Wanted(place, paths)) or []
        if slots and names.issuperset(slot.path for slot in slots):
            return slots
    return _marked(field, paths)


def is_same_place(field: Field, inner: Field) -> bool:
    """Return whether what is nested in a value is all of it in another spelling."""
    return (field.path, field.name) == (inner.path, inner.name)


def _of_one(field: Field, inner: Field, steps: tuple[str, ...]) -> list[Slot]:
    """The slot of a value that is another one as a whole: percent-encoded, or in base64."""
    codec = _codec(field, steps)
    is_part = steps[0] == "base64" and not is_blob(field.value, steps, inner.value)
    if codec is None or is_part or codec.decode(field.value) != inner.value:
        return []
    return [Slot(inner.path, inner.encoding, inner.value, 0, len(field.value), codec)]


def _codec(field: Field, steps: tuple[str, ...]) -> Codec | None:
    def decode(written: str) -> str | None:
        found = opened(field._replace(value=written))
        is_same = len(found) == 1 and found[0].encoding[len(field.encoding) :] == steps
        return found[0].value if is_same else None

    if steps == ("urlencode",):
        return percent(field.value, is_form=False)
    if steps == ("html",):
        return HTML
    if steps == ("json",):
        return JSON_STRING._replace(decode=lambda written: decode(written) or written)
    if steps[0] in ("base64", "hex"):
        return Codec(lambda text: as_blob(text.encode("utf-8", "replace"), steps, field.value), decode, is_whole=True)
    return None


def _marked(field: Field, paths: Keys) -> list[Slot]:
    """The slots within what is packed beside other text."""
    return [slot for start, found in _blobs(field) for slot in _within(found, start, paths)]


def _blobs(field: Field) -> Iterator[tuple[int, Field]]:
    matches = islice(MARKED.finditer(field.value), MOST_MARKED)
    yield from ((match.start(), field._replace(value=match[0])) for match in matches if match[0] != field.value)


def _within(found: Field, start: int, paths: Keys) -> list[Slot]:
    inner = opened(found)
    return shifted(nested_slots(found, inner, paths), start) if inner else []
