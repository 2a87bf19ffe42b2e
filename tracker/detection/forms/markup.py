"""HTML as a stream of tags and text: one pass, in linear time and constant memory, for pages of any malice.

A tree would be nicer, but each tree builder at hand takes quadratic time for some page of 500 kB (100,000 nested
elements: 18 s; 60,000 attributes or options: 6 s), and the proxy reads what strangers send. What is asked of a form
does not need the tree. Tags are told from text as in the standard:
https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

MAX_SIZE = 1_500_000
MAX_TOKENS = 30_000
_MAX_ATTRIBUTES = 40
_MAX_VALUE = 300

type Attributes = dict[str, str]


class Tag(NamedTuple):
    """A start or end tag. Attributes are read for start tags of `READ` only."""

    name: str
    is_end: bool
    attributes: Attributes


READ = frozenset({"html", "form", "input", "select", "textarea", "label", "fieldset", "legend", "button", "a"})
"""Elements whose attributes matter."""

_TAG = re.compile(r"</?([a-zA-Z][^\s/>]{0,40})[^\s/>]*+")
_INSIDE = re.compile(r"""(?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+>""")
_ATTRIBUTE = re.compile(r"""([^\s/>=]{1,60})[^\s/>=]*+(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""")
_RAW_TEXT = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes")
}


def text_of(page: bytes | str) -> str:
    """Return a page as text, at most MAX_SIZE of it. UTF-8 where it can be read so, else Windows-1252."""
    if isinstance(page, str):
        return page[:MAX_SIZE]
    data = page[:MAX_SIZE]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= len(text) // 1000:
        return text
    charset = _CHARSET.search(data[:4096])
    try:
        return data.decode(charset[1].decode("ascii") if charset else "cp1252", "replace")
    except LookupError:
        return text


_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


def tokens_of(text: str, with_ids: bool = False) -> Iterator[Tag | str]:
    """Return the tags and the texts between them, in order. With ids, attributes of every start tag are read."""
    place = 0
    for _ in range(MAX_TOKENS):
        start = text.find("<", place)
        if start < 0:
            yield from _text(text, place, len(text))
            return
        yield from _text(text, place, start)
        found = _tag(text, start, with_ids)
        if found is None:
            return
        tag, place = found
        if tag:
            yield tag


def _text(text: str, start: int, end: int) -> Iterator[str]:
    part = text[start : min(end, start + 2 * _MAX_VALUE)].strip()
    if part:
        yield unescape(part) if "&" in part else part


def _tag(text: str, start: int, with_ids: bool) -> tuple[Tag | None, int] | None:
    """The tag at `start` and where it ends; no tag for comments and the like; None at the end of the page."""
    opening = _TAG.match(text, start)
    if opening is None:
        return _no_tag(text, start)
    inside = _INSIDE.match(text, opening.end())
    if inside is None:
        return None
    name, is_end = opening[1].lower(), text[start + 1] == "/"
    if is_end:
        return Tag(name, True, {}), inside.end()
    read = name in READ or with_ids
    attributes = _attributes(inside[0][:-1]) if read else {}
    return Tag(name, False, attributes), _after_raw_text(text, name, inside.end())


def _no_tag(text: str, start: int) -> tuple[Tag | None, int] | None:
    if text.startswith("<!--", start):
        return _behind(text, "-->", start + 2)
    if text[start + 1 : start + 2] in ("!", "?", "/") and len(text) > start + 1:
        return _behind(text, ">", start + 1)
    return None, start + 1


def _behind(text: str, mark: str, start: int) -> tuple[None, int] | None:
    end = text.find(mark, start)
    return None if end < 0 else (None, end + len(mark))


def _after_raw_text(text: str, name: str, start: int) -> int:
    """Where markup goes on: no tags are read inside a script and its like."""
    closing = _RAW_TEXT.get(name)
    if closing is None:
        return start
    end = closing.search(text, start)
    return end.start() if end else len(text)


def _attributes(inside: str) -> Attributes:
    found: Attributes = {}
    for count, match in enumerate(_ATTRIBUTE.finditer(inside)):
        if count == _MAX_ATTRIBUTES:
            break
        value = (match[2] or match[3] or match[4] or "")[:_MAX_VALUE]
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found
