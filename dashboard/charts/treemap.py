"""How much of me is out there, and with whom? By kind of data, or by the families of companies."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dashboard.addresses import data_address, log_address, vendor_address
from dashboard.charts.chart import Cell, Chart, Figure, Table, counted_cell, drawn, shown
from dashboard.charts.palette import PANEL, SENSES, TEXT, sense, sense_ink, sensitivity
from dashboard.charts.style import SENSE_WORDS, layout
from dashboard.formats import number, share
from dashboard.wording import group, label
from tracker.phrasing import gettext, listed, ngettext, sentence
from tracker.taxonomy import TAXONOMY, Category

_HEIGHT, _HEIGHT_NARROW = 520, 620
_VENDORS, _FAMILIES, _MEMBERS = 10, 40, 12
"""Leaves that can still be seen: vendors of a category, families, members of a family. The rest is gathered."""
_ROWS = 400  # of the table
_LINE = 12  # letters
_CLEAR = "rgba(0,0,0,0)"


class Part(NamedTuple):
    """What one vendor has of one category: distinct data, and how often they were sent. `family` is the slug of the
    topmost company above it, its own where there is none.
    """

    category: Category
    vendor_slug: str
    vendor_name: str
    family: str
    family_name: str
    data: int
    times: int


class _Tile(NamedTuple):
    """A tile under another (''; none). Branches lead nowhere: a click goes into them."""

    id: str
    above: str
    name: str
    value: int
    sensitivity: int
    address: str | None = None


def by_data(rows: Sequence[Part], *, is_partial: bool = False, **filters: object) -> Chart:
    """Return what is out there by group, category and company; areas are disclosures. There is at least one row;
    `is_partial` where there are others, smaller than these.
    """
    weights: dict[str, int] = {}
    for row in rows:
        name = group(row.category)
        weights[name] = weights.get(name, 0) + row.times
    top = _top(weights)
    part = share(weights[top[0]] / sum(weights.values()))
    title = gettext("%(share)s of what left is of one kind: “%(kind)s”", share=part, kind=top[0])
    if len(top) > 1:
        kinds = listed([gettext("“%(name)s”", name=name) for name in top], 4)
        title = gettext("%(kinds)s: each is %(share)s of what left", kinds=kinds, share=part)
    if is_partial:
        title = gettext("What left most often: “%(kind)s”", kind=top[0])
    note = gettext(
        "Each area is a number of disclosures; the stronger its colour, the more sensitive the data. A click goes in."
    )
    return Chart(
        "treemap",
        title,
        note,
        _figure(gettext("All your data"), _by_data(rows, is_partial, filters)),
        _table(rows, filters),
    )


def by_family(rows: Sequence[Part], **filters: object) -> Chart:
    """Return what is out there by families of companies; areas are different pieces of data. At least one row."""
    weights: dict[str, int] = {}
    for row in rows:
        weights[row.family_name] = weights.get(row.family_name, 0) + row.data
    top = _top(weights)
    title = ngettext(
        "%(count)s company has all of it",
        "%(family)s has the most of your data, among %(count)s groups of companies",
        len(weights),
        family=top[0],
    )
    if len(top) > 1:
        title = gettext(
            "Nobody has more of your data than %(families)s, who have equally much", families=listed(top, 3)
        )
    note = gettext(
        "Each area is what a company received: different pieces of data. The stronger its colour, the more sensitive "
        "the worst of them. A click goes in."
    )
    if len(weights) > _FAMILIES:
        biggest = gettext("Only the %(number)s largest are drawn.", number=number(_FAMILIES))
        note = gettext("%(note)s %(more)s", note=note, more=biggest)
    return Chart("treemap", title, note, _figure(gettext("All companies"), _by_family(rows)), _table(rows, filters))


def _top(weights: Mapping[str, int]) -> list[str]:
    """The heaviest: several where they are equally heavy."""
    most = max(weights.values())
    return sorted(name for name, weight in weights.items() if weight == most)


def _by_data(rows: Sequence[Part], is_partial: bool, filters: Mapping[str, object]) -> list[_Tile]:
    tiles: list[_Tile] = []
    for name, of_group in _split(rows, lambda row: TAXONOMY[row.category].group.value).items():
        tiles.append(_tile((f"g:{name}", ""), group(of_group[0].category), of_group, _times))
        for category, of_kind in _split(of_group, lambda row: row.category.value).items():
            above = f"c:{category}"
            tiles.append(_tile((above, f"g:{name}"), sentence(label(Category(category))), of_kind, _times))
            kept, rest = _cut(list(_split(of_kind, lambda row: row.vendor_slug).values()), _VENDORS, _times)
            for own in kept:
                place = log_address(**{**filters, "category": category, "vendor": own[0].vendor_slug})
                tiles.append(_tile((f"{above}:{own[0].vendor_slug}", above), own[0].vendor_name, own, _times, place))
            if rest:
                words = gettext("other companies") if is_partial else _more(len({row.vendor_slug for row in rest}))
                place = data_address(category=category)
                tiles.append(_tile((f"{above}\0", above), words, rest, _times, place))
    return tiles


def _by_family(rows: Sequence[Part]) -> list[_Tile]:
    tiles: list[_Tile] = []
    for of_family in _biggest(rows):
        members = list(_split(of_family, lambda row: row.vendor_slug).values())
        first, above = of_family[0], f"f:{of_family[0].family}"
        if len(members) == 1:
            tiles.append(_tile((above, ""), first.vendor_name, of_family, _data, vendor_address(first.vendor_slug)))
            continue
        tiles.append(_tile((above, ""), first.family_name, of_family, _data))
        kept, rest = _cut(members, _MEMBERS, _data)
        for own in kept:
            place = vendor_address(own[0].vendor_slug)
            tiles.append(_tile((f"{above}:{own[0].vendor_slug}", above), own[0].vendor_name, own, _data, place))
        if rest:
            tiles.append(_tile((f"{above}\0", above), _more(len({row.vendor_slug for row in rest})), rest, _data))
    return tiles


def _biggest(rows: Sequence[Part]) -> list[list[Part]]:
    """The rows of each of the largest families: the many small ones together would cover them."""
    families = _split(rows, lambda row: row.family).values()
    return sorted(families, key=lambda own: (-_data(own), own[0].family))[:_FAMILIES]


def _times(rows: Sequence[Part]) -> int:
    return sum(row.times for row in rows)


def _data(rows: Sequence[Part]) -> int:
    return sum(row.data for row in rows)


type _Measure = Callable[[Sequence[Part]], int]


def _tile(
    ids: tuple[str, str], name: str, rows: Sequence[Part], measure: _Measure, address: str | None = None
) -> _Tile:
    """A tile of these rows. `ids` are its own and that of the tile above it."""
    return _Tile(*ids, name, measure(rows), max(sensitivity(row.category) for row in rows), address)


def _split(rows: Sequence[Part], key: Callable[[Part], str]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _cut(groups: list[list[Part]], most: int, measure: _Measure) -> tuple[list[list[Part]], list[Part]]:
    """The heaviest groups, and the rows of all others together."""
    ordered = sorted(groups, key=lambda rows: (-measure(rows), rows[0].vendor_slug))
    if len(ordered) <= most:
        return ordered, []
    return ordered[: most - 1], [row for rows in ordered[most - 1 :] for row in rows]


def _more(companies: int) -> str:
    return ngettext("%(count)s more company", "%(count)s more companies", companies)


def _figure(whole: str, tiles: Sequence[_Tile]) -> Figure:
    ids = {"": "0"} | {tile.id: str(place) for place, tile in enumerate(tiles, 1)}  # short, and no stranger's text
    senses = [tile.sensitivity for tile in tiles]
    trace = {
        "type": "treemap",
        "ids": list(ids.values()),
        "parents": ["", *(ids[tile.above] for tile in tiles)],
        "labels": [whole, *map(_wrapped, tiles)],
        "values": [sum(tile.value for tile in tiles if not tile.above), *(tile.value for tile in tiles)],
        "text": ["", *(SENSE_WORDS[step] for step in senses)],
        "customdata": [None, *(tile.address for tile in tiles)],
        "branchvalues": "total",
        "maxdepth": 4,
        "sort": True,
        "textinfo": "label",
        "hovertemplate": "%{label}<br>%{value:,d}<br>%{text}<extra></extra>",
        "marker": {
            "colors": [_CLEAR, *map(sense, senses)],
            "line": {"width": 1, "color": PANEL},
            "pad": {"t": 22, "l": 3, "r": 3, "b": 3},
        },
        "insidetextfont": {"color": [TEXT, *map(sense_ink, senses)], "size": 13},
        "tiling": {"pad": 2, "packing": "squarify"},
        "pathbar": {"thickness": 26},
    }
    shape = layout(
        _HEIGHT, uniformtext={"minsize": 10, "mode": "hide"}, margin={"l": 0, "r": 0, "t": 4, "b": 4}, **_legend_axes()
    )
    return drawn([trace, *_legend(tiles)], shape, {"layout": {"height": _HEIGHT_NARROW}})


def _wrapped(tile: _Tile) -> str:
    """A leaf's name in short lines, so that more of them fit; a branch has one line only."""
    label = shown(tile.name)
    if tile.address is None or len(label) <= _LINE:
        return label
    lines = [""]
    for word in label.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= _LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def _legend_axes() -> dict[str, object]:
    hidden = {"visible": False, "fixedrange": True}
    return {"xaxis": hidden, "yaxis": hidden, "showlegend": True}


def _legend(tiles: Sequence[_Tile]) -> list[Figure]:
    found = {tile.sensitivity for tile in tiles if tile.address or not tile.above}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": SENSE_WORDS[step],
            "marker": {"symbol": "square", "size": 11, "color": sense(step)},
            "hoverinfo": "skip",
        }
        for step in SENSES
        if step in found
    ]


def _table(rows: Sequence[Part], filters: Mapping[str, object]) -> Table:
    heads = (gettext("Data"), gettext("Company"), gettext("Group"), gettext("Different values"), gettext("Times"))
    ordered = sorted(rows, key=lambda row: (-sensitivity(row.category), row.category, -row.times, row.vendor_slug))
    left = len(ordered) - _ROWS
    rest = (
        ngettext("%(count)s more row is not listed.", "%(count)s more rows are not listed.", left) if left > 0 else ""
    )
    return Table(heads, tuple(_row(row, filters) for row in ordered[:_ROWS]), rest)


def _row(row: Part, filters: Mapping[str, object]) -> tuple[Cell, ...]:
    evidence = {"category": row.category.value, "vendor": row.vendor_slug}
    return (
        Cell(sentence(label(row.category)), data_address(category=row.category.value)),
        Cell(row.vendor_name, vendor_address(row.vendor_slug)),
        Cell(row.family_name),
        counted_cell(row.data),
        counted_cell(row.times, log_address(**{**filters, **evidence})),
    )
