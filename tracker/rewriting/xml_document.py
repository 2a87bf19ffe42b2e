"""XML and SOAP: where the text of elements and their attributes stand. What is taken out leaves its element empty."""

import re
from itertools import takewhile
from operator import itemgetter
from xml.parsers import expat

from tracker.detection.bodies.xml_document import Stop, Walk, local, refuse
from tracker.detection.limits import MAX_FIELDS
from tracker.rewriting.codecs import XML
from tracker.rewriting.slots import Slot, Wanted

_ATTRIBUTE = re.compile(rb"\s([^\s=<>\"']{1,1000})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')|>")

type Run = tuple[int, int]


def xml_slots(text: str, wanted: Wanted) -> list[Slot]:
    """Return the slots of the wanted texts and attributes, as far as the document is well-formed."""
    data = text.encode("utf-8", "replace")
    spans = _Spans(data, wanted)
    spans.read()
    at = _characters(data, {mark for _, _, run in spans.found for mark in run})
    encoding = wanted.place.encoding
    return [Slot(path, encoding, value, at[start], at[end], XML) for path, value, (start, end) in spans.found]


def _characters(data: bytes, marks: set[int]) -> dict[int, int]:
    """Where bytes lie in the text that they are."""
    if data.isascii():
        return {mark: mark for mark in marks}
    at, before, found = 0, 0, dict[int, int]()
    for mark in sorted(marks):
        at += len(data[before:mark].decode("utf-8", "replace"))
        before, found[mark] = mark, at
    return found


class _Spans(Walk):
    """A walk that notes where it is: for each open element, the runs of text between its tags."""

    def __init__(self, data: bytes, wanted: Wanted) -> None:
        super().__init__(wanted.place, MAX_FIELDS)
        self.data, self.wanted = data, wanted.paths
        self.found: list[tuple[str, str, Run]] = []
        self.runs: list[list[Run]] = [[]]
        self.since: int | None = None
        self.attributes: dict[str, Run] = {}
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartCdataSectionHandler = self.begin
        self.parser.EntityDeclHandler = refuse

    def read(self) -> None:
        """Walk as far as the document is well-formed."""
        try:
            self.parser.Parse(self.data, True)
        except (expat.ExpatError, Stop):
            return

    def begin(self) -> None:
        """Note where text begins."""
        if self.since is None:
            self.since = self.parser.CurrentByteIndex

    def _stop(self) -> int:
        here = self.parser.CurrentByteIndex
        if self.since is not None:
            self.runs[-1].append((self.since, here))
            self.since = None
        return here

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        here = self._stop()
        self.attributes = _attributes(self.data, here) if attributes else {}
        self.runs.append([])
        super().start(tag, attributes)
        self.attributes = {}

    def text(self, data: str) -> None:
        self.begin()
        super().text(data)

    def end(self, tag: str) -> None:
        self._stop()
        super().end(tag)
        self.runs.pop()

    def add(self, path: str, name: str, value: str, parents: tuple[str, ...]) -> None:
        """Take up a text or attribute; where its text has elements within, it has no one place."""
        super().add(path, name, value, parents)
        if not value or path not in self.wanted:
            return
        runs = [trimmed for run in self.runs[-1] if (trimmed := _trimmed(self.data, run))]
        span = self.attributes.get(name) or (runs[0] if len(runs) == 1 else None)
        if span:
            self.found.append((path, value, span))


def _trimmed(data: bytes, run: Run) -> Run | None:
    text = data[run[0] : run[1]]
    start = run[0] + len(text) - len(text.lstrip())
    end = run[1] - (len(text) - len(text.rstrip()))
    return (start, end) if start < end else None


def _attributes(data: bytes, start: int) -> dict[str, Run]:
    """Where the attributes of a tag have their values."""
    found: dict[str, Run] = {}
    for match in takewhile(itemgetter(1), _ATTRIBUTE.finditer(data, start)):
        if not match[1].startswith(b"xmlns"):
            group = 2 if match[2] is not None else 3
            found[local(match[1].decode("utf-8", "replace"))] = match.span(group)
    return found
