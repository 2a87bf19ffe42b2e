"""What a report is made of: plain parts that know nothing of how they are set."""

from datetime import datetime
from typing import NamedTuple

from tracker.phrasing import voice
from tracker.terminal import printable

_MOST = 160


class Mono(NamedTuple):
    """A code, or what strangers named: a host, a field, a masked value. It is told apart from the words around it."""

    text: str


class Strong(NamedTuple):
    """Words that stand out."""

    text: str


class Link(NamedTuple):
    """Words that lead somewhere: to the web or an e-mail, or (`#E12`) to another place of the report."""

    text: str
    address: str


type Piece = str | Mono | Strong | Link
type Line = tuple[Piece, ...]


class Heading(NamedTuple):
    """The title of a part of a chapter; `level` is 2 or 3, `anchor` the name that links lead to."""

    text: str
    level: int = 2
    anchor: str = ""


class Paragraph(NamedTuple):
    """Some sentences; a note is set smaller."""

    line: Line
    is_note: bool = False


class Bullets(NamedTuple):
    """Sentences one below the other."""

    lines: tuple[Line, ...]


class Facts(NamedTuple):
    """Names with what is said under each, one line below the other."""

    rows: tuple[tuple[str, tuple[Line, ...]], ...]


class Cell(NamedTuple):
    """Lines one below the other; `anchor` is the name that links lead to."""

    lines: tuple[Line, ...]
    anchor: str = ""


class Column(NamedTuple):
    """A column's heading and its share of the width; numbers are set to the right."""

    heading: str
    share: int
    is_number: bool = False


class Table(NamedTuple):
    """Rows under headings, which are repeated on every page; `rest` says what was left out, '' where nothing was."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rest: str = ""


class Bar(NamedTuple):
    """One bar: what it is of, how long it is, and that in words."""

    label: str
    value: int
    said: str


class Bars(NamedTuple):
    """Horizontal bars to one scale."""

    title: str
    bars: tuple[Bar, ...]


class Command(NamedTuple):
    """What can be typed into a terminal."""

    text: str


type Block = Heading | Paragraph | Bullets | Facts | Table | Bars | Command


class Chapter(NamedTuple):
    """A numbered part; each begins on a page of its own where `is_apart`."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    is_apart: bool = False


class Document(NamedTuple):
    """A whole report. `language` is the code (ISO 639-1) of the one it is said in; `made` says who made it and when,
    which was at `time`.
    """

    title: str
    subtitle: str
    language: str
    made: str
    time: datetime
    front: tuple[Block, ...]
    chapters: tuple[Chapter, ...]


def cell(*lines: Piece | Line, anchor: str = "") -> Cell:
    """Return a cell of these lines, each of one piece or of several."""
    return Cell(tuple((line,) if isinstance(line, str | Mono | Strong | Link) else line for line in lines), anchor)


def count(number: int) -> Cell:
    """Return a number in a table."""
    return cell(voice().number(number))


def named(text: str, most: int = _MOST) -> Mono:
    """Return what a stranger named, harmless: on one line, nothing invisible in it, and cut where it is very long."""
    return Mono(short(text, most))


def short(text: str, most: int = _MOST) -> str:
    """Return text on one line, what steers or cannot be seen written out, and no longer than that."""
    if len(text) > most:
        text = text[: most - 1] + "…"
    return printable(text.encode("utf-8", "replace").decode())
