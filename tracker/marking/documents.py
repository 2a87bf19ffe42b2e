"""Whether an element may be put at the end of an HTML document: where that is not sure, it may not.

Only the end is asked for: what comes after `</html>` goes to the end of the body, and no byte before it changes. The
document must not end within a tag, a comment, a script or the like. Work is bounded: one pass, at most `MOST_TAGS`.

Source: https://html.spec.whatwg.org/multipage/parsing.html (13.2.5 tokenization, 13.2.6.4.22 after after body).
"""

import re
from html import unescape

MOST_TAGS = 20_000
SMALLEST, LARGEST = 256, 512 << 10  # bytes of a document that is marked
_WIDE = (b"\xfe\xff", b"\xff\xfe")  # UTF-16: an end in ASCII would not be read
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?+(?:\s++|<!--.*?-->)*+<(?:!doctype\s++html\b|html\b)", re.IGNORECASE | re.DOTALL
)
_NAME = re.compile(rb"/?+[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = rb"[^\s/>][^\s/>=]*+"
_TAG_END = re.compile(
    rb"(?:[\s/]++"
    rb"|" + _ATTRIBUTE + rb"\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)"
    rb"|" + _ATTRIBUTE + rb"(?!\s*+=\s*+[\"']))*+>"
)
_PAIR = re.compile(r"([^\s/>=]++)\s*+(?:=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)))?+")
_COMMENT = re.compile(rb"<!--(?:-?+>|.*?--!?>)", re.DOTALL)
_OPAQUE = {
    name: re.compile(rb"</" + name + rb"[\s/>]", re.IGNORECASE)
    for name in (b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes", b"noscript")
}
"""Elements whose content is text until their end."""
_SCRIPT = re.compile(rb"<script[\s/>]", re.IGNORECASE)
_NEVER = frozenset({b"plaintext", b"frameset"})
_HOLDING = frozenset({b"template", b"select"})
"""What would swallow an element that comes while they are open."""


class Doubt(ValueError):  # noqa: N818 - no error of anybody's
    """Something in a document that speaks against adding to it."""


def policies_of(document: bytes) -> list[str] | None:
    """Return the policies (CSP) that a document sets by itself, where an element may be put at its end; else None."""
    if document.startswith(_WIDE) or b"\x1b" in document or not _BEGINNING.match(document):
        return None
    try:
        return _Reader(document).policies()
    except Doubt:
        return None


class _Reader:
    def __init__(self, document: bytes) -> None:
        self._document = document
        self._policies: list[str] = []
        self._held: dict[bytes, int] = {}

    def policies(self) -> list[str]:
        """Read to the end. Raises Doubt where it is none that something may be added to."""
        place, tags = self._document.find(b"<"), 0
        while place >= 0:
            tags += 1
            if tags > MOST_TAGS:
                raise Doubt("too many tags")
            place = self._document.find(b"<", self._after(place))
        if any(count > 0 for count in self._held.values()):
            raise Doubt("ends within an element that swallows others")
        return self._policies

    def _after(self, place: int) -> int:
        """Return where what begins with `<` ends."""
        document = self._document
        named = _NAME.match(document, place + 1)
        if named is None:
            return self._after_other(place)
        name = named[0].lower()
        if name in _NEVER:
            raise Doubt("no document with a body that goes on")
        if not (ended := _TAG_END.match(document, named.end())):
            raise Doubt("ends within a tag")
        if name.lstrip(b"/") in _HOLDING:
            step = -1 if name.startswith(b"/") else 1
            held = name.lstrip(b"/")
            self._held[held] = max(0, self._held.get(held, 0) + step)
        if name in (b"meta", b"html"):
            self._look_at(name, document[named.end() : ended.end() - 1])
        return self._after_content(name, ended.end())

    def _after_other(self, place: int) -> int:
        document = self._document
        if document.startswith(b"<!--", place):
            if not (comment := _COMMENT.match(document, place)):
                raise Doubt("ends within a comment")
            return comment.end()
        if document[place + 1 : place + 2] not in (b"!", b"?", b"/"):
            return place + 1  # a plain `<`
        if (end := document.find(b">", place)) < 0:
            raise Doubt("ends within a declaration")
        return end + 1

    def _after_content(self, name: bytes, place: int) -> int:
        if not (pattern := _OPAQUE.get(name)):
            return place
        if not (ended := pattern.search(self._document, place)):
            raise Doubt("ends within an element of text")
        comment = self._document.find(b"<!--", place, ended.start()) if name == b"script" else -1
        if comment >= 0 and _SCRIPT.search(self._document, comment, ended.start()):
            raise Doubt("a script in a comment of a script, which may end elsewhere")
        return ended.start()

    def _look_at(self, name: bytes, attributes: bytes) -> None:
        found = _PAIR.finditer(attributes.decode("utf-8", "replace"))
        said: dict[str, str] = {}
        for pair in found:
            said.setdefault(pair[1].lower(), unescape(pair[2] or pair[3] or pair[4] or ""))
        if name == b"html" and any(key.startswith(("amp", "\u26a1")) for key in said):
            raise Doubt("AMP")  # no page of that kind may have other elements
        if name == b"meta" and said.get("http-equiv", "").strip().lower() == "content-security-policy":
            self._policies.append(said.get("content", ""))
