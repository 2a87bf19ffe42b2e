"""Which of my data goes where: from me, through the sites, to whom?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.addresses import data_address, log_address, vendor_address
from dashboard.charts import sankey
from dashboard.charts.chart import Cell, Chart, Figure, Table, counted_cell
from dashboard.charts.palette import BLUE, GREY, VERMILION, sense, sensitivity
from dashboard.charts.sankey import Band, Node, Place, weight
from dashboard.wording import MANNERS as MANNER_WORDS
from dashboard.wording import disguise, label, yours
from tracker.disclosure import Manner, Party, hash_in
from tracker.phrasing import gettext, ngettext, sentence
from tracker.taxonomy import Category

_KINDS, _SITES, _VENDORS = 8, 9, 12
"""Nodes of a column that can still be read; the rest is gathered in the last of them."""
_ROWS = 100  # of the table
_MORE = "\0more"
_UNCOUNTED = (0, 0, 0)


class Stream(NamedTuple):
    """Data of one category that went, while the person was on `site` (None: unknown), to a vendor, in one manner and
    one encoding (the steps that undo it, as `Step.encoding`; None: not asked), so many times.
    """

    category: Category
    site: str | None
    vendor_slug: str
    vendor_name: str
    party: Party
    manner: Manner
    encoding: tuple[str, ...] | None
    times: int


class _Way(NamedTuple):
    """A stream with what is gathered put together. `category` and `vendor` may be the rest."""

    category: str
    site: str
    vendor: str
    manner: Manner
    hashed: str


def chart(rows: Sequence[Stream], *, is_cut: bool = False, **filters: object) -> Chart:
    """Return the flow of the person's data. There is at least one row; `is_cut` where there are more than these.
    `filters` go with the links to the log.
    """
    note = gettext(
        "From the left: your data, the sites you were on, the companies that received it. The thicker the band, the "
        "more often. What says most about you is shown, the rest is gathered; where data went as a hash, the band says "
        "which."
    )
    if not _has_disguises(rows):
        note = gettext(
            "From the left: your data, the sites you were on, the companies that received it. The thicker the band, "
            "the more often. What says most about you is shown, the rest is gathered."
        )
    return Chart("flow", _title(rows, is_cut=is_cut), note, figure(rows, filters, is_cut=is_cut), _table(rows, filters))


def figure(rows: Sequence[Stream], filters: Mapping[str, object] | None = None, *, is_cut: bool = False) -> Figure:
    """Return bands from categories through sites to vendors, coloured by the manner in which the data left."""
    ways, rests = _gathered(rows)
    if is_cut:
        rests = _UNCOUNTED
    given = filters or {}
    names = {row.vendor_slug: row for row in rows}
    columns = (
        (gettext("Your data"), {("kind", way.category): _kind(way.category, rests[0]) for way in ways}),
        (gettext("on the site"), {("site", way.site): _site(way.site, rests[1], given) for way in ways}),
        (gettext("received by"), {("vendor", way.vendor): _vendor(way.vendor, rests[2], names) for way in ways}),
    )
    return sankey.figure(columns, _bands(ways))


def _has_disguises(rows: Sequence[Stream]) -> bool:
    return any(row.encoding is not None for row in rows)


def _gathered(rows: Sequence[Stream]) -> tuple[Counter[_Way], tuple[int, int, int]]:
    """The streams between the nodes that are kept, and how many of each column are not."""
    weights = [Counter[str](), Counter[str](), Counter[str]()]
    for row in rows:
        for column, key in zip(weights, (row.category.value, row.site or "", row.vendor_slug), strict=True):
            column[key] += round(sensitivity(row.category) ** 3 * weight(row.times))
    own, sites, vendors = (sankey.kept(w, m) for w, m in zip(weights, (_KINDS, _SITES, _VENDORS), strict=True))
    ways: Counter[_Way] = Counter()
    for row in rows:
        kind = row.category.value if row.category.value in own else _MORE
        site = (row.site or "") if (row.site or "") in sites else _MORE
        vendor = row.vendor_slug if row.vendor_slug in vendors else _MORE
        ways[_Way(kind, site, vendor, row.manner, hash_in(row.encoding or ()))] += row.times
    return ways, (len(weights[0]) - len(own), len(weights[1]) - len(sites), len(weights[2]) - len(vendors))


def _bands(ways: Mapping[_Way, int]) -> list[Band]:
    given, passed = _Sums(), _Sums()
    for way, times in ways.items():
        given.add(_Ends(("kind", way.category), ("site", way.site), way.manner, ""), times)
        passed.add(_Ends(("site", way.site), ("vendor", way.vendor), way.manner, way.hashed), times)
    return [*given.bands(), *passed.bands()]


class _Ends(NamedTuple):
    """What a band is of."""

    source: Place
    target: Place
    manner: Manner
    hashed: str


class _Sums:
    """Ways added up to bands: as thick as the ways together, so that as much leaves a node as came to it."""

    def __init__(self) -> None:
        self._times, self._weights = Counter[_Ends](), dict[_Ends, float]()

    def add(self, ends: _Ends, times: int) -> None:
        self._times[ends] += times
        self._weights[ends] = self._weights.get(ends, 0) + weight(times)

    def bands(self) -> list[Band]:
        return [
            Band(ends.source, ends.target, round(self._weights[ends], 1), ends.manner, _told(ends, times), ends.hashed)
            for ends, times in self._times.items()
        ]


def _told(ends: _Ends, times: int) -> str:
    manner = MANNER_WORDS[ends.manner]
    told = ngettext("%(manner)s, %(count)s time", "%(manner)s, %(count)s times", times, manner=manner)
    return gettext("%(words)s, as a hash (%(hash)s)", words=told, hash=ends.hashed) if ends.hashed else told


def _kind(category: str, rest: int) -> Node:
    if category == _MORE:
        more = ngettext("%(count)s more kind", "%(count)s more kinds", rest) if rest else gettext("other kinds")
        return Node(more, GREY)
    one = Category(category)
    return Node(sentence(label(one)), sense(sensitivity(one)), data_address(category=category))


def _site(site: str, rest: int, filters: Mapping[str, object]) -> Node:
    if site == _MORE:
        more = ngettext("%(count)s more site", "%(count)s more sites", rest) if rest else gettext("other sites")
        return Node(more, GREY)
    if not site:
        return Node(gettext("page unknown"), GREY)
    return Node(site, GREY, log_address(**{**filters, "site": site}))


def _vendor(slug: str, rest: int, rows: Mapping[str, Stream]) -> Node:
    if slug == _MORE:
        more = ngettext("%(count)s more company", "%(count)s more companies", rest) if rest else None
        return Node(more or gettext("other companies"), GREY)
    row = rows[slug]
    return Node(row.vendor_name, VERMILION if row.party is Party.THIRD else BLUE, vendor_address(slug))


def _title(rows: Sequence[Stream], *, is_cut: bool) -> str:
    """What says most, where it spread furthest."""
    spread: dict[Category, set[str]] = {}
    for row in rows:
        if row.party is not Party.FIRST:
            spread.setdefault(row.category, set()).add(row.vendor_slug)
    if is_cut:  # how many got it is said beside the plot, and these are not all
        return gettext("Where your data went most")
    if not spread:
        vendors = len({row.vendor_slug for row in rows})
        return ngettext(
            "Your data went to %(count)s site, and to nobody else",
            "Your data went to %(count)s sites, and to nobody else",
            vendors,
        )
    told = max(spread, key=lambda one: (sensitivity(one), len(spread[one]), one.value))
    sites = len({row.site for row in rows if row.category is told and row.vendor_slug in spread[told]})
    to = ngettext("%(count)s company", "%(count)s companies", len(spread[told]))
    return ngettext(
        "%(data)s went to %(companies)s from %(count)s site",
        "%(data)s went to %(companies)s from %(count)s sites",
        sites,
        data=sentence(yours(told)),
        companies=to,
    )


def _table(rows: Sequence[Stream], filters: Mapping[str, object]) -> Table:
    ways = (gettext("Data"), gettext("From"), gettext("To"), gettext("How"))
    heads = (*ways, *((gettext("Disguise"),) if _has_disguises(rows) else ()), gettext("Times"))
    ordered = sorted(rows, key=lambda row: (-sensitivity(row.category), row.category, -row.times, row.vendor_slug))
    left = len(ordered) - _ROWS
    rest = (
        ngettext("%(count)s more way is in the log.", "%(count)s more ways are in the log.", left) if left > 0 else ""
    )
    return Table(heads, tuple(_row(row, filters) for row in ordered[:_ROWS]), rest)


def _row(row: Stream, filters: Mapping[str, object]) -> tuple[Cell, ...]:
    evidence = {"category": row.category.value, "site": row.site, "vendor": row.vendor_slug, "manner": row.manner.value}
    return (
        Cell(sentence(label(row.category)), data_address(category=row.category.value)),
        Cell(row.site or gettext("page unknown")),
        Cell(row.vendor_name, vendor_address(row.vendor_slug)),
        Cell(MANNER_WORDS[row.manner]),
        *(() if row.encoding is None else (Cell(disguise(row.encoding) or gettext("none")),)),
        counted_cell(row.times, log_address(**{**filters, **evidence})),
    )
