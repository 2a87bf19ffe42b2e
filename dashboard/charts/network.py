"""Who feeds whom? The sites, those who listen there, what these share; all of it, or one with its neighbours."""

from collections.abc import Callable, Mapping, Sequence

from dashboard.charts import neighbours
from dashboard.charts.chart import Cell, Chart, Figure, Table, counted_cell, drawn, shown
from dashboard.charts.links import Deed, Edge, Kind, Net, Node, around, focusing, ranked, weight, worst
from dashboard.charts.net_layout import VENDORS_AT, Heading, Placed, placed
from dashboard.charts.palette import BLUE, MUTED, PANEL, TEXT, sense
from dashboard.charts.spokes import legend
from dashboard.charts.style import bare, layout
from dashboard.formats import number
from dashboard.wording import summary
from tracker.phrasing import gettext, ngettext, sentence
from tracker.trades import in_words

_EDGES, _SYNCS = 90, 14
"""As many as can still be followed by the eye."""
_ROWS = 200  # of the table
_ROW = 19  # pixels
_NAME = 28  # letters
_NAMES_NARROW = {Kind.SITE: 10, Kind.VENDOR: 12}
_ALONE, _ALONE_NARROW = 46, 42  # where what is seen begins, where no site is to be drawn


def chart(net: Net, focus: str | None = None, total: int | None = None, **filters: object) -> Chart:
    """Return the network, or the neighbourhood of the node of that key (`Node.key`; unknown: the whole). There is at
    least one node. `total` is how many connections there are where `net` is a part of them; `filters` go with the links
    that set another focus.
    """
    net, address = ranked(net), focusing(filters)
    nodes = {node.key: node for node in net.nodes}
    picked = nodes.get(focus or "")
    if picked is None:
        table = _table(net.edges, nodes, address)
        where = placed(net)
        lines = followed(net, where)
        left = (len(net.edges) if total is None else total) - len(lines)
        return Chart(
            "network", _title(len(lines), left), _note(left, _has_sites(net)), figure(net, where, lines, address), table
        )
    title, note = neighbours.words(net, picked)
    shown_ones = neighbours.figure(net, nodes, picked, address)
    return Chart("network", title, note, shown_ones, _table(around(net, picked.key), nodes, address))


def followed(net: Net, where: Placed) -> list[Edge]:
    """Return the connections that are drawn: the strongest between nodes that are named. `net` is ranked."""
    named = [edge for edge in net.edges if edge.source in where.named and edge.target in where.named]
    fed, synced = ([edge for edge in named if edge.deed is deed] for deed in (Deed.FED, Deed.SYNCED))
    return [*fed[:_EDGES], *synced[: _SYNCS if fed else 2 * _SYNCS]]


def figure(net: Net, where: Placed, edges: Sequence[Edge], address: Callable[[str], str]) -> Figure:
    """Return all nodes, the heaviest named, and these connections between them."""
    lines = _lines([edge for edge in edges if edge.deed is Deed.FED], where)
    arcs = _arcs([edge for edge in edges if edge.deed is Deed.SYNCED], where)
    dots, short = _nodes(net, where, address)
    begin, begin_narrow = (0, -4) if _has_sites(net) else (_ALONE, _ALONE_NARROW)
    shape = layout(
        round(where.rows * _ROW) + 70,
        xaxis=bare(begin, 100),
        yaxis=bare(where.rows + 0.3, -0.6),
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        annotations=[_heading(one) for one in where.headings],
        showlegend=True,
    )
    shape["legend"] |= {"y": 0, "yanchor": "top"}
    keys = legend({worst([edge]) for edge in net.edges if edge.deed is Deed.FED})
    narrow = {
        "xaxis": {"range": [begin_narrow, 101]},
        "annotations": [_heading(one) | {"x": 101, "xanchor": "right", "bgcolor": PANEL} for one in where.headings],
    }
    return drawn(
        [*lines, *arcs, *dots, *keys], shape, {"data": [{} for _ in (*lines, *arcs)] + short, "layout": narrow}
    )


def _has_sites(net: Net) -> bool:
    return any(node.kind is Kind.SITE for node in net.nodes)


def _lines(edges: Sequence[Edge], where: Placed) -> list[Figure]:
    """Curves, those that look the same in one trace: by sensitivity and by thickness."""
    heaviest = max(map(weight, edges), default=1)
    found: dict[tuple[int, int], Figure] = {}
    for edge in reversed(edges):  # the heaviest on top
        step, thick = worst([edge]), 1 + int(2.99 * (weight(edge) / heaviest) ** 0.5)
        trace = found.setdefault((step, thick), _line(sense(step), thick * 0.9, 0.28 + 0.14 * thick))
        (x1, y1), (x2, y2) = where.places[edge.source], where.places[edge.target]
        bend = (x2 - x1) * 0.3
        trace["x"] += [x1, round(x1 + bend, 1), round(x2 - bend, 1), x2, None]
        trace["y"] += [y1, round(y1 + (y2 - y1) * 0.1, 2), round(y2 - (y2 - y1) * 0.1, 2), y2, None]
    return [found[key] for key in sorted(found)]


def _arcs(edges: Sequence[Edge], where: Placed) -> list[Figure]:
    """Identifiers that vendors have in common: dashed, bulging into the middle."""
    if not edges:
        return []
    trace = _line(MUTED, 1.3, 0.9) | {"name": gettext("have an identifier of yours in common"), "showlegend": True}
    trace["line"] |= {"dash": "dot"}
    for edge in edges:
        y1, y2 = where.places[edge.source][1], where.places[edge.target][1]
        depth = min(4 + abs(y2 - y1) * 0.6, 16)
        trace["x"] += [VENDORS_AT, round(VENDORS_AT - depth, 1), VENDORS_AT, None]
        trace["y"] += [y1, round((y1 + y2) / 2, 2), y2, None]
    return [trace]


def _line(colour: str, width: float, opacity: float) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [],
        "y": [],
        "hoverinfo": "skip",
        "showlegend": False,
        "opacity": round(opacity, 2),
        "line": {"color": colour, "width": round(width, 1), "shape": "spline", "smoothing": 1},
    }


def _nodes(net: Net, where: Placed, address: Callable[[str], str]) -> tuple[list[Figure], list[Figure]]:
    """Sites and vendors as dots, and what is another where there is little room: shorter names."""
    own: dict[str, list[Edge]] = {}
    for edge in net.edges:
        for end in (edge.source, edge.target):
            own.setdefault(end, []).append(edge)
    traces, short = [], []
    for kind, side in ((Kind.SITE, "middle left"), (Kind.VENDOR, "middle right")):
        members = [node for node in net.nodes if node.kind is kind]
        traces.append(_dots(members, own, where, address) | {"textposition": side, "name": _kind(kind)})
        titles = [shown(node.title, _NAMES_NARROW[kind]) if node.key in where.named else "" for node in members]
        short.append({"text": titles, "textfont": {"size": 11}})
    return traces, short


def _dots(
    members: Sequence[Node], own: Mapping[str, Sequence[Edge]], where: Placed, address: Callable[[str], str]
) -> Figure:
    is_site = bool(members) and members[0].kind is Kind.SITE
    return {
        "type": "scatter",
        "mode": "markers+text",
        "showlegend": False,
        "cliponaxis": False,
        "x": [where.places[node.key][0] for node in members],
        "y": [where.places[node.key][1] for node in members],
        "text": [shown(node.title, _NAME) if node.key in where.named else "" for node in members],
        "textfont": {"size": 13, "color": TEXT},
        "hovertext": [shown(_told(node, own.get(node.key, ())), 300) for node in members],
        "hoverinfo": "text",
        "customdata": [address(node.key) for node in members],
        "marker": {
            "opacity": 1,
            "symbol": "square" if is_site else "circle",
            "size": [10 if node.key in where.named else 7 for node in members],
            "color": BLUE if is_site else [sense(worst(own.get(node.key, ()))) for node in members],
            "line": {"width": 1, "color": PANEL},
        },
    }


def _told(node: Node, own: Sequence[Edge]) -> str:
    others = {edge.source if edge.target == node.key else edge.target for edge in own if edge.deed is Deed.FED}
    if node.kind is Kind.SITE:
        return ngettext(
            "%(site)s feeds %(count)s company", "%(site)s feeds %(count)s companies", len(others), site=node.title
        )
    categories = tuple(dict.fromkeys(one for edge in own for one in edge.categories))
    if not own:
        return node.title
    if not others:
        return ngettext(
            "%(company)s has an identifier of yours in common with %(count)s other company",
            "%(company)s has an identifier of yours in common with %(count)s other companies",
            len(own),
            company=node.title,
        )
    return ngettext(
        "%(company)s hears from %(count)s site: %(data)s",
        "%(company)s hears from %(count)s sites: %(data)s",
        len(others),
        company=node.title,
        data=summary(categories),
    )


def _kind(kind: Kind) -> str:
    return gettext("sites you visited") if kind is Kind.SITE else gettext("companies")


def _heading(one: Heading) -> Figure:
    words = sentence(in_words(one.business)) if one.business else gettext("Business unknown")
    return {
        "text": f"<b>{shown(words)}</b> · {number(one.vendors)}",
        "x": VENDORS_AT,
        "y": one.y,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 12, "color": MUTED},
    }


def _title(shown_ones: int, left: int) -> str:
    if left > 0:
        return ngettext(
            "The strongest of %(all)s connections",
            "The %(count)s strongest of %(all)s connections",
            shown_ones,
            all=number(shown_ones + left),
        )
    return ngettext("%(count)s connection", "All %(count)s connections", shown_ones)


def _note(left: int, has_sites: bool) -> str:
    note = (
        gettext(
            "Left: the sites you were on. Right: those who received data there, by their business. The thicker and "
            "stronger a line, the more was disclosed, and the more sensitive. A click shows one with all its "
            "neighbours."
        )
        if has_sites
        else gettext(
            "Companies by their business: a line joins two who have an identifier of yours in common. A click shows "
            "one with all its neighbours."
        )
    )
    if left <= 0:
        return note
    rest = gettext("Lines join those that are named; of a small dot, or of any other, “Look at one” shows all lines.")
    return gettext("%(note)s %(more)s", note=note, more=rest)


def _table(edges: Sequence[Edge], nodes: Mapping[str, Node], address: Callable[[str], str]) -> Table:
    left = len(edges) - _ROWS
    rest = (
        ngettext("%(count)s weaker connection is not listed.", "%(count)s weaker connections are not listed.", left)
        if left > 0
        else ""
    )
    heads = (gettext("From"), gettext("To"), gettext("What"), gettext("How"), gettext("Times"))
    return Table(heads, tuple(_row(edge, nodes, address) for edge in edges[:_ROWS]), rest)


def _row(edge: Edge, nodes: Mapping[str, Node], address: Callable[[str], str]) -> tuple[Cell, ...]:
    how = gettext("received") if edge.deed is Deed.FED else gettext("identifier in common")
    return (
        Cell(nodes[edge.source].title, address(edge.source)),
        Cell(nodes[edge.target].title, address(edge.target)),
        Cell(summary(edge.categories)),
        Cell(how),
        counted_cell(edge.times, neighbours.evidence(edge, nodes)),
    )
