from datetime import UTC, datetime

from dashboard.charts import trail
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
    steps = [a_step(), a_step(times=4), a_step(site=None, slug="shop", party=Party.FIRST, manner=Manner.SUBMITTED)]
    (flow,) = trail.figure(steps).data
    assert list(flow.node.label) == ["boutique.example", "page unknown", "Adpix", "Shop"]
    assert list(zip(flow.link.source, flow.link.target, flow.link.value, strict=True)) == [(0, 2, 7), (1, 3, 3)]
    assert list(flow.node.customdata)[2] == "/vendors/adpix"
    assert flow.node.color[2] != flow.node.color[3]


def test_a_picture_keeps_the_thickest_bands_and_the_table_all() -> None:
    steps = [a_step(slug=f"v{number}", times=number + 1) for number in range(60)]
    assert len(trail.figure(steps).data[0].link.value) == 40
    assert min(trail.figure(steps).data[0].link.value) == 21
    assert len(trail.chart(1, steps).table.rows) == 60


def test_strangers_names_are_no_markup() -> None:
    (flow,) = trail.figure([a_step(vendor_name="<b>x</b>", site="<i>")]).data
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
    (flow,) = trail.figure([a_step(), a_step(manner=Manner.PREMATURE, times=1)]).data
    assert list(zip(flow.link.source, flow.link.target, flow.link.value, strict=True)) == [(0, 1, 3), (0, 1, 1)]
    assert len(set(flow.link.color)) == 2
