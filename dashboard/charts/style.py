"""How all charts look: no frame, no toolbar, quiet axes. `static/charts.js` gives text and grid the page's colours."""

from typing import Any

import plotly.graph_objects as go

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_BAR = 26  # pixels for one horizontal bar
_EDGE = 64


def layout(height: int, **more: Any) -> go.Layout:
    """Return the layout that charts share, with `more` on top."""
    return go.Layout(
        template="none",
        height=height,
        autosize=True,
        margin={"l": 8, "r": 12, "t": 8, "b": 8, "pad": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 13},
        hoverlabel={"font": {"family": FONT, "size": 13}, "align": "left"},
        dragmode=False,
        legend={"orientation": "h", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "traceorder": "normal"},
        **more,
    )


def height_of(bars: int) -> int:
    """Return the height in pixels of a chart with so many horizontal bars."""
    return _EDGE + _BAR * max(bars, 2)


def counts(**more: Any) -> dict[str, Any]:
    """Return an axis that counts."""
    return {"automargin": True, "fixedrange": True, "rangemode": "tozero", "tickformat": ",d", "nticks": 5, **more}


def names(labels: list[str]) -> dict[str, Any]:
    """Return an axis of names, the first on top. Bars are placed by number: two names may look alike."""
    return {
        "automargin": True,
        "fixedrange": True,
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "range": [max(len(labels), 2) - 0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
    }
