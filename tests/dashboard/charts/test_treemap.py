import pytest

from dashboard.charts import treemap
from dashboard.charts.chart import Figure
from dashboard.charts.palette import sense
from dashboard.charts.treemap import Part
from tests.builders.figures import addresses, plotted, plotted_narrow
from tracker.taxonomy import Category


def a_part(
    category: Category = Category.EMAIL_ADDRESS,
    slug: str = "adpix",
    data: int = 1,
    times: int = 10,
    family: str = "",
) -> Part:
    return Part(category, slug, slug.title(), family or slug, (family or slug).title(), data, times)


ROWS = [
    a_part(),
    a_part(Category.CITY, "metrica", times=4),
    a_part(Category.EMAIL_ADDRESS, "metrica", times=2),
    a_part(Category.LANGUAGE, "adpix", times=84),
]


def tiles(figure: Figure) -> dict[str, tuple[str, int]]:
    """Each tile by its name: the name of that above it, and its area."""
    trace = plotted(figure).data[0]
    names = dict(zip(trace.ids, trace.labels, strict=True))
    return {
        name: (names.get(above, ""), value)
        for name, above, value in zip(trace.labels, trace.parents, trace["values"], strict=True)
    }


def test_what_is_out_there_is_parted_by_group_category_and_company() -> None:
    found = tiles(treemap.by_data(ROWS).figure)
    assert found["All your data"] == ("", 100)
    assert found["Contact"] == ("All your data", 16)
    assert found["E-mail address"] == ("Contact", 12)
    assert found["Your device"] == ("All your data", 84)


def test_parts_add_up_to_what_is_above_them() -> None:
    rows = [a_part(list(Category)[place % 40], f"v{place % 31}", times=place + 1) for place in range(300)]
    for chart in (treemap.by_data(rows), treemap.by_family([row._replace(family=row.family[:2]) for row in rows])):
        trace = plotted(chart.figure).data[0]
        sums: dict[str, int] = {}
        for above, value in zip(trace.parents, trace["values"], strict=True):
            sums[above] = sums.get(above, 0) + value
        values = dict(zip(trace.ids, trace["values"], strict=True))
        assert all(values[above] == total for above, total in sums.items() if above)


def test_the_title_names_the_largest_kind() -> None:
    assert treemap.by_data(ROWS).title == "84% of what left is of one kind: “Your device”"


def test_a_part_of_what_left_is_not_counted_as_all() -> None:
    rows = [a_part(Category.LANGUAGE, f"v{place}", times=place + 1) for place in range(30)]
    found = treemap.by_data(rows, is_partial=True)
    assert found.title == "What left most often: “Your device”"
    assert "other<br>companies" in tiles(found.figure)
    assert "other<br>companies" not in tiles(treemap.by_data(rows).figure)


def test_the_title_names_all_kinds_that_are_equally_large() -> None:
    kinds = (Category.EMAIL_ADDRESS, Category.COORDINATES, Category.LANGUAGE, Category.HEALTH)
    title = treemap.by_data([a_part(kind) for kind in kinds]).title
    assert title.endswith(": each is 25% of what left")
    assert all(f"“{name}”" in title for name in ("Contact", "Where you are", "Your device"))
    assert "one kind" not in title


def test_the_title_names_all_families_that_have_equally_much() -> None:
    title = treemap.by_family([a_part(slug="adpix"), a_part(slug="metrica"), a_part(slug="low", data=0)]).title
    assert title == "Nobody has more of your data than Adpix and Metrica, who have equally much"


def test_the_title_names_the_family_that_has_most() -> None:
    rows = [a_part(slug="ytube", data=3, family="alphabet"), a_part(slug="search", data=4, family="alphabet"), a_part()]
    assert treemap.by_family(rows).title == "Alphabet has the most of your data, among 2 groups of companies"
    assert treemap.by_family(rows[:1]).title == "1 company has all of it"


def test_a_family_of_several_is_parted_into_them_and_one_alone_is_not() -> None:
    rows = [a_part(slug="ytube", data=3, family="alphabet"), a_part(slug="search", data=4, family="alphabet"), a_part()]
    found = tiles(treemap.by_family(rows).figure)
    assert found["Alphabet"] == ("All companies", 7)
    assert found["Ytube"] == ("Alphabet", 3)
    assert found["Adpix"] == ("All companies", 1)


def test_colours_are_of_the_most_sensitive_within() -> None:
    trace = treemap.by_data(ROWS).figure["data"][0]
    colours = dict(zip(trace["labels"], trace["marker"]["colors"], strict=True))
    assert colours["Contact"] == colours["E-mail address"] == sense(3)
    assert colours["City"] == colours["Your device"] == sense(1)


def test_leaves_lead_to_the_evidence_and_branches_are_gone_into() -> None:
    trace = plotted(treemap.by_data(ROWS, since="2026-03-01").figure).data[0]
    leads = dict(zip(trace.labels, trace.customdata, strict=True))
    assert leads["Contact"] is None
    assert leads["Adpix"].startswith("/log?since=2026-03-01&category=")
    assert "/vendors/adpix" in addresses(treemap.by_data(ROWS))


def test_many_companies_of_a_kind_are_gathered() -> None:
    rows = [a_part(slug=f"v{place}", times=place + 1) for place in range(40)]
    found = tiles(treemap.by_data(rows).figure)
    assert found["31 more<br>companies"] == ("E-mail address", sum(range(1, 32)))
    assert "V39" in found
    assert "V2" not in found


def test_of_very_many_families_the_largest_are_drawn_and_the_note_says_so() -> None:
    chart = treemap.by_family([a_part(slug=f"v{place}", data=place + 1) for place in range(2000)])
    assert len(chart.figure["data"][0]["ids"]) == 41
    assert chart.note.endswith("Only the 40 largest are drawn.")
    assert len(chart.table.rows) == 400
    assert chart.table.rest == "1,600 more rows are not listed."
    assert "Only" not in treemap.by_family(ROWS).note


def test_many_members_of_a_family_are_gathered() -> None:
    rows = [a_part(slug=f"v{place}", data=place + 1, family="group") for place in range(20)]
    assert tiles(treemap.by_family(rows).figure)["9 more companies"] == ("Group", sum(range(1, 10)))


def test_a_leafs_name_is_in_short_lines() -> None:
    row = a_part()._replace(vendor_name="Norddata Analytics <b>")
    labels = treemap.by_data([row]).figure["data"][0]["labels"]
    assert "Norddata<br>Analytics<br>&lt;b&gt;" in labels


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1]], ids=["several", "one"])
def test_a_legend_says_what_the_colours_mean(rows: list[Part]) -> None:
    figure = plotted_narrow(treemap.by_data(rows).figure)
    assert "names or reaches you" in [trace.name for trace in figure.data[1:]]
