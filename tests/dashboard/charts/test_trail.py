from datetime import UTC, datetime

from dashboard.charts import trail
from tests.builders.figures import plotted
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.trail import Step
from tracker.traffic import Location

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def a_step(site: str | None = "boutique.example", slug: str = "adpix", times: int = 3, **changes: object) -> Step:
    given: dict[str, object] = {
        "host": f"px.{slug}.test",
        "vendor_name": slug.title(),
        "party": Party.THIRD,
        "manner": Manner.RELAYED,
        "is_plain": False,
        "location": Location.QUERY,
        "path": "em",
        "encoding": ("sha256",),
    }
    return Step(site=site, vendor_slug=slug, first=NOON, last=NOON, times=times, **(given | changes))  # type: ignore[arg-type]


def test_the_title_counts_companies_and_names_sites() -> None:
    assert trail.chart(1, [a_step(), a_step(slug="replay")]).title == "2 companies received it from boutique.example"
    assert trail.chart(1, [a_step(site=None)]).title == "1 company received it"


def test_bands_lead_from_sites_to_companies() -> None:
    steps = [a_step(), a_step(times=5), a_step(site=None, slug="shop", party=Party.FIRST, manner=Manner.SUBMITTED)]
    flow = plotted(trail.figure(7, steps)).data[0]
    assert list(flow.node.label) == ["boutique.example", "page unknown", "Adpix", "Shop"]
    assert list(zip(flow.link.source, flow.link.target, flow.link.value, strict=True)) == [(0, 2, 4), (1, 3, 2.58)]
    assert flow.node.customdata[0] == "/log?datum=7&site=boutique.example"
    assert flow.node.customdata[2] == "/vendors/adpix"
    assert flow.node.color[2] != flow.node.color[3]


def test_a_hash_is_named_on_its_band() -> None:
    flow = plotted(trail.figure(1, [a_step(), a_step(encoding=(), times=1)])).data[0]
    assert list(flow.link.label) == ["sha256", ""]
    assert flow.link.customdata[0] == "passed on by the page, 3 times, as its hash (sha256)"
    assert flow.link.customdata[1] == "passed on by the page, 1 time"


def test_a_picture_keeps_the_heaviest_and_gathers_the_rest() -> None:
    steps = [a_step(site=f"s{number}.example", slug=f"v{number}", times=number + 1) for number in range(60)]
    flow = plotted(trail.figure(1, steps)).data[0]
    assert len(flow.node.label) == 28
    assert "47 more companies" in flow.node.label
    assert "47 more sites" in flow.node.label
    assert "V59" in flow.node.label
    assert flow.node.customdata[flow.node.label.index("47 more sites")] is None
    assert len(trail.chart(1, steps).table.rows) == 60


def test_strangers_names_are_no_markup() -> None:
    flow = plotted(trail.figure(1, [a_step(vendor_name="<b>x</b>", site="<i>")])).data[0]
    assert list(flow.node.label) == ["&lt;i&gt;", "&lt;b&gt;x&lt;/b&gt;"]


def test_the_table_names_the_disguise_and_leads_to_the_log() -> None:
    (row, plain) = trail.chart(7, [a_step(), a_step(encoding=(), site=None)]).table.rows
    assert [cell.text for cell in row[1:]] == [
        "boutique.example",
        "Adpix",
        "passed on by the page",
        "hashed (sha256)",
        "3",
    ]
    assert row[-1].address == "/log?datum=7&vendor=adpix"
    assert (plain[1].text, plain[4].text) == ("page unknown", "none")


def test_each_manner_has_a_band_of_its_own_colour() -> None:
    flow = plotted(trail.figure(1, [a_step(), a_step(manner=Manner.PREMATURE, times=1)])).data[0]
    assert list(zip(flow.link.source, flow.link.target, flow.link.value, strict=True)) == [(0, 1, 2.58), (0, 1, 1)]
    assert len(set(flow.link.color)) == 2
