"""Text back into the bytes that it was read from."""

import codecs

from tracker.detection.bodies.charset import charset_of, text_of

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Written:
    """Bytes that are text: `text`, and how another text is written like it."""

    __slots__ = ("_charset", "_mark", "text")

    def __init__(self, text: str, charset: str, mark: bytes) -> None:
        self.text, self._charset, self._mark = text, charset, mark

    def bytes_of(self, text: str) -> bytes | None:
        """Return a text as bytes of the same charset; None where it has no such characters."""
        try:
            return self._mark + text.encode(self._charset)
        except UnicodeEncodeError:
            return None


def written(data: bytes, label: str = "") -> Written | None:
    """Return bytes as text that can be written back to the same bytes; None for what is no text, or broken."""
    text = text_of(data, label)
    if text is None:
        return None
    mark, marked = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", ""))
    declared = charset_of(label) or ""
    for charset in filter(None, (marked or "utf-8", declared, "utf-16-le", "utf-16-be", "cp1252")):
        found = Written(text, codecs.lookup(charset).name, mark)
        if found.bytes_of(text) == data:
            return found
    return None
