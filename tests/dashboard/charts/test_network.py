import pytest

from dashboard.charts import network
from dashboard.charts.links import Net
from tests.builders.figures import addresses, plotted, plotted_narrow
from tests.builders.nets import a_net, a_site, a_vendor, fed, synced
from tracker.taxonomy import Category

SITE, NEWS, ADPIX, METRICA = a_site(), a_site("nouvelles.example"), a_vendor(), a_vendor("metrica", "analytics")
NET = Net(
    [SITE, NEWS, ADPIX, METRICA],
    [fed(SITE, ADPIX, Category.EMAIL_ADDRESS), fed(NEWS, ADPIX), fed(SITE, METRICA), synced(ADPIX, METRICA)],
)


def test_the_title_counts_what_is_drawn_and_what_there_is() -> None:
    assert network.chart(NET).title == "All 4 connections"
    assert network.chart(Net([SITE, ADPIX], [fed(SITE, ADPIX)])).title == "1 connection"
    assert network.chart(NET, total=1500).title == "The 4 strongest of 1,500 connections"
    chart = network.chart(a_net(50, 100, 600))
    drawn = sum(trace["x"].count(None) for trace in chart.figure["data"] if trace["mode"] == "lines")
    assert chart.title == f"The {drawn} strongest of 612 connections"


def test_every_node_is_there_and_leads_to_its_focus() -> None:
    chart = network.chart(NET, since="2026-03-01")
    sites, vendors = (trace for trace in plotted(chart.figure).data if trace.customdata is not None)
    assert list(sites.text) == ["boutique.example", "nouvelles.example"]
    assert sites.marker.symbol == "square"
    assert vendors.customdata[0] == "/network?since=2026-03-01&focus=vendor:adpix"
    assert vendors.hovertext[0] == "Adpix hears from 2 sites: e-mail address and browser identifier"
    assert sites.hovertext[0] == "boutique.example feeds 2 companies"


def test_lines_are_coloured_by_what_went_over_them_and_exchanges_are_dotted() -> None:
    lines = [trace for trace in network.chart(NET).figure["data"] if trace["mode"] == "lines"]
    assert {trace["line"]["color"] for trace in lines} == {"--sense-2", "--sense-3", "--muted"}
    assert [trace["name"] for trace in lines if "dash" in trace["line"]] == ["have an identifier of yours in common"]


@pytest.mark.parametrize("size", [(1, 1, 1), (20, 45, 170), (100, 400, 3000)], ids=["one", "some", "500 nodes"])
def test_no_more_lines_are_drawn_than_can_be_followed(size: tuple[int, int, int]) -> None:
    figure = network.chart(a_net(*size)).figure
    drawn = sum(trace["x"].count(None) for trace in figure["data"] if trace["mode"] == "lines")
    assert drawn <= 90 + 14
    names = [text for trace in figure["data"] for text in trace.get("text", ()) if text]
    assert len(names) <= 20 + 24


def test_the_note_says_what_is_not_drawn() -> None:
    assert "of a small dot, or of any other, “Look at one” shows all" in network.chart(a_net(50, 100, 600)).note
    assert "small dot" not in network.chart(NET).note


def test_where_no_site_is_drawn_none_is_told_of_and_no_half_stays_empty() -> None:
    chart = network.chart(Net([ADPIX, METRICA], [synced(ADPIX, METRICA)]))
    assert "sites you were on" not in chart.note
    figure = plotted(chart.figure)
    dots = next(trace for trace in figure.data if trace.customdata is not None and len(trace.customdata))
    begin, end = figure.layout.xaxis.range
    assert (begin + end) / 2 - 10 < dots.x[0] < (begin + end) / 2 + 10
    assert dots.hovertext[0] == "Adpix has an identifier of yours in common with 1 other company"


def test_a_focus_shows_its_neighbours_alone_in_picture_and_table() -> None:
    chart = network.chart(NET, METRICA.key)
    assert chart.title == "Metrica hears from 1 site, and has an identifier in common with 1 company"
    assert [[cell.text for cell in row[:2]] for row in chart.table.rows] == [
        ["boutique.example", "Metrica"],
        ["Adpix", "Metrica"],
    ]
    assert "nouvelles.example" not in str(chart.figure)


@pytest.mark.parametrize("focus", [None, "", "vendor:nobody", "<script>"])
def test_a_focus_on_nobody_is_the_whole(focus: str | None) -> None:
    assert network.chart(NET, focus).title == network.chart(NET).title


def test_the_table_leads_to_the_focus_of_both_ends_and_to_the_evidence() -> None:
    first, *_ = network.chart(NET).table.rows
    assert [cell.address for cell in first] == [
        "/network?focus=site:boutique.example",
        "/network?focus=vendor:adpix",
        None,
        None,
        "/log?site=boutique.example&vendor=adpix",
    ]
    assert [cell.text for cell in first] == ["boutique.example", "Adpix", "e-mail address", "received", "3"]


def test_a_long_table_says_how_much_is_left_out() -> None:
    chart = network.chart(a_net(50, 100, 600))
    assert len(chart.table.rows) == 200
    assert chart.table.rest == "412 weaker connections are not listed."


def test_names_are_shorter_on_a_phone_and_headings_stay_within() -> None:
    figure = plotted_narrow(network.chart(NET).figure)
    sites = next(trace for trace in figure.data if trace.customdata is not None)
    assert list(sites.text) == ["boutique.…", "nouvelles…"]
    assert {note.xanchor for note in figure.layout.annotations} == {"right"}


def test_a_large_net_is_a_small_figure() -> None:
    chart = network.chart(a_net(100, 400, 3000))
    assert len(str(chart.figure)) < 110_000
    assert all(address.startswith(("/network?focus=", "/log?", "/vendors/")) for address in addresses(chart))
