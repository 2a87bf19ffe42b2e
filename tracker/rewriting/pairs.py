"""Names and values with `=` and separators between them: queries, forms, and values written like them."""

import re

from tracker.detection.bodies.urlencoded import joined, pair_field, split_pairs
from tracker.detection.decode import SEPARATED
from tracker.detection.limits import MAX_FIELDS
from tracker.detection.percent import form_decoded
from tracker.rewriting.codecs import percent
from tracker.rewriting.slots import Row, Slot, Wanted, shifted

_LINE = re.compile(r"[^\r\n]+")
_CHARSET = "cp1252"

type Span = tuple[int, int]


def pair_slots(text: str, wanted: Wanted, charset: str = _CHARSET) -> list[Slot]:
    """Return the slots of a query or form. Of a batch, each line is a row of its own."""
    one = joined(text) if "\n" in text else text
    separator = ";" if len(split_pairs(one, 1)) > 1 and "&" not in one else "&"
    lines = [match.span() for match in _LINE.finditer(text)] if one is not text else [(0, len(text))]
    return [slot for line in lines for slot in _of_row(text, _split(text, line, separator), wanted, charset)]


def separated_slots(text: str, wanted: Wanted) -> list[Slot]:
    """Return the slots of `a=1; b=2`, also with `|` or `,`."""
    match = SEPARATED.match(text)
    if not match or "&" in text:
        return []
    return _of_row(text, [_trimmed(text, span) for span in _split(text, (0, len(text)), match[1])], wanted, _CHARSET)


def url_slots(text: str, wanted: Wanted) -> list[Slot]:
    """Return the slots of a URL's query, and of a fragment that is written like one."""
    address, _, fragment = text.partition("#")
    start = address.find("?") + 1
    slots = shifted(pair_slots(address[start:], wanted), start) if start else []
    if "=" in fragment:
        begin = len(address) + 1 + fragment.rfind("?") + 1
        slots += shifted(pair_slots(text[begin:], wanted), begin)
    return slots


def _split(text: str, line: Span, separator: str) -> list[Span]:
    spans, (start, end) = list[Span](), line
    while (at := text.find(separator, start, end)) >= 0:
        spans.append((start, at))
        start = at + 1
    return [*spans, (start, end)]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in " +":
        start += 1
    while start < end and text[end - 1] in " +":
        end -= 1
    return start, end


def _of_row(text: str, spans: list[Span], wanted: Wanted, charset: str) -> list[Slot]:
    row = Row(spans)
    slots = (_slot(text, number, row, wanted, charset) for number in range(min(len(spans), MAX_FIELDS)))
    return [slot for slot in slots if slot]


def _slot(text: str, number: int, row: Row, wanted: Wanted, charset: str) -> Slot | None:
    start, end = row.spans[number]
    field = pair_field(text[start:end], wanted.place, charset) if end > start else None
    if field is None or field.path not in wanted.paths:
        return None
    begin = text.find("=", start, end) + 1 or start
    if begin == end:  # a name without a value
        begin, end = start, end - 1
    written = text[begin:end]
    value, codec = form_decoded(written, charset), percent(written, charset)
    return Slot(field.path, wanted.place.encoding, value, begin, end, codec, row, number)
