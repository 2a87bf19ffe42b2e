from dashboard.charts import neighbours
from dashboard.charts.links import Deed, Edge, Net, Node, focusing, ranked
from tests.builders.figures import plotted
from tests.builders.nets import a_site, a_vendor, fed, synced
from tracker.taxonomy import Category

SITE, NEWS = a_site(), a_site("nouvelles.example")
ADPIX, METRICA, SISTER, ODD = (
    a_vendor(family="group"),
    a_vendor("metrica", "analytics"),
    a_vendor("sister", "cdn", "group"),
    a_vendor("odd", ""),
)
NET = ranked(
    Net(
        [SITE, NEWS, ADPIX, METRICA, SISTER, ODD],
        [
            fed(SITE, ADPIX, Category.EMAIL_ADDRESS, Category.CLIENT_ID),
            fed(NEWS, ADPIX, Category.LANGUAGE),
            fed(SITE, METRICA),
            fed(SITE, ODD),
            synced(METRICA, ADPIX),
        ],
    )
)
NODES = {node.key: node for node in NET.nodes}


def names(picked: Node) -> list[str]:
    """Who stands around a node, with the headings."""
    figure = plotted(neighbours.figure(NET, NODES, picked, focusing({})))
    return [text for trace in figure.data if trace.text is not None for text in trace.text]


def test_around_a_company_stand_its_sites_partners_and_relatives() -> None:
    found = names(ADPIX)
    assert found[:2] == ["boutique.example", "nouvelles.example"]
    assert {"<b>Hears from</b>", "<b>Has the same identifier as</b>", "<b>Of the same group</b>"} <= set(found)
    assert {"Metrica", "Sister", "e-mail address, +1"} <= set(found)


def test_around_a_site_stand_its_listeners_by_business() -> None:
    found = names(SITE)
    assert {"<b>Advertising</b>", "<b>Analytics</b>", "<b>Business unknown</b>"} <= set(found)
    assert {"Adpix", "Metrica", "Odd"} <= set(found)
    assert "Sister" not in found


def test_a_neighbour_leads_to_its_own_focus() -> None:
    figure = plotted(neighbours.figure(NET, NODES, ADPIX, focusing({"since": "2026-03-01"})))
    leads = [address for trace in figure.data for address in trace.customdata or ()]
    assert "/network?since=2026-03-01&focus=site:boutique.example" in leads


def test_the_title_is_the_answer() -> None:
    assert neighbours.words(NET, SITE)[0] == "boutique.example feeds 3 companies"
    assert neighbours.words(NET, ODD)[0] == "Odd hears from 1 site"
    assert neighbours.words(NET, ADPIX)[0] == "Adpix hears from 2 sites, and has an identifier in common with 1 company"


def test_evidence_of_an_exchange_is_on_the_companys_page() -> None:
    assert neighbours.evidence(NET.edges[0], NODES) == "/log?site=boutique.example&vendor=adpix"
    assert neighbours.evidence(synced(METRICA, ADPIX), NODES) == "/vendors/adpix"


def test_an_edge_of_which_nothing_is_known_is_drawn_without_words() -> None:
    bare = Net([SITE, ODD], [Edge(SITE.key, ODD.key, Deed.FED, (), 1)])
    figure = neighbours.figure(bare, NODES, ODD, focusing({}))
    assert "boutique.example" in str(figure)
