"""How all charts look: no frame, no toolbar, quiet axes, in the colours of the page."""

from typing import Any

from dashboard.charts.palette import LINE, MUTED, PANEL, TEXT
from dashboard.formats import number
from tracker.phrasing import Words, message

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
SENSE_WORDS = Words(
    {
        1: message("says little alone"),
        2: message("says a little"),
        3: message("names or reaches you"),
        4: message("sensitive"),
        5: message("specially protected, or a key"),
    }
)
"""Sensitivities in words, for legends."""
_BAR = 26  # pixels for one horizontal bar
_EDGE = 64
_TICKS = 5


def layout(height: int, **more: Any) -> dict[str, Any]:
    """Return the layout that charts share, with `more` on top."""
    font = {"family": FONT, "size": 13, "color": TEXT}
    shared = {
        "height": height,
        "autosize": True,
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8, "pad": 4},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": font,
        "hoverlabel": {"font": font, "align": "left", "bgcolor": PANEL, "bordercolor": MUTED, "namelength": -1},
        "dragmode": False,
        "separators": _separators(),
        "legend": {"orientation": "h", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "traceorder": "normal"},
    }
    return shared | more


def height_of(bars: int) -> int:
    """Return the height in pixels of a chart with so many horizontal bars."""
    return _EDGE + _BAR * max(bars, 2)


def counts(most: int) -> dict[str, Any]:
    """Return an axis that counts, up to `most`: by whole numbers, also where there are few."""
    steps = {"dtick": 1} if most < _TICKS else {"nticks": _TICKS}
    return axis() | {"rangemode": "tozero", "tickformat": ",d"} | steps


def names(labels: list[str]) -> dict[str, Any]:
    """Return an axis of names, the first on top. Bars are placed by number: two names may look alike."""
    return axis() | {
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "tickfont": {"color": TEXT},
        "range": [max(len(labels), 2) - 0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
    }


def axis() -> dict[str, Any]:
    """Return what all axes share."""
    return {
        "automargin": True,
        "fixedrange": True,
        "gridcolor": LINE,
        "linecolor": LINE,
        "zerolinecolor": LINE,
        "color": MUTED,
        "tickcolor": LINE,
    }


def bare(first: float, last: float) -> dict[str, Any]:
    """Return an axis that only holds places, and is not seen."""
    return {"visible": False, "fixedrange": True, "range": [first, last]}


def _separators() -> str:
    """The reader's marks for decimals and thousands, as Plotly asks for them: the latter as a number is said."""
    thousands = number(1_234_567)[1]
    return f"{'.' if thousands == ',' else ','}{thousands}"
