"""Values written into a GraphQL query. What is taken out becomes an empty text or null: an argument may be required."""

import re

from tracker.detection.bodies.graphql import ARGUMENT
from tracker.rewriting.slots import Slot, Wanted
from tracker.rewriting.splices import Codec

_TEXT = re.compile(r'[^"\\\n]*')
_NUMBER = re.compile(r"-?\d[\d.]{0,40}")


def _as_text(text: str) -> str | None:
    return text if _TEXT.fullmatch(text) else None


def _as_number(text: str) -> str | None:
    return text if _NUMBER.fullmatch(text) else None


_STRING, _DIGITS = Codec(_as_text, _as_text), Codec(_as_number, _as_number)


def graphql_slots(text: str, wanted: Wanted) -> list[Slot]:
    """Return the slots of the wanted arguments. Of an argument's text the escapes are a part, as for detection."""
    slots = []
    for match in ARGUMENT.finditer(text):
        is_text = match[2] is not None
        path = wanted.place.field(match[1], "").path
        if path in wanted.paths:
            start, end = match.span(2 if is_text else 3)
            codec, blank = (_STRING, "") if is_text else (_DIGITS, "null")
            slots.append(Slot(path, wanted.place.encoding, text[start:end], start, end, codec, blank=blank))
    return slots
