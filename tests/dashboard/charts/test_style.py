import pytest

from dashboard.charts import style
from tracker import phrasing


def test_a_chart_grows_with_its_bars() -> None:
    assert style.height_of(10) > style.height_of(3) > style.height_of(2) == style.height_of(0)


def test_layouts_bring_no_template_and_no_background() -> None:
    document = style.layout(200, barmode="stack")
    assert document["paper_bgcolor"] == "rgba(0,0,0,0)"
    assert document["barmode"] == "stack"


def test_names_are_placed_by_number_so_that_equal_names_stay_apart() -> None:
    axis = style.names(["same", "same"])
    assert axis["tickvals"] == [0, 1]
    assert axis["ticktext"] == ["same", "same"]
    assert axis["range"] == [1.5, -0.5]


def test_an_axis_that_counts_begins_at_nought() -> None:
    assert style.counts(3)["rangemode"] == "tozero"


@pytest.mark.parametrize(("most", "step"), [(0, 1), (1, 1), (4, 1), (5, None), (900, None)])
def test_an_axis_that_counts_names_whole_numbers_alone(most: int, step: int | None) -> None:
    assert style.counts(most).get("dtick") == step


def test_an_axis_of_places_is_not_seen() -> None:
    assert style.bare(0, 10) == {"visible": False, "fixedrange": True, "range": [0, 10]}


class Grouped(phrasing.Voice):
    """A language that parts thousands by a mark of its own."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def number(self, value: int) -> str:
        return f"{value:,}".replace(",", self.mark)


@pytest.mark.parametrize(
    ("mark", "separators"), [(",", ".,"), (".", ",."), ("\u202f", ",\u202f"), ("\u2019", ",\u2019")]
)
def test_numbers_on_axes_are_grouped_as_the_reader_does(mark: str, separators: str) -> None:
    with phrasing.speaking(Grouped(mark)):
        assert style.layout(100)["separators"] == separators
