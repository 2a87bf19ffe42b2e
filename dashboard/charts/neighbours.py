"""One node of the network with its neighbours: whom a site feeds; who feeds a company, and whom it has to do with."""

from collections.abc import Callable, Mapping, Sequence

from dashboard.addresses import log_address, vendor_address
from dashboard.charts import spokes
from dashboard.charts.chart import Figure
from dashboard.charts.links import Deed, Edge, Kind, Net, Node, around, weight, worst
from dashboard.charts.palette import sensitivity
from dashboard.charts.spokes import Group, Spoke
from dashboard.formats import number
from dashboard.wording import label, summary
from tracker.phrasing import gettext, ngettext, sentence
from tracker.trades import in_words


def figure(net: Net, nodes: Mapping[str, Node], picked: Node, focus: Callable[[str], str]) -> Figure:
    """Return a node in the middle, its neighbours around it; a click moves the focus to one of them."""
    found = [(nodes[_other(edge, picked)], edge) for edge in around(net, picked.key)]
    if picked.kind is Kind.SITE:
        groups: dict[str, list[Spoke]] = {}
        for node, edge in found:
            heading = sentence(in_words(node.business)) if node.business else gettext("Business unknown")
            groups.setdefault(heading, []).append(_spoke(node, edge, focus(node.key)))
        return spokes.figure(picked.title, *spokes.halves([Group(*group) for group in groups.items()]))
    fed = [_spoke(node, edge, focus(node.key)) for node, edge in found if edge.deed is Deed.FED]
    synced = [_spoke(node, edge, focus(node.key)) for node, edge in found if edge.deed is Deed.SYNCED]
    family = [_relative(node, focus(node.key)) for node in _family(net, picked)]
    left = [Group(gettext("Hears from"), fed)]
    right = [Group(gettext("Has the same identifier as"), synced), Group(gettext("Of the same group"), family)]
    return spokes.figure(picked.title, left, right)


def words(net: Net, picked: Node) -> tuple[str, str]:
    """Return the title, which is the answer, and the note."""
    own = around(net, picked.key)
    note = gettext(
        "Larger is more, and the stronger the colour, the more sensitive. A click on a neighbour shows that one in the "
        "middle."
    )
    fed = len({_other(edge, picked) for edge in own if edge.deed is Deed.FED})
    if picked.kind is Kind.SITE:
        title = ngettext(
            "%(site)s feeds %(count)s company", "%(site)s feeds %(count)s companies", fed, site=picked.title
        )
        return title, note
    sites = ngettext(
        "%(company)s hears from %(count)s site", "%(company)s hears from %(count)s sites", fed, company=picked.title
    )
    synced = len({_other(edge, picked) for edge in own if edge.deed is Deed.SYNCED})
    if not synced:
        return sites, note
    title = ngettext(
        "%(hears)s, and has an identifier in common with %(count)s company",
        "%(hears)s, and has an identifier in common with %(count)s companies",
        synced,
        hears=sites,
    )
    return title, note


def evidence(edge: Edge, nodes: Mapping[str, Node]) -> str:
    """Return where an edge's disclosures are listed."""
    source, target = nodes[edge.source], nodes[edge.target]
    if source.kind is Kind.SITE:
        return log_address(site=source.name, vendor=target.name)
    return vendor_address(target.name)


def _other(edge: Edge, picked: Node) -> str:
    return edge.target if edge.source == picked.key else edge.source


def _family(net: Net, picked: Node) -> Sequence[Node]:
    if not picked.family:
        return []
    members = [node for node in net.nodes if node.family == picked.family and node.key != picked.key]
    return sorted(members, key=lambda node: node.key)


def _spoke(node: Node, edge: Edge, address: str) -> Spoke:
    told = ngettext(
        "%(name)s: %(data)s; %(count)s time",
        "%(name)s: %(data)s; %(count)s times",
        edge.times,
        name=node.title,
        data=summary(edge.categories),
    )
    return Spoke(node.title, _what(edge), told, worst([edge]), weight(edge), address)


def _relative(node: Node, address: str) -> Spoke:
    business = in_words(node.business) if node.business else ""
    return Spoke(node.title, business, node.title, 1, 0, address)


def _what(edge: Edge) -> str:
    ordered = sorted(edge.categories, key=lambda one: (-sensitivity(one), one.value))
    if len(ordered) < 2:
        return "".join(map(label, ordered))
    return gettext("%(data)s, +%(number)s", data=label(ordered[0]), number=number(len(ordered) - 1))
