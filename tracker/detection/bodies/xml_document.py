"""XML and SOAP into fields: the text of elements, and their attributes.

Paths are `Envelope.Body.user.email`, `user.id` for an attribute, `item[1].name` for a second item; namespaces' prefixes
are left out. A document that declares entities is not read at all: that is how a billion laughs are made (CWE-776), and
no client of a web service needs it.
"""

from typing import NoReturn
from xml.parsers import expat

from tracker.detection.limits import MAX_DEPTH, MAX_NAME, MAX_VALUE
from tracker.detection.place import Parsed, Place
from tracker.detection.unseen import Unseen
from tracker.traffic import Field


class Stop(Exception):  # noqa: N818 - not an error
    """There is nothing more to read."""


def xml_fields(text: str, place: Place, limit: int) -> Parsed | None:
    """Return the fields of an XML text that lies there, or None when it is no XML or has none."""
    walk = Walk(place, limit)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        walk.missed = Unseen.UNDECODABLE
    except Stop:
        walk.missed = Unseen.OVERSIZED
    return Parsed(walk.fields, walk.missed) if walk.fields else None


def refuse(*_declaration: object) -> NoReturn:
    """Read nothing of what declares entities."""
    raise Stop


class Walk:
    """Where the parser stands: a path, a text and the children counted so far for each open element."""

    def __init__(self, place: Place, limit: int) -> None:
        self.place, self.limit = place, limit
        self.fields: list[Field] = []
        self.missed: Unseen | None = None
        self.paths, self.names = [place.path], list(place.names)
        self.texts: list[list[str]] = [[]]
        self.counts: list[dict[str, int]] = [{}]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Go into an element; take up its attributes."""
        if len(self.paths) > MAX_DEPTH:
            raise Stop
        name = local(tag)
        number = self.counts[-1].get(name, 0)
        self.counts[-1][name] = number + 1
        path = f"{self.paths[-1]}.{name}" if self.paths[-1] else name
        self.paths.append(f"{path}[{number}]" if number else path)
        self.names.append(name)
        self.texts.append([])
        self.counts.append({})
        for key, value in attributes.items():
            if not key.startswith("xmlns"):
                self.add(f"{self.paths[-1]}.{local(key)}", local(key), value, tuple(self.names))

    def text(self, data: str) -> None:
        """Keep a piece of the element's text."""
        self.texts[-1].append(data)

    def end(self, _tag: str) -> None:
        """Leave an element; take up its text."""
        path, value = self.paths.pop(), "".join(self.texts.pop()).strip()
        self.counts.pop()
        name = self.names.pop()
        self.add(path, name, value, tuple(self.names))

    def add(self, path: str, name: str, value: str, parents: tuple[str, ...]) -> None:
        """Take up a field, where it says something."""
        if not value:
            return
        if len(self.fields) >= self.limit:
            raise Stop
        if len(value) > MAX_VALUE:
            self.missed = Unseen.OVERSIZED
        self.fields.append(Field(self.place.location, path, name, value[:MAX_VALUE], parents, self.place.encoding))


def local(tag: str) -> str:
    """Return a name without its namespace's prefix."""
    return tag.rpartition(":")[2][:MAX_NAME]
