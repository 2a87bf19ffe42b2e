from dashboard.charts import leaders
from tests.builders.figures import plotted
from tests.builders.ratings import a_rating

ROWS = [
    a_rating("adpix", "Adpix", 51, 4, True),
    a_rating("x.test", "<script>alert(1)</script>", 9, 0, True),
    a_rating("boutique", "La Boutique", 1, 1, False),
]


def test_the_title_is_the_answer() -> None:
    assert leaders.chart(ROWS).title == "Adpix knows most: 51 pieces of your data, from 4 sites"
    assert leaders.chart(ROWS[1:]).title.endswith("9 pieces of your data")
    assert (
        leaders.chart(ROWS, 20).title
        == "Adpix received data from 4 of the 20 sites you visited: 51 pieces of your data"
    )
    assert leaders.chart(ROWS, 1).title.startswith("Adpix knows most")


def test_bars_are_coloured_by_relation_and_lead_to_the_vendor() -> None:
    third, first, unknown = plotted(leaders.figure(ROWS)).data
    assert list(third.x) == [51, 9]
    assert list(first.x) == [1]
    assert list(third.y) == [0, 1]
    assert list(unknown.x) == []
    assert list(third.customdata) == ["/vendors/adpix", "/vendors/x.test"]
    assert third.marker.color != first.marker.color


def test_a_kind_that_does_not_occur_has_no_legend() -> None:
    shown = [bars.showlegend for bars in plotted(leaders.figure(ROWS[:1])).data]
    assert shown == [True, False, False]


def test_strangers_names_are_no_markup_in_the_figure_and_whole_in_the_table() -> None:
    figure = plotted(leaders.figure(ROWS))
    assert "<" not in "".join(figure.layout.yaxis.ticktext) + "".join(figure.data[0].hovertext)
    assert leaders.chart(ROWS).table.rows[1][0].text == "<script>alert(1)</script>"


def test_the_table_has_a_row_for_each_vendor() -> None:
    table = leaders.chart(ROWS).table
    assert [len(row) for row in table.rows] == [len(table.head)] * len(ROWS)
    assert [cell.text for cell in table.rows[2]] == ["La Boutique", "1", "1", "a site you visited"]


def test_bars_are_equally_thick_however_few_there_are_of_a_kind() -> None:
    assert {bars.width for bars in plotted(leaders.figure(ROWS)).data} == {0.65}
