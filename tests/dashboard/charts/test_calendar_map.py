from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import calendar_map
from tests.builders.figures import plotted, plotted_narrow
from tracker.ledger.queries.timeline import Day

FIRST = date(2026, 3, 4)  # a Wednesday


def days(*totals: int) -> list[Day]:
    return [Day(FIRST + timedelta(days=place), 0, total, 0) for place, total in enumerate(totals)]


def test_the_title_says_on_how_many_days_and_when_most() -> None:
    assert calendar_map.chart(days(1, 0, 9)).title == "Data left on 2 of 3 days, most on 6 March 2026"
    assert calendar_map.chart(days(9, 0, 9)).title == "Data left on 2 of 3 days"
    assert calendar_map.chart(days(4)).title == "Data left on 1 of 1 day"
    assert calendar_map.chart(days(0, 4)).title == "All of it left on one day, 5 March 2026"
    assert calendar_map.chart(days(0, 0)).title == "Nothing left on these 2 days"
    assert calendar_map.chart(days(0)).title == "Nothing left on this 1 day"


def test_weeks_are_columns_and_days_outside_the_period_are_empty() -> None:
    (cells,) = plotted(calendar_map.chart(days(0, 1, 2, 3, 4, 5)).figure).data
    assert [list(line) for line in cells.z] == [
        [None, 4],
        [None, None],
        [0, None],
        [1, None],
        [1, None],
        [2, None],
        [3, None],
    ]
    assert cells.text[2][0] == "4 March 2026: 0 disclosures"
    assert cells.text[3][0] == "5 March 2026: 1 disclosure"


def test_a_day_leads_to_its_log_and_one_with_nothing_nowhere() -> None:
    (cells,) = plotted(calendar_map.chart(days(0, 1), vendor="adpix").figure).data
    assert cells.customdata[2][0] is None
    assert cells.customdata[3][0] == "/log?vendor=adpix&since=2026-03-05&until=2026-03-06"


def test_only_the_last_year_is_drawn_and_told() -> None:
    chart = calendar_map.chart(days(*[1] * 1000))
    assert 53 * 7 - 6 <= sum(value is not None for line in chart.figure["data"][0]["z"] for value in line) <= 53 * 7
    assert len(chart.table.rows) == sum(v is not None for line in chart.figure["data"][0]["z"] for v in line)


def test_a_phone_has_weeks_as_rows() -> None:
    chart = calendar_map.chart(days(*[1] * 300))
    wide, tall = plotted(chart.figure).layout, plotted_narrow(chart.figure).layout
    assert tall.height > 2 * wide.height
    assert list(wide.yaxis.ticktext) == list(tall.xaxis.ticktext) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert chart.figure["narrow"]["turned"] is True


def test_the_legend_says_the_most_that_each_step_holds() -> None:
    bar = plotted(calendar_map.chart(days(*range(101))).figure).data[0].colorbar
    assert list(bar.ticktext) == ["0", "≤ 25", "≤ 50", "≤ 75", "≤ 100"]


@pytest.mark.parametrize(("totals", "steps"), [((7, 7, 7), 1), ((1, 9), 2), ((0,), 0)])
def test_days_that_are_alike_share_a_step(totals: tuple[int, ...], steps: int) -> None:
    assert len(plotted(calendar_map.chart(days(*totals)).figure).data[0].colorbar.ticktext) == steps + 1


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=120))
def test_more_is_never_a_lower_step(totals: list[int]) -> None:
    trace = calendar_map.chart(days(*totals)).figure["data"][0]
    steps = {}
    for line, words in zip(trace["z"], trace["text"], strict=True):
        for step, told in zip(line, words, strict=True):
            if step is not None:
                steps[int(told.split(": ")[1].split(" ")[0].replace(",", ""))] = step
    ordered = [steps[total] for total in sorted(steps)]
    assert ordered == sorted(ordered)
    assert all((step == 0) == (total == 0) for total, step in steps.items())
    assert max(ordered) <= 4
