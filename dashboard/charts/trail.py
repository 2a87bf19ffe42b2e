"""Which way did one datum go, from sites to companies?"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from dashboard.addresses import log_address, vendor_address
from dashboard.charts import sankey
from dashboard.charts.chart import Cell, Chart, Figure, Table, counted_cell
from dashboard.charts.palette import BLUE, GREY, VERMILION
from dashboard.charts.sankey import Band, Node, Place, weight
from dashboard.formats import moment
from dashboard.wording import MANNERS as MANNER_WORDS
from dashboard.wording import disguise, listed
from tracker.disclosure import Manner, Party, hash_in
from tracker.ledger.queries.trail import Step
from tracker.phrasing import gettext, ngettext

_MOST = 14
"""Nodes of a column that can still be read; the rest is gathered in the last of them."""
_MORE = "\0more"


class _Way(NamedTuple):
    site: str
    vendor: str
    manner: Manner
    hashed: str


def chart(key: int, steps: Sequence[Step]) -> Chart:
    """Return the flow of one datum. There is at least one step."""
    note = gettext(
        "Left: the sites you were on. Right: the companies that received it. The thicker the band, the more often; "
        "where it went as a hash, the band says which."
    )
    return Chart("trail", _title(steps), note, figure(key, steps), _table(key, steps))


def figure(key: int, steps: Sequence[Step]) -> Figure:
    """Return bands from sites to vendors, coloured by the manner in which the datum left."""
    sites, vendors = Counter[str](), Counter[str]()
    for step in steps:
        sites[step.site or ""] += step.times
        vendors[step.vendor_slug] += step.times
    own, theirs = sankey.kept(sites, _MOST), sankey.kept(vendors, _MOST)
    flows: Counter[_Way] = Counter()
    for step in steps:
        site = (step.site or "") if (step.site or "") in own else _MORE
        vendor = step.vendor_slug if step.vendor_slug in theirs else _MORE
        flows[_Way(site, vendor, step.manner, hash_in(step.encoding))] += step.times
    columns = (
        (gettext("On the site"), _sites(flows, len(sites) - len(own), key)),
        (gettext("received by"), _vendors(flows, steps, len(vendors) - len(theirs))),
    )
    return sankey.figure(columns, [_band(way, times) for way, times in flows.items()])


def _band(way: _Way, times: int) -> Band:
    told = ngettext("%(manner)s, %(count)s time", "%(manner)s, %(count)s times", times, manner=MANNER_WORDS[way.manner])
    if way.hashed:
        told = gettext("%(words)s, as its hash (%(hash)s)", words=told, hash=way.hashed)
    return Band(("site", way.site), ("vendor", way.vendor), weight(times), way.manner, told, way.hashed)


def _sites(flows: Counter[_Way], rest: int, key: int) -> dict[Place, Node]:
    return {("site", way.site): _site(way.site, rest, key) for way in flows}


def _site(site: str, rest: int, key: int) -> Node:
    if site == _MORE:
        return Node(ngettext("%(count)s more site", "%(count)s more sites", rest), GREY)
    if not site:
        return Node(gettext("page unknown"), GREY)
    return Node(site, GREY, log_address(datum=key, site=site))


def _vendors(flows: Counter[_Way], steps: Sequence[Step], rest: int) -> dict[Place, Node]:
    nodes = {
        step.vendor_slug: Node(
            step.vendor_name, VERMILION if step.party is Party.THIRD else BLUE, vendor_address(step.vendor_slug)
        )
        for step in steps
    }
    nodes[_MORE] = Node(ngettext("%(count)s more company", "%(count)s more companies", rest), GREY)
    return {("vendor", way.vendor): nodes[way.vendor] for way in flows}


def _title(steps: Sequence[Step]) -> str:
    vendors = len({step.vendor_slug for step in steps})
    sites = sorted({step.site for step in steps if step.site})
    if not sites:
        return ngettext("%(count)s company received it", "%(count)s companies received it", vendors)
    return ngettext(
        "%(count)s company received it from %(sites)s",
        "%(count)s companies received it from %(sites)s",
        vendors,
        sites=listed(sites),
    )


def _table(key: int, steps: Sequence[Step]) -> Table:
    heads = (gettext("First"), gettext("From"), gettext("To"), gettext("How"), gettext("Disguise"), gettext("Times"))
    return Table(
        heads,
        tuple(
            (
                Cell(moment(step.first)),
                Cell(step.site or gettext("page unknown")),
                Cell(step.vendor_name, vendor_address(step.vendor_slug)),
                Cell(MANNER_WORDS[step.manner]),
                Cell(disguise(step.encoding) or gettext("none")),
                counted_cell(step.times, log_address(datum=key, vendor=step.vendor_slug)),
            )
            for step in steps
        ),
    )
