"""What a page shows of a chart: a title that is the answer, the figure, and the table behind it."""

import re
from html import escape
from itertools import accumulate
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from dashboard.formats import number

type Figure = dict[str, Any]
"""A figure as Plotly's JSON: `data` and `layout`, and `narrow` with what is another on a phone. A colour may be the
name of a property of the style sheet (`--sense-3`): `static/charts.js` puts the theme's own in its place."""

_LONGEST = 26
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Controls, and what turns the writing of what follows (Unicode's bidirectional controls)."""


class Cell(NamedTuple):
    """A cell of a table; it may lead to the evidence. `amount` is its number, for programs, where it is one."""

    text: str
    address: str | None = None
    amount: int | None = None


class Table(NamedTuple):
    """The numbers behind a chart. Where there are more rows than are listed, `rest` says so in a sentence."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rest: str = ""


class Chart(NamedTuple):
    """One chart. `id` is unique on its page; `figure` is Plotly's JSON; `note` says in a sentence what is counted."""

    id: str
    title: str
    note: str
    figure: Figure
    table: Table


def drawn(data: list[Figure], layout: Figure, narrow: Figure | None = None) -> Figure:
    """Return a figure of traces and a layout; `narrow` is laid over both where the page is narrow."""
    return {"data": data, "layout": layout} | ({"narrow": narrow} if narrow else {})


def counted_cell(value: int, address: str | None = None) -> Cell:
    """Return the cell of a number."""
    return Cell(number(value), address, value)


def shown(text: str, longest: int = _LONGEST) -> str:
    """Return a stranger's text fit for a label: short, and nothing in it that Plotly takes for its HTML.

    `longest` is in letters; a Chinese or Japanese sign takes the room of two.
    """
    clean = _UNSEEN.sub("\ufffd", text)
    fits = longest if clean.isascii() else _fitting(clean, longest)
    short = clean if len(clean) <= fits else f"{clean[: max(fits - 1, 1)]}…"
    return escape(short, quote=False)


def _fitting(text: str, longest: int) -> int:
    """How many of its first signs take no more room than so many letters."""
    ends = accumulate(2 if east_asian_width(letter) in "WF" else 1 for letter in text[:longest])
    return sum(end <= longest for end in ends)
