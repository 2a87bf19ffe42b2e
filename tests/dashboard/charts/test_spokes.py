import pytest

from dashboard.charts import spokes
from dashboard.charts.chart import Figure
from dashboard.charts.palette import sense
from dashboard.charts.spokes import Group, Spoke
from tests.builders.figures import plotted, plotted_narrow


def a_spoke(name: str = "Adpix", sensitivity: int = 2, weight: float = 4) -> Spoke:
    return Spoke(name, "e-mail address, +2", f"{name}: e-mail address", sensitivity, weight, f"/vendors/{name.lower()}")


def many(count: int) -> list[Spoke]:
    return [a_spoke(f"v{number}", weight=count - number) for number in range(count)]


def texts(figure: Figure) -> list[str]:
    return [text for trace in plotted(figure).data if trace.text is not None for text in trace.text]


def test_groups_stand_on_both_sides_under_their_headings() -> None:
    figure = plotted(spokes.figure("boutique.example", [Group("CDN", [a_spoke()])], [Group("Ads", [a_spoke("Other")])]))
    left, right = (trace for trace in figure.data if trace.customdata is not None)
    assert (left.x[0], right.x[0]) == (38, 62)
    assert (left.textposition, right.textposition) == ("middle left", "middle right")
    assert figure.layout.annotations[0].text == "<b>boutique.example</b>"


def test_what_is_beyond_the_rows_is_gathered() -> None:
    found = texts(spokes.figure("x", [Group("Ads", many(40)), Group("CDN", many(3))], [Group("Own", [a_spoke()])]))
    assert "24 more" in found
    assert "<b>CDN</b>" in found
    assert len([text for text in found if text.startswith("v")]) <= 18 + 2


@pytest.mark.parametrize("sizes", [(), (1,), (18,), (19,), (40, 40, 40), (1,) * 30], ids=str)
def test_every_one_is_shown_or_counted(sizes: tuple[int, ...]) -> None:
    groups = [Group(f"g{place}", many(size)) for place, size in enumerate(sizes)]
    found = texts(spokes.figure("x", groups, []))
    shown = sum(text.startswith("v") for text in found)
    gathered = sum(int(text.split()[0]) for text in found if text.endswith(" more"))
    assert shown + gathered == sum(sizes)


@pytest.mark.parametrize("is_left", [True, False])
@pytest.mark.parametrize(
    ("sizes", "sides"),
    [((1,), [1, 0]), ((2,), [1, 1]), ((5,), [3, 2]), ((26,), [13, 13]), ((50,), [18, 18]), ((4, 3), [3, 4])],
    ids=["one", "two", "odd", "many", "more than there is room for", "two groups"],
)
def test_no_half_stays_empty_beside_a_full_one(sizes: tuple[int, ...], sides: list[int], is_left: bool) -> None:
    groups = [Group(f"g{place}", many(size)) for place, size in enumerate(sizes)]
    figure = spokes.figure("x", groups if is_left else [], [] if is_left else groups)
    dots = [trace for trace in figure["data"] if trace["mode"] == "markers+text"]
    assert [len(trace["text"]) for trace in dots] == sides


def test_heavier_is_larger_and_colours_say_how_sensitive() -> None:
    rows = [Group("Ads", [a_spoke(weight=9, sensitivity=5), a_spoke("Small", weight=1)])]
    figure = spokes.figure("x", rows, [])
    large, small = (trace["marker"] for trace in figure["data"] if trace.get("customdata"))
    assert large["size"][0] > small["size"][0]
    assert (large["color"], small["color"]) == ([sense(5)], [sense(2)])
    legend = [trace["name"] for trace in figure["data"] if "name" in trace]
    assert legend == ["says a little", "specially protected, or a key"]


def test_a_group_without_anybody_has_no_heading() -> None:
    assert "<b>Ads</b>" not in texts(spokes.figure("x", [Group("Ads", [])], []))


def test_halves_are_about_equally_high() -> None:
    groups = [Group("a", many(10)), Group("b", many(4)), Group("c", many(4)), Group("d", many(1))]
    left, right = spokes.halves(groups)
    assert [group.heading for group in right] == ["a"]
    assert [group.heading for group in left] == ["b", "c", "d"]


def test_on_a_phone_names_are_shorter_and_the_middle_is_named_above() -> None:
    figure = spokes.figure("x", [Group("Ads", [a_spoke("A company with a long name")])], [])
    narrow = plotted_narrow(figure)
    assert "A company with…" in [text for trace in narrow.data if trace.text is not None for text in trace.text]
    assert narrow.layout.annotations[0].y < -1
    assert narrow.layout.yaxis.range[1] < plotted(figure).layout.yaxis.range[1]
