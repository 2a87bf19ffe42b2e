"""The fonts that are embedded in a report: Latin, Greek, Cyrillic, Hebrew and Arabic letters, and many signs.

DejaVu (https://dejavu-fonts.github.io/), with its licence beside it. What they lack is written by its number.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import groupby
from xml.sax.saxutils import escape

TEXT, BOLD, CODE = "Tracker-Text", "Tracker-Bold", "Tracker-Code"
_FILES = {TEXT: "DejaVuSansCondensed.ttf", BOLD: "DejaVuSansCondensed-Bold.ttf", CODE: "DejaVuSansMono.ttf"}


@cache
def letters(name: str) -> frozenset[int]:
    """Return the characters that a font has; it can be used from then on."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    data = files("tracker").joinpath("data", "fonts", _FILES[name]).read_bytes()
    font = TTFont(name, BytesIO(data))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def prepare() -> None:
    """Have all fonts ready."""
    from reportlab.pdfbase.pdfmetrics import registerFontFamily

    for name in _FILES:
        letters(name)
    registerFontFamily(TEXT, normal=TEXT, bold=BOLD, italic=TEXT, boldItalic=BOLD)


def plain(text: str, font: str = TEXT) -> str:
    """Return a text in letters that a font has; others by their numbers: `[U+4E2D 6587]`."""
    known = letters(font)
    text = text.replace("\u202f", "\xa0")  # ReportLab ends lines at the narrow one
    if all(ord(one) in known for one in text):
        return text
    runs = groupby(text, lambda one: ord(one) in known)
    return "".join("".join(run) if is_there else f"[U+{_numbers(run)}]" for is_there, run in runs)


def _numbers(run: Iterable[str]) -> str:
    return " ".join(f"{ord(one):04X}" for one in run)


def markup(text: str, font: str = TEXT) -> str:
    """Return a text for ReportLab's paragraphs, whose markup none of it can be."""
    return escape(plain(text, font), {'"': "&quot;", "'": "&#39;"})
