"""Text and tables for terminals. What strangers chose (hosts, names, previews) must not steer the terminal."""

import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_MIN_WIDTH = 60


class Column(NamedTuple):
    """A column's heading and its share of the width; a share of 0 takes `least` characters and no more."""

    heading: str
    least: int
    share: int = 0


def printable(text: str) -> str:
    r"""Return text on one line, with characters that steer a terminal or turn its direction written as `\x1b`."""
    return _STEERING.sub(lambda found: _escaped(found[0]), text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], width: int | None = None) -> Iterator[str]:
    """Yield a heading and one line for each row, as they come, cut to the terminal's width."""
    widths = _widths(columns, max(width or shutil.get_terminal_size((120, 24)).columns, _MIN_WIDTH))
    yield _line([column.heading for column in columns], widths)
    yield _line(["─" * size for size in widths], widths)
    for row in rows:
        yield _line([printable(cell) for cell in row], widths)


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    shares = sum(column.share for column in columns) or 1
    spare = max(0, width - sum(column.least for column in columns) - 2 * (len(columns) - 1))
    return [column.least + spare * column.share // shares for column in columns]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_fitted(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _fitted(text: str, width: int) -> str:
    """Cut or fill text to that many columns of a terminal, in which East Asian characters take two."""
    if text.isascii():
        return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
    sizes = [_columns(character) for character in text]
    total = sum(sizes)
    if total <= width:
        return text + " " * (width - total)
    kept = len(sizes)
    while total > width - 1:
        kept -= 1
        total -= sizes[kept]
    return text[:kept] + "…" + " " * (width - 1 - total)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
