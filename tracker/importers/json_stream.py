"""The elements of a HAR's long lists, one after another, out of a file of any size.

Only brackets and strings are told apart here; each element is parsed by itself. So an element that is no JSON, not
UTF-8, or nested too deeply spoils nothing but itself, and memory holds no more than one element. (A streaming parser
gives up at the first such place.)
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_PLAIN = rb'[^"{}\[\]]*+'
_TEXT = _PLAIN + rb"(?:" + _STRING + _PLAIN + rb")*+"
_LEAF = rb"[{\[]" + _TEXT + rb"[}\]]"
_DEPTH = 5  # levels within an element


def _within(depth: int) -> bytes:
    """The pattern of what stands within a pair of brackets, other pairs within it to that depth."""
    inner = rb"|[{\[]" + _within(depth - 1) + rb"[}\]]" if depth else b""
    return _PLAIN + rb"(?:(?:" + _STRING + inner + rb")" + _PLAIN + rb")*+"


_BRACKET = re.compile(_TEXT + rb"([{}\[\]])", re.DOTALL)
_OUTER_BRACKET = re.compile(
    _PLAIN + rb"(?:(?:" + _STRING + rb"|" + _LEAF + rb")" + _PLAIN + rb")*+([{}\[\]])", re.DOTALL
)
_ELEMENT = re.compile(rb"[{\[]" + _within(_DEPTH) + rb"[}\]]", re.DOTALL)
"""A whole element, if it is nested no deeper than entries commonly are: one match instead of one for each bracket."""
_KEY = re.compile(rb'"([^"\\]{1,32})"\s*:\s*$')
_BLOCK = 1 << 18
MAX_ELEMENT = 256 << 20
"""Bytes of one element: more is taken for damage, not for a request."""


class DamagedError(ValueError):
    """The file breaks off, or its lists do not fit together."""


class Element(NamedTuple):
    """One element of `log.entries` or `log.pages`, not parsed yet."""

    name: str
    data: bytes


def elements(file: BinaryIO) -> Iterator[Element]:
    """Yield the elements of all lists directly under the document's `log`. Raises DamagedError where it breaks off."""
    yield from _Walk(_Scanner(file)).elements()


class _Scanner:
    """A window on the file that moves from bracket to bracket."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._window = b""
        self._mark: int | None = None
        self.start = self.end = 0  # of the text before the last bracket, and behind the bracket

    def bracket(self, *, skip_leaves: bool = False) -> bytes:
        """Go behind the next bracket and return it; b"" at the end. Brackets with none inside may be skipped."""
        pattern = _OUTER_BRACKET if skip_leaves else _BRACKET
        while (found := pattern.match(self._window, self.end)) is None:
            if not self._refill():
                return b""
        self.start, self.end = self.end, found.end()
        return found[1]

    def skip_element(self) -> bool:
        """Go behind the bracket that closes the last one, if all of it is in the window and not nested too deeply."""
        found = _ELEMENT.match(self._window, self.end - 1)
        if found is None:
            return False
        self.start, self.end = found.end() - 1, found.end()
        return True

    def _refill(self) -> bool:
        """Read on; each time twice as much, so that a long string is not searched again and again."""
        kept = self.end if self._mark is None else self._mark
        pending = len(self._window) - kept
        if pending > MAX_ELEMENT:
            raise DamagedError
        more = self._file.read(max(_BLOCK, pending))
        self._window = self._window[kept:] + more
        self.start, self.end = self.start - kept, self.end - kept
        if self._mark is not None:
            self._mark = 0
        return bool(more)

    def before(self) -> bytes:
        """What stands between the last two brackets."""
        return self._window[max(0, self.start) : self.end - 1]

    def mark(self) -> None:
        """Keep what follows, the last bracket included."""
        self._mark = self.end - 1

    def marked(self) -> bytes:
        """Return what was kept."""
        start, self._mark = self._mark, None
        return self._window[start : self.end]


class _Walk:
    """Follows the brackets: the document is at depth 1, `log` at 2, its lists at 3, their elements at 4 and below."""

    def __init__(self, scanner: _Scanner) -> None:
        self._scanner = scanner
        self._depth = 0
        self._is_log = False
        self._list: str | None = None

    def elements(self) -> Iterator[Element]:
        while bracket := self._scanner.bracket(skip_leaves=self._depth > 3):
            if self._depth == 3 and self._list is not None:
                yield from self._scalars(self._list)
            if bracket in b"{[":
                self._open(bracket)
                if self._depth == 4 and self._list is not None and self._scanner.skip_element():
                    yield from self._close(bracket)
            else:
                yield from self._close(bracket)
            if self._depth == 0:
                return
        raise DamagedError

    def _open(self, bracket: bytes) -> None:
        if self._depth == 1:
            self._is_log = self._key() == "log"
        elif self._depth == 2:
            self._list = self._key() if self._is_log and bracket == b"[" else None
        elif self._depth == 3 and self._list is not None:
            self._scanner.mark()
        self._depth += 1

    def _close(self, bracket: bytes) -> Iterator[Element]:
        self._depth -= 1
        if self._depth == 3 and self._list is not None:
            yield Element(self._list, self._scanner.marked())
        elif self._depth == 2 and self._list is not None:
            self._list = None
            if bracket != b"]":
                raise DamagedError

    def _key(self) -> str:
        found = _KEY.search(self._scanner.before()[-64:])
        return found[1].decode("ascii", "replace") if found else ""

    def _scalars(self, name: str) -> Iterator[Element]:
        """Elements that are neither objects nor lists: nothing that we want, but they count."""
        for text in self._scanner.before().split(b","):
            if text.strip():
                yield Element(name, text)
