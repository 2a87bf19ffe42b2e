"""What strangers call themselves and their fields does no harm in any chart: Plotly reads a little HTML."""

import json
import re
from collections.abc import Callable
from datetime import date

import pytest

from dashboard.charts import calendar_map, flow, leaders, listeners, network, timeline, trail, treemap
from dashboard.charts.chart import Chart
from dashboard.charts.links import Net
from tests.builders.figures import addresses, plotted, plotted_narrow, texts
from tests.builders.nets import a_site, a_vendor, fed, synced
from tests.builders.ratings import a_rating
from tests.dashboard.charts.test_trail import a_step
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.timeline import Day
from tracker.taxonomy import Category

NAMES = [
    "<script>alert(1)</script>",
    '<a href="javascript:alert(1)">here</a>',
    "<b>bold</b><br><i>",
    "&lt;img src=x&gt;",
    "%{x} %{customdata} <extra>",
    "--sense-1",
    "a\u202egro.elpmaxe\x00\n\x1b[31m",
    "//evil.example/\\evil",
    "$\\alpha$",
    "",
]
OURS = re.compile(r"<b>|</b>|<br>|<extra></extra>")


def a_net_of(name: str) -> Net:
    site, vendor, other = a_site(name), a_vendor(name, name), a_vendor("other")
    vendor = vendor._replace(title=name, family=name)
    return Net([site, vendor, other], [fed(site, vendor, Category.HEALTH), synced(vendor, other)])


CHARTS: dict[str, Callable[[str], Chart]] = {
    "flow": lambda name: flow.chart(
        [flow.Stream(Category.HEALTH, name, name, name, Party.THIRD, Manner.RELAYED, (name, "sha256"), 1)]
    ),
    "leaders": lambda name: leaders.chart([a_rating(name, name, 5, 1, True)]),
    "listeners": lambda name: listeners.chart(
        name, [listeners.Listener(name, name, name, Party.THIRD, (Category.HEALTH,), 1, 1)]
    ),
    "network": lambda name: network.chart(a_net_of(name)),
    "focus on a site": lambda name: network.chart(a_net_of(name), f"site:{name}"),
    "focus on a vendor": lambda name: network.chart(a_net_of(name), f"vendor:{name}"),
    "trail": lambda name: trail.chart(1, [a_step(site=name, slug=name, vendor_name=name)]),
    "treemap of data": lambda name: treemap.by_data([treemap.Part(Category.CITY, name, name, name, name, 1, 1)]),
    "treemap of families": lambda name: treemap.by_family(
        [treemap.Part(Category.CITY, slug, name, "group", name, 1, 1) for slug in (name, "other")]
    ),
    "timeline": lambda name: timeline.chart([Day(date(2026, 3, 1), 1, 1, 1)], name),
    "calendar": lambda name: calendar_map.chart([Day(date(2026, 3, 1), 1, 1, 1)], vendor=name),
}


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
@pytest.mark.parametrize("kind", CHARTS)
def test_no_strangers_text_is_markup_in_a_figure(kind: str, name: str) -> None:
    for text in texts(CHARTS[kind](name).figure):
        ours = OURS.sub("", text)
        assert "<" not in ours, text
        assert not re.search(r"[\x00-\x1f\u202a-\u202e]", ours), text


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
@pytest.mark.parametrize("kind", CHARTS)
def test_no_strangers_text_is_a_template(kind: str, name: str) -> None:
    document = json.dumps(CHARTS[kind](name).figure)
    templates = re.findall(r'"(?:hover|text)template": "([^"]*)"', document)
    assert all("%{x}" not in template and "javascript" not in template for template in templates)


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
@pytest.mark.parametrize("kind", CHARTS)
def test_every_link_leads_to_a_page_of_ours(kind: str, name: str) -> None:
    for address in addresses(CHARTS[kind](name)):
        assert re.fullmatch(r"/(vendors/|log|data|network)[^\s<>\"\\]*", address), address


@pytest.mark.parametrize("name", ["Adpix", NAMES[1], ""], ids=["usual", "hostile", "empty"])
@pytest.mark.parametrize("kind", CHARTS)
def test_every_figure_is_one_that_plotly_takes(kind: str, name: str) -> None:
    chart = CHARTS[kind](name)
    assert plotted(chart.figure).layout.height
    assert plotted_narrow(chart.figure).layout.height
    assert json.loads(json.dumps(chart.figure, allow_nan=False)) == json.loads(json.dumps(chart.figure))


@pytest.mark.parametrize("kind", CHARTS)
def test_every_chart_has_its_table_and_says_what_it_shows(kind: str) -> None:
    chart = CHARTS[kind]("Adpix")
    assert chart.title
    assert chart.note.endswith(".")
    assert chart.table.rows
    assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}
    assert any(cell.address for row in chart.table.rows for cell in row)
