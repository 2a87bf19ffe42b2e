"""What a page shows of a chart: a title that is the answer, the figure, and the table behind it."""

from html import escape
from typing import Any, NamedTuple

import plotly.graph_objects as go

_LONGEST = 26


class Cell(NamedTuple):
    """A cell of a table; it may lead to the evidence."""

    text: str
    address: str | None = None


class Table(NamedTuple):
    """The numbers behind a chart."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Chart(NamedTuple):
    """One chart. `id` is unique on its page; `figure` is Plotly's JSON; `note` says in a sentence what is counted."""

    id: str
    title: str
    note: str
    figure: dict[str, Any]
    table: Table


def drawn(figure: go.Figure) -> dict[str, Any]:
    """Return a figure as plain lists, texts and numbers."""
    document: dict[str, Any] = figure.to_plotly_json()
    return document


def shown(text: str) -> str:
    """Return a stranger's text fit for a label: short, and nothing in it that Plotly takes for its HTML."""
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return escape(short, quote=False)
