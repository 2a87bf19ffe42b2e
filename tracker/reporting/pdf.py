"""A report as PDF: text that can be selected, its language, title and bookmarks told, and its fonts within.

Set by ReportLab, which is Python alone. It does not tag structure (PDF/UA): who needs a screen reader is better served
by the HTML file, which has the same content.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import TimeStamp
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from tracker.phrasing import gettext
from tracker.reporting.document import Document, Heading
from tracker.reporting.flowables import BODY, HEADINGS, SOFT, SUBTITLE, TITLE, Set, Titled, flowables, heading
from tracker.reporting.fonts import BOLD, TEXT, markup, plain, prepare

PAPERS = {"a4": A4, "letter": LETTER}
_SIDE, _TOP, _BOTTOM = 18 * mm, 17 * mm, 20 * mm


def encoded(document: Document, paper: str = "a4") -> bytes:
    """Return a report as a PDF file, on A4 or US Letter."""
    prepare()
    file = BytesIO()
    setting = _Setting(file, document, PAPERS[paper])
    setting.multiBuild(list(_story(document, setting.width)))
    return file.getvalue()


class _Setting(BaseDocTemplate):  # type: ignore[misc]  # ReportLab has no types
    """Sets a document: numbers its pages, and makes bookmarks and contents of its headings."""

    def __init__(self, file: BytesIO, document: Document, size: tuple[float, float]) -> None:
        super().__init__(
            file, pagesize=size, leftMargin=_SIDE, rightMargin=_SIDE, topMargin=_TOP, bottomMargin=_BOTTOM,
            title=document.title, author="Tracker", subject=document.subtitle, creator=document.made,
            lang=document.language, displayDocTitle=True, initialFontName=TEXT,
        )  # fmt: skip
        self.document, self.pages, self.passed = document, 0, 0
        frame = Frame(_SIDE, _BOTTOM, self.width, self.height, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._number))

    def beforeDocument(self) -> None:  # noqa: N802 - ReportLab's name
        stamp, time = TimeStamp(invariant=1), self.document.time
        stamp.t, stamp.lt, stamp.YMDhms = time.timestamp(), time.utctimetuple(), tuple(time.utctimetuple())[:6]
        self.canv._doc._timeStamp = stamp  # noqa: SLF001 - by default it tells the time zone of the machine
        self.pages, self.passed, self.depth = self.passed, 0, -1

    def afterPage(self) -> None:  # noqa: N802
        self.passed = self.page

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        if not isinstance(flowable, Titled):
            return
        key = f"heading {self.page} {id(flowable)}"
        self.canv.bookmarkPage(key)
        level = min(flowable.level - 1, self.depth + 1)
        self.canv.addOutlineEntry(plain(flowable.said), key, level, closed=level > 0)
        self.depth = level
        if flowable.level == 1 or (flowable.level == 2 and flowable.anchor):
            self.notify("TOCEntry", (flowable.level - 1, markup(flowable.said), self.page, key))

    def _number(self, canvas: Any, _setting: Any) -> None:
        canvas.saveState()
        canvas.setFont(TEXT, 8)
        canvas.setFillColor(SOFT)
        below, (width, _) = 11 * mm, self.pagesize
        if self.page > 1:
            canvas.drawString(_SIDE, below, plain(self.document.title[:90]))
        number = gettext("page %(number)s of %(total)s", number=self.page, total=self.pages or self.page)
        canvas.drawRightString(width - _SIDE, below, plain(number))
        canvas.restoreState()


def _story(document: Document, width: float) -> Iterator[Flowable]:
    yield Set(markup(document.made), ParagraphStyle("maker", BODY, textColor=SOFT, fontSize=8.5))
    yield Set(markup(document.title, BOLD), TITLE)
    yield Set(markup(document.subtitle), SUBTITLE)
    for block in document.front:
        yield from flowables(block, width)
    yield Set(markup(gettext("Contents"), BOLD), HEADINGS[2])
    yield _contents(document)
    is_first = True
    for number, chapter in enumerate(document.chapters, 1):
        if chapter.is_apart or is_first:
            yield PageBreak()
        is_first = False
        yield from heading(f"{number}. {chapter.title}", 1, chapter.anchor)
        for block in chapter.blocks:
            yield from flowables(block, width)


def _contents(document: Document) -> TableOfContents:
    """The contents: as long from the beginning as they will be, so that the second pass is the last."""
    table = TableOfContents(dotsMinLevel=0)
    table.tableStyle = TableStyle([("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)])
    table.levelStyles = [
        ParagraphStyle("contents", BODY, fontSize=9, leading=11, spaceAfter=0),
        ParagraphStyle("contents of parts", BODY, fontSize=8.5, leading=11, leftIndent=14, spaceAfter=0),
    ]
    for level, title in _entries(document):
        table.addEntry(level, markup(title), 0)
    return table


def _entries(document: Document) -> Iterator[tuple[int, str]]:
    for number, chapter in enumerate(document.chapters, 1):
        yield 0, f"{number}. {chapter.title}"
        yield from (
            (1, one.text) for one in chapter.blocks if isinstance(one, Heading) and one.level == 2 and one.anchor
        )
