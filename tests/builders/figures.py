"""Charts' figures as Plotly's own classes read them: what is no valid figure is an error."""

import re
from copy import deepcopy
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.chart import Chart, Figure

_PROPERTY = re.compile(r"--[a-z0-9-]+")


def plotted(figure: Figure) -> go.Figure:
    """The figure on a wide page, its colours' names replaced by one colour."""
    return go.Figure(_painted({"data": figure["data"], "layout": figure["layout"]}))


def plotted_narrow(figure: Figure) -> go.Figure:
    """The figure on a phone, as `static/charts.js` lays it over."""
    narrow = figure.get("narrow", {})
    layout = _laid(figure["layout"], narrow.get("layout", {}))
    above = narrow.get("data", [])
    data = [_laid(trace, above[place] if place < len(above) else {}) for place, trace in enumerate(figure["data"])]
    return go.Figure(_painted({"data": data, "layout": layout}))


def texts(figure: Figure) -> list[str]:
    """All texts that Plotly may read as its HTML: whatever stands under a key that it draws."""
    drawn = {"text", "hovertext", "label", "labels", "name", "ticktext", "title", "hovertemplate", "texttemplate"}
    found: list[str] = []

    def walk(value: Any, is_drawn: bool) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, is_drawn or name in drawn)
        elif isinstance(value, list | tuple):
            for inner in value:
                walk(inner, is_drawn)
        elif isinstance(value, str) and is_drawn:
            found.append(value)

    walk(figure, False)
    return found


def addresses(chart: Chart) -> set[str]:
    """Where the points of a chart and the cells of its table lead."""
    found = {cell.address for row in chart.table.rows for cell in row if cell.address}

    def walk(value: Any) -> None:
        if isinstance(value, list | tuple):
            for inner in value:
                walk(inner)
        elif isinstance(value, str):
            found.add(value)

    for trace in chart.figure["data"]:
        if trace["type"] == "sankey":
            walk(trace["node"]["customdata"])
        else:
            walk(trace.get("customdata", []))
    return found


def _laid(below: Any, above: Any) -> Any:
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return {**below, **{name: _laid(below.get(name), value) for name, value in above.items()}}


def _painted(value: Any) -> Any:
    value = deepcopy(value)
    if isinstance(value, dict):
        return {name: _painted(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_painted(inner) for inner in value]
    return "#123456" if isinstance(value, str) and _PROPERTY.fullmatch(value) else value
