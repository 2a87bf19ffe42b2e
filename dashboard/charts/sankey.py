"""Bands that flow from column to column: what a flow of data is drawn with.

How often data left spans five orders of magnitude (a cookie thousands of times, an address once), so that bands are as
thick as the logarithm of it: thicker is more, and nothing that left once is too thin to see.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from math import log2
from typing import NamedTuple

from dashboard.charts.chart import Figure, drawn, shown
from dashboard.charts.palette import MANNERS, MUTED, faded
from dashboard.charts.style import layout
from dashboard.wording import MANNERS as MANNER_WORDS
from tracker.disclosure import Manner
from tracker.phrasing import sentence

_NODE, _LEAST, _HEAD, _FOOT = 34, 150, 28, 36  # pixels: for a node, in all, for headings, for the legend
_ACROSS = 46  # letters that stand side by side on a phone


type Place = tuple[str, str]
"""A node's key: its column and its name there."""


class Node(NamedTuple):
    """A node with its name as strangers gave it."""

    name: str
    colour: str
    address: str | None = None


class Band(NamedTuple):
    """A band between two nodes, by their keys. `told` is shown at the pointer, `label` on the band."""

    source: Place
    target: Place
    weight: float
    manner: Manner
    told: str
    label: str = ""


def weight(times: int) -> float:
    """Return how thick a band is for what left so many times."""
    return round(1 + log2(max(times, 1)), 2)


def kept[Key: Hashable](weights: Mapping[Key, float], most: int) -> set[Key]:
    """Return the heaviest keys: `most` in all, one fewer where the rest is gathered in a node of its own."""
    ordered = sorted(weights, key=lambda key: (-weights[key], str(key)))
    return set(ordered if len(ordered) <= most else ordered[: most - 1])


def figure(columns: Sequence[tuple[str, Mapping[Place, Node]]], bands: Sequence[Band]) -> Figure:
    """Return bands between columns, each with its heading and its nodes by key."""
    nodes = {key: node for _, column in columns for key, node in column.items()}
    tall = max(len(column) for _, column in columns)
    traces = [_trace(nodes, bands), *_legend(bands)]
    hidden = {"visible": False, "fixedrange": True}
    shape = layout(
        _HEAD + _FOOT + max(_NODE * tall, _LEAST),
        margin={"l": 4, "r": 4, "t": _HEAD, "b": 4},
        annotations=_headings([heading for heading, _ in columns]),
        xaxis=hidden,
        yaxis=hidden,
        showlegend=True,
    )
    shape["legend"] |= {"y": 0, "yanchor": "top"}
    short = [shown(name, letters) for name, letters in _on_a_phone([column for _, column in columns])]
    return drawn(traces, shape, {"data": [{"node": {"label": short}, "textfont": {"size": 10}}]})


def _on_a_phone(columns: Sequence[Mapping[Place, Node]]) -> Iterator[tuple[str, int]]:
    """The names with how many letters each may have: before the last column, two names stand between two nodes."""
    gap = _ACROSS // (len(columns) - 1)
    for place, column in enumerate(columns):
        letters = gap - 3 if place < len(columns) - 2 else gap // 2 - 1
        yield from ((node.name, letters) for node in column.values())


def _trace(nodes: Mapping[Place, Node], bands: Sequence[Band]) -> Figure:
    places = {key: place for place, key in enumerate(nodes)}
    return {
        "type": "sankey",
        "arrangement": "fixed",
        "domain": {"y": [0.03, 1]},  # room for half a name below the last node
        "node": {
            "label": [shown(node.name) for node in nodes.values()],
            "color": [node.colour for node in nodes.values()],
            "customdata": [node.address for node in nodes.values()],
            "hovertemplate": "%{label}<extra></extra>",
            "pad": 16,
            "thickness": 12,
            "line": {"width": 0},
        },
        "link": {
            "source": [places[band.source] for band in bands],
            "target": [places[band.target] for band in bands],
            "value": [band.weight for band in bands],
            "color": [faded(MANNERS[band.manner], 0.4) for band in bands],
            "label": [band.label for band in bands],
            "customdata": [band.told for band in bands],
            "hovertemplate": "%{source.label} → %{target.label}<br>%{customdata}<extra></extra>",
        },
    }


def _legend(bands: Sequence[Band]) -> list[Figure]:
    """Plotly has no legend for bands: empty traces stand for them."""
    count = Counter(band.manner for band in bands)
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": sentence(MANNER_WORDS[manner]),
            "marker": {"symbol": "square", "size": 11, "color": MANNERS[manner]},
            "hoverinfo": "skip",
        }
        for manner in Manner
        if manner in count
    ]


def _headings(words: Sequence[str]) -> list[Figure]:
    last = len(words) - 1
    return [
        {
            "text": heading,
            "x": place / last,
            "xanchor": "left" if not place else "right" if place == last else "center",
            "y": 1,
            "yanchor": "bottom",
            "yshift": 6,
            "xref": "paper",
            "yref": "paper",
            "showarrow": False,
            "font": {"size": 12, "color": MUTED},
        }
        for place, heading in enumerate(words)
    ]
