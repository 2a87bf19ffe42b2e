"""HTML as a stream of tags and text: one pass, in linear time and constant memory, for pages of any malice.

A tree would be nicer, but each tree builder at hand takes quadratic time for some page of 500 kB (100,000 nested
elements: 18 s; 60,000 attributes or options: 6 s), and the proxy reads what strangers send. What is asked of a form
does not need the tree. Tags are told from text as in the standard:
https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tracker.detection.references import unescaped

MAX_TOKENS = 30_000
_MAX_ATTRIBUTES = 40
_MAX_VALUE = 300

type Attributes = dict[str, str]


class Tag(NamedTuple):
    """A start or end tag. Attributes are read for start tags of `READ` and custom fields; of others at most the id."""

    name: str
    is_end: bool
    attributes: Attributes


READ = frozenset({"html", "form", "input", "select", "textarea", "label", "fieldset", "legend", "button", "a"})
"""Elements whose attributes matter."""

_TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]{0,40}+)(?:>|[^\s/>]*+((?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+)>)"""
)
_BEGINS = re.compile(r"</?[a-zA-Z]")
_ATTRIBUTE = re.compile(r"""([^\s/>=]{1,60})[^\s/>=]*+(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""")
_ID = re.compile(r"""\sid\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++))""", re.IGNORECASE)
_CUSTOM_FIELD = re.compile(r"-(?:input|textfield|field|textarea|select|password|email)(?:-v\d+)?$")
"""Elements of a page's own that are fields: ion-input, md-outlined-text-field, faceplate-text-input."""
_EDITABLE = "contenteditable"
_NO_ATTRIBUTES: Attributes = {}
_RAW_TEXT = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes")
}


def tokens_of(text: str, ids: frozenset[str] = frozenset()) -> Iterator[Tag | str]:
    """Return the tags and the texts between them, in order. Of other elements, those ids are told."""
    place = 0
    editable = _EDITABLE in text
    for _ in range(MAX_TOKENS):
        start = text.find("<", place)
        if start < 0:
            yield from _text(text, place, len(text))
            return
        if start > place:
            yield from _text(text, place, start)
        found = _tag(text, start, ids, editable)
        if found is None:
            return
        tag, inner, place = found
        if tag:
            yield tag
            if inner < place and tag.name == "title":
                yield from _text(text, inner, place)


def _text(text: str, start: int, end: int) -> Iterator[str]:
    part = text[start : min(end, start + 2 * _MAX_VALUE)].strip()
    if part:
        yield unescaped(part)


type _Found = tuple[Tag | None, int, int]


def _tag(text: str, start: int, ids: frozenset[str], editable: bool) -> _Found | None:
    """The tag at `start`, where it ends and where markup goes on; no tag for comments; None at the page's end."""
    found = _TAG.match(text, start)
    if found is None:
        return _no_tag(text, start)
    closes, name, inside = found.groups()
    name, end = name.lower(), found.end()
    if closes:
        return Tag(name, True, _NO_ATTRIBUTES), end, end
    attributes = _NO_ATTRIBUTES
    if inside:
        if name in READ or ("-" in name and is_custom_field(name)) or (editable and _EDITABLE in inside):
            attributes = _attributes(inside)
        elif ids:
            attributes = _referred_id(inside, ids)
    return Tag(name, False, attributes), end, _after_raw_text(text, name, end) if name in _RAW_TEXT else end


def is_custom_field(name: str) -> bool:
    """Return whether a page's own element is called as a field is."""
    return _CUSTOM_FIELD.search(name) is not None


def _referred_id(inside: str, ids: frozenset[str]) -> Attributes:
    found = _ID.search(inside)
    identity = (found[1] or found[2] or found[3] or "") if found else ""
    return {"id": identity} if identity in ids else _NO_ATTRIBUTES


def _no_tag(text: str, start: int) -> _Found | None:
    if _BEGINS.match(text, start):
        return None  # a tag that does not end
    if text.startswith("<!--", start):
        return _behind(text, "-->", start + 2)
    if text[start + 1 : start + 2] in ("!", "?", "/") and len(text) > start + 1:
        return _behind(text, ">", start + 1)
    return None, start + 1, start + 1


def _behind(text: str, mark: str, start: int) -> _Found | None:
    end = text.find(mark, start)
    return None if end < 0 else (None, end + len(mark), end + len(mark))


def _after_raw_text(text: str, name: str, start: int) -> int:
    """Where markup goes on: no tags are read inside a script and its like."""
    end = _RAW_TEXT[name].search(text, start)
    return end.start() if end else len(text)


def _attributes(inside: str) -> Attributes:
    found: Attributes = {}
    for count, match in enumerate(_ATTRIBUTE.finditer(inside)):
        if count == _MAX_ATTRIBUTES:
            break
        value = (match[2] or match[3] or match[4] or "")[:_MAX_VALUE]
        found.setdefault(match[1].lower(), unescaped(value))
    return found
