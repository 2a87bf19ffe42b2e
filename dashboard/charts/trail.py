"""Which way did one datum go, from sites to companies?"""

from collections import Counter
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.addresses import log_address, vendor_address
from dashboard.charts.chart import Cell, Chart, Table, drawn, shown
from dashboard.charts.palette import BLUE, GREY, MANNERS, VERMILION
from dashboard.charts.style import height_of, layout
from dashboard.formats import counted, moment, number
from dashboard.wording import MANNERS as MANNER_WORDS
from dashboard.wording import disguise, listed
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.trail import Step

type _Way = tuple[str, str, Manner]

_UNKNOWN = "page unknown"
_MOST = 40  # flows that can still be told apart


def chart(key: int, steps: Sequence[Step]) -> Chart:
    """Return the flow of one datum. There is at least one step."""
    note = "Left: the sites you were on. Right: the companies that received it. The thicker the band, the more often."
    return Chart("trail", _title(steps), note, drawn(figure(steps)), _table(key, steps))


def figure(steps: Sequence[Step]) -> go.Figure:
    """Return bands from sites to vendors, coloured by the manner in which the datum left."""
    flows: Counter[_Way] = Counter()
    for step in steps:
        flows[step.site or _UNKNOWN, step.vendor_slug, step.manner] += step.times
    kept = flows.most_common(_MOST)
    sites = list(dict.fromkeys(site for (site, *_), _ in kept))
    vendors = list(dict.fromkeys(slug for (_, slug, _), _ in kept))
    return go.Figure(_sankey(steps, kept, sites, vendors), layout(max(height_of(max(len(sites), len(vendors))), 200)))


def _sankey(steps: Sequence[Step], flows: list[tuple[_Way, int]], sites: list[str], vendors: list[str]) -> go.Sankey:
    names = {step.vendor_slug: step.vendor_name for step in steps}
    parties = {step.vendor_slug: step.party for step in steps}
    colours = [GREY] * len(sites) + [VERMILION if parties[slug] is Party.THIRD else BLUE for slug in vendors]
    links = {
        "source": [sites.index(site) for (site, *_), _ in flows],
        "target": [len(sites) + vendors.index(slug) for (_, slug, _), _ in flows],
        "value": [times for _, times in flows],
        "color": [_faded(MANNERS[manner]) for (*_, manner), _ in flows],
        "customdata": [f"{MANNER_WORDS[manner]}, {counted(times, 'time')}" for (*_, manner), times in flows],
        "hovertemplate": "%{source.label} → %{target.label}<br>%{customdata}<extra></extra>",
    }
    nodes = {
        "label": [shown(site) for site in sites] + [shown(names[slug]) for slug in vendors],
        "color": colours,
        "customdata": [log_address(site=site) for site in sites] + [vendor_address(slug) for slug in vendors],
        "hovertemplate": "%{label}<extra></extra>",
        "pad": 14,
        "thickness": 14,
        "line": {"width": 0},
    }
    return go.Sankey(node=nodes, link=links, arrangement="fixed")


def _faded(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.45)"


def _title(steps: Sequence[Step]) -> str:
    vendors = len({step.vendor_slug for step in steps})
    sites = sorted({step.site for step in steps if step.site})
    title = f"{counted(vendors, 'company', 'companies')} received it"
    return f"{title} from {listed(sites)}" if sites else title


def _table(key: int, steps: Sequence[Step]) -> Table:
    return Table(
        ("First", "From", "To", "How", "Disguise", "Times"),
        tuple(
            (
                Cell(moment(step.first)),
                Cell(step.site or _UNKNOWN),
                Cell(step.vendor_name, vendor_address(step.vendor_slug)),
                Cell(MANNER_WORDS[step.manner]),
                Cell(disguise(step.encoding) or "none"),
                Cell(number(step.times), log_address(datum=key, vendor=step.vendor_slug)),
            )
            for step in steps
        ),
    )
