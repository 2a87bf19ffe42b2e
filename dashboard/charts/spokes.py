"""One in the middle, and around it on both sides those it has to do with, by group: what, and how much.

A neighbourhood is drawn so at any size: names stand outward in rows, and what is beyond the rows is gathered.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.charts.chart import Figure, drawn, shown
from dashboard.charts.palette import GREY, MUTED, PANEL, SENSES, TEXT, sense
from dashboard.charts.style import SENSE_WORDS, bare, layout
from tracker.phrasing import ngettext

_ROW = 36  # pixels
_MIDDLE, _LEFT, _RIGHT = 50, 38, 62
MOST = 18
"""Rows of a side, and so of a group."""
_NAME, _NAME_NARROW, _WHAT, _WHAT_NARROW, _HEADING_NARROW = 30, 15, 46, 19, 17  # letters
_SIZES = (8, 17)  # pixels


class Spoke(NamedTuple):
    """One around the middle: its name, what it has to do with it in words, how sensitive and how heavy that is (the
    heaviest first in its group), and where a click leads. `told` is shown at the pointer.
    """

    name: str
    what: str
    told: str
    sensitivity: int
    weight: float
    address: str | None


class Group(NamedTuple):
    """Those around the middle that have something in common."""

    heading: str
    spokes: Sequence[Spoke]


class _Row(NamedTuple):
    """A row of a side: a heading (without a spoke) or a spoke."""

    words: str
    spoke: Spoke | None


def figure(middle: str, left: Sequence[Group], right: Sequence[Group], most: int = MOST) -> Figure:
    """Return the middle with its groups on both sides. Where one side has nobody, the other's are parted."""
    sides = [_rows(groups, most) for groups in _both(left, right, most)]
    rows = max(*map(len, sides), 4)
    heaviest = max((s.weight for groups in (left, right) for group in groups for s in group.spokes), default=1) or 1
    traces: list[Figure] = []
    texts: list[Figure] = []
    for x, side in zip((_LEFT, _RIGHT), sides, strict=True):
        top = (rows - len(side)) / 2
        traces += _lines(x, side, top, rows / 2 - 0.5)
        texts += [_dots(x, side, top, heaviest), _what(x, side, top), _headings(x, side, top)]
    shape = layout(
        rows * _ROW + 60,
        xaxis=bare(0, 100),
        yaxis=bare(rows - 0.4, -0.6),
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        annotations=[_centre(middle) | {"y": rows / 2 - 0.5}],
        showlegend=True,
    )
    shape["legend"] |= {"y": 0, "yanchor": "top"}
    keys = legend({row.spoke.sensitivity for side in sides for row in side if row.spoke})
    above = _centre(middle) | {"y": -1.1, "yshift": 0}  # where there is no room beside
    narrow = {"yaxis": {"range": [rows - 0.4, -1.8]}, "annotations": [above]}
    drawings = [*traces, *texts, _middle(rows), *keys]
    return drawn(drawings, shape, {"data": _narrow(traces, sides), "layout": narrow})


def halves(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Return the groups parted into two sides of about the same height, in their order."""
    sides: tuple[list[Group], list[Group]] = ([], [])
    heights = [0, 0]
    for group in groups:
        side = 1 if heights[1] <= heights[0] else 0
        sides[side].append(group)
        heights[side] += min(len(group.spokes), MOST) + 1
    return sides


def _both(left: Sequence[Group], right: Sequence[Group], most: int) -> tuple[Sequence[Group], Sequence[Group]]:
    """The groups as they stand, or those of the only side that has any, parted: nothing is drawn to one half alone."""
    found = [[group for group in groups if group.spokes] for groups in (left, right)]
    if all(found) or not any(found):
        return left, right
    groups = found[0] or found[1]
    if len(groups) > 1:
        return halves(groups)
    heading, spokes = groups[0]
    middle = min(-(-len(spokes) // 2), most)
    return [Group(heading, spokes[:middle])], [Group(heading, spokes[middle:])]


def legend(sensitivities: set[int]) -> list[Figure]:
    """Return empty traces that say in the legend what the colours mean."""
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": SENSE_WORDS[step],
            "marker": {"size": 11, "color": sense(step)},
            "hoverinfo": "skip",
        }
        for step in SENSES
        if step in sensitivities
    ]


def _rows(groups: Sequence[Group], most: int) -> list[_Row]:
    rows: list[_Row] = []
    left = most
    for place, group in enumerate(groups):
        if not group.spokes:
            continue
        rows.append(_Row(group.heading, None))
        share = max(1, left - sum(1 for later in groups[place + 1 :] if later.spokes))
        kept = group.spokes if len(group.spokes) <= share else group.spokes[: max(share - 1, 0)]
        rows += [_Row(spoke.name, spoke) for spoke in kept]
        if rest := group.spokes[len(kept) :]:
            rows.append(_gathered(rest))
        left -= len(kept) + bool(rest)
    return rows


def _gathered(rest: Sequence[Spoke]) -> _Row:
    words = ngettext("%(count)s more", "%(count)s more", len(rest))
    worst = max(spoke.sensitivity for spoke in rest)
    return _Row(words, Spoke(words, "", words, worst, max(spoke.weight for spoke in rest), None))


def _lines(x: int, side: Sequence[_Row], top: float, middle: float) -> list[Figure]:
    """Curves from the middle, those of one sensitivity in one trace."""
    found: dict[int, Figure] = {}
    for place, row in enumerate(side):
        if row.spoke is None:
            continue
        trace = found.setdefault(
            row.spoke.sensitivity,
            {
                "type": "scatter",
                "mode": "lines",
                "x": [],
                "y": [],
                "hoverinfo": "skip",
                "showlegend": False,
                "opacity": 0.6,
                "line": {"color": sense(row.spoke.sensitivity), "width": 1.6, "shape": "spline", "smoothing": 1},
            },
        )
        y = top + place
        trace["x"] += [_MIDDLE, _MIDDLE + (x - _MIDDLE) * 0.35, _MIDDLE + (x - _MIDDLE) * 0.75, x, None]
        trace["y"] += [middle, round(middle + (y - middle) * 0.3, 2), round(middle + (y - middle) * 0.94, 2), y, None]
    return list(found.values())


def _dots(x: int, side: Sequence[_Row], top: float, heaviest: float) -> Figure:
    rows = [(top + place, row.spoke) for place, row in enumerate(side) if row.spoke]
    small, large = _SIZES
    return _texts(x) | {
        "mode": "markers+text",
        "x": [x] * len(rows),
        "y": [y for y, _ in rows],
        "text": [shown(spoke.name, _NAME) for _, spoke in rows],
        "textfont": {"size": 13, "color": TEXT},
        "hovertext": [shown(spoke.told, 400) for _, spoke in rows],
        "hoverinfo": "text",
        "customdata": [spoke.address for _, spoke in rows],
        "marker": {
            "opacity": 1,
            "size": [round(small + (large - small) * (max(spoke.weight, 0) / heaviest) ** 0.5, 1) for _, spoke in rows],
            "color": [sense(spoke.sensitivity) for _, spoke in rows],
            "line": {"width": 1, "color": PANEL},
        },
    }


def _what(x: int, side: Sequence[_Row], top: float) -> Figure:
    rows = [(top + place + 0.42, row.spoke) for place, row in enumerate(side) if row.spoke and row.spoke.what]
    return _texts(x) | {
        "mode": "text",
        "x": [x + (1 if x > _MIDDLE else -1) * 1.2] * len(rows),
        "y": [round(y, 2) for y, _ in rows],
        "text": [shown(spoke.what, _WHAT) for _, spoke in rows],
        "textfont": {"size": 11, "color": MUTED},
        "hoverinfo": "skip",
    }


def _headings(x: int, side: Sequence[_Row], top: float) -> Figure:
    rows = [(top + place + 0.25, row.words) for place, row in enumerate(side) if row.spoke is None]
    return _texts(x) | {
        "mode": "text",
        "x": [x] * len(rows),
        "y": [y for y, _ in rows],
        "text": _bold([words for _, words in rows], _NAME),
        "textfont": {"size": 12, "color": MUTED},
        "hoverinfo": "skip",
    }


def _bold(headings: Sequence[str], letters: int) -> list[str]:
    return [f"<b>{shown(words, letters)}</b>" for words in headings]


def _texts(x: int) -> Figure:
    side = "middle right" if x > _MIDDLE else "middle left"
    return {"type": "scatter", "textposition": side, "showlegend": False, "cliponaxis": False}


def _middle(rows: int) -> Figure:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_MIDDLE],
        "y": [rows / 2 - 0.5],
        "hoverinfo": "skip",
        "showlegend": False,
        "marker": {"size": 26, "symbol": "square", "color": GREY, "line": {"width": 2, "color": PANEL}},
    }


def _centre(name: str) -> Figure:
    return {
        "text": f"<b>{shown(name, _NAME)}</b>",
        "x": _MIDDLE,
        "yshift": 26,
        "showarrow": False,
        "bgcolor": PANEL,
        "borderpad": 2,
        "font": {"size": 14, "color": TEXT},
    }


def _narrow(traces: Sequence[Figure], sides: Sequence[Sequence[_Row]]) -> list[Figure]:
    """Shorter texts, in the order of the traces."""
    short: list[Figure] = [{} for _ in traces]
    for x, side in zip((_LEFT, _RIGHT), sides, strict=True):
        spokes = [row.spoke for row in side if row.spoke]
        what = [shown(spoke.what, _WHAT_NARROW) for spoke in spokes if spoke.what]
        beside = round(x + (1 if x > _MIDDLE else -1) * 2.6, 1)
        short += [
            {"text": [shown(spoke.name, _NAME_NARROW) for spoke in spokes], "textfont": {"size": 12}},
            {"x": [beside] * len(what), "text": what, "textfont": {"size": 10}},
            {
                "text": _bold([row.words for row in side if row.spoke is None], _HEADING_NARROW),
                "textfont": {"size": 11},
            },
        ]
    return short
