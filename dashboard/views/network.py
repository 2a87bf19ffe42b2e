"""The network: which sites feed which companies, and which of these have an identifier of the person's in common."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple

from flask import Blueprint
from sqlalchemy.orm import Session

from dashboard import addresses, arguments
from dashboard.charts import network as network_chart
from dashboard.charts.chart import Chart
from dashboard.charts.links import Kind, Node
from dashboard.charts.style import SENSE_WORDS
from dashboard.choices import Option
from dashboard.formats import number
from dashboard.hiding import hidden_among
from dashboard.languages import locale
from dashboard.narrowing import narrowing
from dashboard.nets import Names, Told, at_least, told
from dashboard.pages import Page, show
from dashboard.recent import recent
from dashboard.wiring import heard, reading, syncs, who
from dashboard.wording import sentence
from tracker.disclosure import Party
from tracker.ledger.queries.every_sync import Sync
from tracker.phrasing import gettext, ngettext
from tracker.taxonomy import TAXONOMY

blueprint = Blueprint("network", __name__)


class Only(StrEnum):
    """What the network can be narrowed to."""

    SYNCS = "syncs"


class Group(StrEnum):
    """How companies can be gathered."""

    PARENTS = "parents"


class Wanted(NamedTuple):
    """What the address asks for."""

    only: Only | None
    group: Group | None
    least: int
    focus: str | None

    def filters(self) -> dict[str, object]:
        """Return it as the address has it, but for the focus."""
        return {"only": self.only, "group": self.group, "least": self.least if self.least > 1 else None}


class Drawn(NamedTuple):
    """The network as it is drawn and told, which takes long: its picture, its nodes by name, the one in focus."""

    headline: str
    summed: str
    picture: Chart | None
    names: tuple[Node, ...]
    picked: Node | None


@dataclass(frozen=True, slots=True)
class Network(Page):
    """What the network shows. `whole` leads back from the focus, `page` from there to the focus' own page."""

    template: ClassVar[str] = "network.html"
    section: ClassVar[str] = "network"
    is_narrowed: ClassVar[bool] = True
    headline: str
    summed: str
    picture: Chart | None
    wanted: Wanted
    senses: tuple[Option, ...]
    names: tuple[Node, ...]
    picked: Node | None
    page: str
    whole: str
    is_open: bool


@blueprint.get(addresses.NETWORK)
def network() -> str:
    """Show the network, or what is around the node in focus."""
    least = min(max(arguments.number("least") or 1, 1), max(SENSE_WORDS))
    wanted = Wanted(arguments.choice("only", Only), arguments.choice("group", Group), least, _focus())
    with reading() as session:
        return show(session, _page(session, wanted))


def _focus() -> str | None:
    """The node in focus; the site that stands for unknown pages has no name."""
    given = arguments.text("focus")
    kind, _, name = (given or "").partition(":")
    return given if kind in {*Kind} and (name or kind == Kind.SITE) else None


def _page(session: Session, wanted: Wanted) -> Network:
    asked = "network", narrowing(), narrowing().scope(), wanted, str(locale())
    found = recent(session).ask(asked, lambda: _drawn(session, wanted))
    chart, picked = found.picture, found.picked
    return Network(
        title=gettext("Network"),
        headline=found.headline,
        summed=found.summed,
        picture=chart,
        wanted=wanted,
        senses=tuple(_sense(step, wanted.least) for step in SENSE_WORDS),
        names=found.names,
        picked=picked,
        page=_own_page(picked) if picked else "",
        whole=addresses.network_address(**wanted.filters()),
        is_open=narrowing().scope().is_open and not any(wanted.filters().values()),
    )


def _drawn(session: Session, wanted: Wanted) -> Drawn:
    found = _told(session, wanted)
    picked = next((node for node in found.net.nodes if node.key == wanted.focus), None)
    chart = _chart(found, wanted, picked) if found.net.nodes else None
    return Drawn(
        headline=chart.title if picked and chart else _headline(found, wanted),
        summed="" if picked else _summed(found),
        picture=chart and chart._replace(title=_title(chart, picked), note=_note(chart, found, picked)),
        names=tuple(sorted(found.net.nodes, key=lambda node: (node.kind, node.title.casefold()))),
        picked=picked,
    )


def _sense(step: int, chosen: int) -> Option:
    words = gettext("anything") if step == min(SENSE_WORDS) else sentence(SENSE_WORDS[step])
    return Option(str(step), words, step == chosen)


def _told(session: Session, wanted: Wanted) -> Told:
    scope = narrowing().scope()
    all_heard = heard(session, scope, at_least(wanted.least))
    firms, sites = who(session)
    party, behind = scope.party or Party.THIRD, set() if scope.party else hidden_among(session, firms)
    others = [one for one in all_heard if one.party is party or one.vendor in behind]
    names, listening = Names(firms, sites, wanted.group is not None), [] if wanted.only else others
    if names.places(wanted.focus) and (found := told(listening, [], names, wanted.focus)).is_focused:
        return found
    shared: list[Sync] = []
    if party is Party.THIRD:
        every = syncs(session, firms, scope, names.companies(wanted.focus))
        shared = [one for one in every if TAXONOMY[one.category].sensitivity >= wanted.least]
    return told(listening, shared, names, wanted.focus)


def _headline(found: Told, wanted: Wanted) -> str:
    if not found.net.nodes:
        return gettext("Who feeds whom")
    if wanted.only is Only.SYNCS:
        return ngettext(
            "%(company)s has an identifier of yours in common with %(count)s other company",
            "%(company)s has an identifier of yours in common with %(count)s other companies",
            found.sums.heard_from,
            company=found.sums.widest,
        )
    if not found.sums.sites:
        return gettext("No site fed anybody else")
    if found.sums.heard_from == found.sums.sites:
        return ngettext(
            "%(company)s hears from the only site that feeds others",
            "%(company)s hears from all %(count)s sites that feed others",
            found.sums.sites,
            company=found.sums.widest,
        )
    return ngettext(
        "%(company)s hears from the %(count)s site that feeds others",
        "%(company)s hears from %(some)s of the %(count)s sites that feed others",
        found.sums.sites,
        company=found.sums.widest,
        some=number(found.sums.heard_from),
    )


def _summed(found: Told) -> str:
    if not found.sums.connections:
        return ""
    sites = ngettext("%(count)s site", "%(count)s sites", found.sums.sites)
    companies = ngettext("%(count)s company", "%(count)s companies", found.sums.companies)
    return ngettext(
        "%(sites)s and %(companies)s, with %(count)s connection between them.",
        "%(sites)s and %(companies)s, with %(count)s connections between them.",
        found.sums.connections + found.sums.exchanges,
        sites=sites,
        companies=companies,
    )


def _chart(found: Told, wanted: Wanted, picked: Node | None) -> Chart:
    total = None if picked else found.sums.connections + found.sums.exchanges
    return network_chart.chart(found.net, wanted.focus, total, **wanted.filters())


def _title(chart: Chart, picked: Node | None) -> str:
    return gettext("%(name)s and those around it", name=picked.title) if picked else chart.title


def _note(chart: Chart, found: Told, picked: Node | None) -> str:
    if picked or not found.sums.connections:
        return chart.note
    return gettext(
        "%(note)s The site itself is nobody's stranger and is left out, and so are pages that are not known.",
        note=chart.note,
    )


def _own_page(picked: Node) -> str:
    if picked.kind is Kind.SITE:
        return addresses.site_address(picked.name)
    return addresses.vendor_address(picked.name)
