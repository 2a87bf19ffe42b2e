"""The parts of a document as ReportLab sets them on pages."""

from collections.abc import Iterator
from functools import singledispatch
from itertools import pairwise
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Spacer
from reportlab.platypus import Paragraph as _Paragraph
from reportlab.platypus import Table as Grid

from tracker.reporting import document as d
from tracker.reporting.fonts import BOLD, CODE, TEXT, markup, plain

INK, SOFT, LINE, FILL, SHADE = map(HexColor, ("#111111", "#555555", "#bbbbbb", "#444444", "#f0f0f0"))
_BAR = 13.0

BODY = ParagraphStyle("body", fontName=TEXT, fontSize=9.5, leading=13.2, textColor=INK, spaceAfter=5)
_NOTE = ParagraphStyle("note", BODY, fontSize=8.2, leading=11, textColor=SOFT)
_CELL = ParagraphStyle("cell", BODY, fontSize=7.6, leading=9.8, spaceAfter=0)
_NUMBER = ParagraphStyle("number", _CELL, alignment=TA_RIGHT)
_HEAD = ParagraphStyle("head", _CELL, fontName=BOLD)
_HEAD_NUMBER = ParagraphStyle("head of numbers", _HEAD, alignment=TA_RIGHT)
_CAPTION = ParagraphStyle("caption", _HEAD, fontSize=8.8, leading=11.5)
_FACT = ParagraphStyle("fact", BODY, spaceAfter=0, fontSize=9, leading=12)
_TERM = ParagraphStyle("term", _FACT, fontName=BOLD)
_BULLET = ParagraphStyle("bullet", BODY, leftIndent=12, bulletIndent=2, spaceAfter=3)
_COMMAND = ParagraphStyle(
    "command",
    BODY,
    fontName=CODE,
    fontSize=8,
    leading=11,
    leftIndent=5,
    rightIndent=5,
    backColor=SHADE,
    borderPadding=5,
    spaceBefore=6,
    spaceAfter=9,
)
TITLE = ParagraphStyle("title", BODY, fontName=BOLD, fontSize=24, leading=29, spaceBefore=70, spaceAfter=8)
SUBTITLE = ParagraphStyle("subtitle", BODY, fontSize=12, leading=16, textColor=SOFT, spaceAfter=16)
HEADINGS = {
    1: ParagraphStyle("chapter", BODY, fontName=BOLD, fontSize=16, leading=20, spaceBefore=16, spaceAfter=8),
    2: ParagraphStyle("part", BODY, fontName=BOLD, fontSize=12.5, leading=16, spaceBefore=12, spaceAfter=5),
    3: ParagraphStyle("subpart", BODY, fontName=BOLD, fontSize=10.2, leading=13.5, spaceBefore=9, spaceAfter=4),
}
_ROOM = {1: 190, 2: 150, 3: 130}
"""What must be left of a page below a heading."""


class Set(_Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph that breaks its lines once for a width: tables ask again and again, in each pass."""

    known: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self.known is None or self.known[0] != width or not hasattr(self, "blPara"):  # splitting drops them
            self.known = width, super().wrap(width, height)
        return self.known[1]


class Titled(Set):
    """A heading that stands in the bookmarks and, of the upper levels, in the contents."""

    def __init__(self, text: str, level: int, anchor: str = "") -> None:
        # behind the words: a word that touches the place of a link is not broken where it is too long
        name = f' <a name="{markup(anchor)}"/>' if anchor else ""
        super().__init__(markup(text, BOLD) + name, HEADINGS[level])
        self.said, self.level, self.anchor = text, level, anchor


class Pictured(Flowable):  # type: ignore[misc]
    """Horizontal bars to one scale, with their numbers."""

    def __init__(self, bars: d.Bars) -> None:
        super().__init__()
        self.bars = bars.bars

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, _BAR * len(self.bars) + 8
        return self.width, self.height

    def draw(self) -> None:
        label, said = self.width * 0.32, 50
        most = max((bar.value for bar in self.bars), default=0) or 1
        for place, bar in enumerate(self.bars):
            below = self.height - _BAR * (place + 1)
            long = (self.width - label - said) * bar.value / most
            self.canv.setFillColor(FILL)
            self.canv.rect(label, below + 1.5, max(long, 0.5 if bar.value else 0), _BAR - 3.5, stroke=0, fill=1)
            self.canv.setFillColor(INK)
            self.canv.setFont(TEXT, 8)
            self.canv.drawRightString(label - 5, below + 3.5, fitting(plain(bar.label), label - 5))
            self.canv.drawString(label + long + 4, below + 3.5, plain(bar.said))


def fitting(text: str, width: float) -> str:
    """Return a text beside a bar, cut so that it is no wider than so many points."""
    while len(text) > 1 and stringWidth(text, TEXT, 8) > width:
        text = f"{text[:-2]}…"
    return text


def heading(text: str, level: int, anchor: str = "") -> Iterator[Flowable]:
    """Yield a heading that does not stand alone at the end of a page."""
    yield CondPageBreak(_ROOM[level])
    yield Titled(text, level, anchor)


@singledispatch
def flowables(block: d.Block, width: float) -> Iterator[Flowable]:
    """Yield a part as it is set, on so much width in points."""
    raise TypeError(f"no such part of a report: {block!r}, {width}")


@flowables.register
def _(block: d.Heading, _width: float) -> Iterator[Flowable]:
    yield from heading(block.text, block.level, block.anchor)


@flowables.register
def _(block: d.Paragraph, _width: float) -> Iterator[Flowable]:
    yield Set(_line(block.line), _NOTE if block.is_note else BODY)


@flowables.register
def _(block: d.Bullets, _width: float) -> Iterator[Flowable]:
    for line in block.lines:
        yield Set(_line(line), _BULLET, bulletText="•")


@flowables.register
def _(block: d.Command, _width: float) -> Iterator[Flowable]:
    yield Set(markup(block.text, CODE), _COMMAND)


@flowables.register
def _(block: d.Facts, width: float) -> Iterator[Flowable]:
    rows = [[Set(markup(name, BOLD), _TERM), Set(_lines(lines), _FACT)] for name, lines in block.rows]
    if rows:
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
                 ("LINEABOVE", (0, 0), (-1, 0), 0.4, LINE), ("LEFTPADDING", (0, 0), (0, -1), 0)]  # fmt: skip
        yield Grid(rows, [width * 0.26, width * 0.74], style=style)
        yield Spacer(0, 8)


@flowables.register
def _(block: d.Bars, _width: float) -> Iterator[Flowable]:
    yield CondPageBreak(_BAR * len(block.bars) + 40)
    yield Set(markup(block.title, BOLD), ParagraphStyle("figure", _CAPTION, spaceBefore=6, spaceAfter=4))
    yield Pictured(block)


@flowables.register
def _(block: d.Table, width: float) -> Iterator[Flowable]:
    yield CondPageBreak(80)
    total = sum(one.share for one in block.columns)
    yield Grid(
        list(_rows(block)),
        [width * one.share / total for one in block.columns],
        repeatRows=2,
        style=[
            ("SPAN", (0, 0), (-1, 0)),
            ("LEFTPADDING", (0, 0), (-1, 0), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 1), (-1, 1), SHADE),
            ("LINEBELOW", (0, 1), (-1, 1), 1, INK),
            ("LINEBELOW", (0, 2), (-1, -1), 0.4, LINE),
            ("LEFTPADDING", (0, 1), (-1, -1), 3),
            ("RIGHTPADDING", (0, 1), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            *(("LEFTPADDING", (place, 1), (place, -1), 9) for place in _after_numbers(block)),
        ],
    )
    if block.rest:
        yield Set(markup(block.rest), ParagraphStyle("rest", _NOTE, spaceBefore=3))
    yield Spacer(0, 9)


def _after_numbers(table: d.Table) -> Iterator[int]:
    """The columns of words that numbers, set to the right, would touch."""
    for place, (before, one) in enumerate(pairwise(table.columns), 1):
        if before.is_number and not one.is_number:
            yield place


def _rows(table: d.Table) -> Iterator[list[Any]]:
    """The caption, the headings, then the rows: the first two stand on each page that the table is on."""
    yield [Set(markup(table.caption, BOLD), _CAPTION), *[""] * (len(table.columns) - 1)]
    yield [Set(markup(one.heading, BOLD), _HEAD_NUMBER if one.is_number else _HEAD) for one in table.columns]
    for row in table.rows:
        yield [_cell(one, column.is_number) for one, column in zip(row, table.columns, strict=True)]


def _cell(one: d.Cell, is_number: bool) -> Set:
    name = f'<a name="{markup(one.anchor)}"/>' if one.anchor else ""
    return Set(name + _lines(one.lines), _NUMBER if is_number else _CELL)


def _lines(lines: tuple[d.Line, ...]) -> str:
    return "<br/>".join(map(_line, lines))


def _line(line: d.Line) -> str:
    return "".join(map(_piece, line))


def _piece(piece: d.Piece) -> str:
    match piece:
        case d.Mono(text):
            return f'<font name="{CODE}" size="-1">{markup(text, CODE)}</font>'
        case d.Strong(text):
            return f'<font name="{BOLD}">{markup(text, BOLD)}</font>'
        case d.Link(text, address):
            return f'<a href="{markup(address)}"><u>{markup(text)}</u></a>'
        case str():
            return markup(piece)
