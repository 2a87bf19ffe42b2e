import pytest

from dashboard.charts import sankey
from dashboard.charts.palette import BLUE, MANNERS, faded
from dashboard.charts.sankey import Band, Node
from tests.builders.figures import plotted, plotted_narrow
from tracker.disclosure import Manner

SITE, FIRM = ("site", "a.example"), ("vendor", "adpix")
COLUMNS = (
    ("On the site", {SITE: Node("a.example", BLUE, "/log?site=a.example")}),
    ("received by", {FIRM: Node("Advertising Pixels International GmbH", BLUE)}),
)
BAND = Band(SITE, FIRM, 2.5, Manner.RELAYED, "passed on by the page, 3 times", "sha256")


def test_bands_join_the_nodes_of_columns() -> None:
    flow = plotted(sankey.figure(COLUMNS, [BAND])).data[0]
    assert list(zip(flow.link.source, flow.link.target, flow.link.value, strict=True)) == [(0, 1, 2.5)]
    assert list(flow.link.label) == ["sha256"]
    assert list(flow.link.color) == [faded(MANNERS[Manner.RELAYED], 0.4)]
    assert list(flow.node.customdata) == ["/log?site=a.example", None]


def test_columns_have_headings_and_manners_a_legend() -> None:
    figure = plotted(sankey.figure(COLUMNS, [BAND]))
    assert [note.text for note in figure.layout.annotations] == ["On the site", "received by"]
    assert [note.xanchor for note in figure.layout.annotations] == ["left", "right"]
    assert [trace.name for trace in figure.data[1:]] == ["Passed on by the page"]


def test_names_are_shorter_on_a_phone() -> None:
    flow = plotted_narrow(sankey.figure(COLUMNS, [BAND])).data[0]
    assert list(flow.node.label) == ["a.example", "Advertising Pixels In…"]


def test_two_names_between_the_last_columns_of_three_share_the_room_that_one_has_before() -> None:
    long = "Name of thirty letters, no less"
    columns = [(str(place), {(str(place), ""): Node(long, BLUE)}) for place in range(3)]
    bands = [BAND._replace(source=(str(place), ""), target=(str(place + 1), "")) for place in range(2)]
    flow = plotted_narrow(sankey.figure(columns, bands)).data[0]
    assert [len(name) for name in flow.node.label] == [20, 10, 10]


@pytest.mark.parametrize(("times", "thick"), [(0, 1), (1, 1), (2, 2), (1024, 11)])
def test_a_band_is_as_thick_as_the_logarithm_of_how_often(times: int, thick: float) -> None:
    assert sankey.weight(times) == thick


def test_the_heaviest_are_kept_and_one_place_is_left_for_the_rest() -> None:
    weights = {"a": 1.0, "b": 3.0, "c": 2.0, "d": 3.0}
    assert sankey.kept(weights, 4) == {"a", "b", "c", "d"}
    assert sankey.kept(weights, 3) == {"b", "d"}
