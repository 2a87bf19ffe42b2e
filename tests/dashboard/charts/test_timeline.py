from datetime import date, timedelta

import pytest

from dashboard.charts import timeline
from tests.builders.figures import plotted
from tracker.ledger.queries.timeline import Day

DAYS = [Day(date(2026, 3, 1), 1, 2, 0), Day(date(2026, 3, 2), 0, 0, 0), Day(date(2026, 3, 3), 2, 40, 0)]


def a_period(days: int, first: date = date(2025, 1, 6)) -> list[Day]:
    """So many days from a Monday on, with one disclosure each."""
    return [Day(first + timedelta(days=number), 0, 1, 0) for number in range(days)]


def test_of_several_as_busy_none_is_named() -> None:
    days = [DAYS[1]._replace(day=DAYS[1].day + timedelta(days=number), third=2) for number in range(450)]
    assert timeline.chart(days[:2]).title == "At most 2 disclosures a day"
    assert timeline.chart(days[:56]).title == "At most 14 disclosures a week"
    assert timeline.chart(days).title == "At most 62 disclosures a month"


def test_the_title_names_the_busiest_day() -> None:
    chart = timeline.chart(DAYS)
    assert chart.title == "The busiest day was 3 March 2026: 42 disclosures"
    assert "a day from 1 March 2026 to 3 March 2026" in chart.note


def test_days_without_anything_are_said() -> None:
    assert timeline.chart([DAYS[1]]).title == "Nothing was seen leaving in this 1 day"
    assert timeline.chart([DAYS[1], DAYS[1]]).title == "Nothing was seen leaving in these 2 days"
    assert plotted(timeline.chart([DAYS[1]]).figure).data == ()


def test_parties_that_occur_are_stacked_and_lead_to_the_log() -> None:
    third, own = plotted(timeline.chart(DAYS).figure).data
    assert (list(third.y), list(own.y)) == ([2, 0, 40], [1, 0, 2])
    assert list(third.x) == ["2026-03-01", "2026-03-02", "2026-03-03"]
    assert third.customdata[0] == "/log?party=third&since=2026-03-01&until=2026-03-02"


def test_bars_of_cut_months_do_not_narrow_the_others() -> None:
    days = [Day(date(2025, 1, 22) + timedelta(days=n), 1, 0, 0) for n in range(500)]
    (bars,) = plotted(timeline.chart(days).figure).data
    assert bars.offset == 0
    assert bars.width[1] > 2.7 * bars.width[0]


def test_one_vendors_days_and_filters_lead_to_its_log() -> None:
    (third, _) = plotted(timeline.chart(DAYS, "adpix", site="a.example").figure).data
    assert third.customdata[0].startswith("/log?vendor=adpix&site=a.example&party=third&since=2026-03-01")


def test_the_table_has_the_newest_day_first_and_no_empty_ones() -> None:
    rows = timeline.chart(DAYS).table.rows
    assert [row[0].text for row in rows] == ["3 March 2026", "1 March 2026"]
    assert rows[0][0].address == "/log?since=2026-03-03&until=2026-03-04"


@pytest.mark.parametrize(
    ("days", "bars", "title", "head"),
    [
        (45, 45, "The busiest day was 6 January 2025: 9 disclosures", "Day"),
        (56, 8, "The busiest week was 6 January to 12 January 2025: 15 disclosures", "Week"),
        (420, 60, "The busiest week was 6 January to 12 January 2025: 15 disclosures", "Week"),
        (500, 17, "The busiest month was January 2025: 34 disclosures", "Month"),
    ],
)
def test_the_longer_the_period_the_longer_what_a_bar_stands_for(days: int, bars: int, title: str, head: str) -> None:
    first, *others = a_period(days)
    chart = timeline.chart([first._replace(third=9), *others])
    assert len(chart.figure["data"][0]["x"]) == bars
    assert chart.title == title
    assert chart.table.head[0] == head


def test_a_week_leads_to_the_log_of_its_days() -> None:
    chart = timeline.chart(a_period(60))
    assert chart.table.rows[-1][0].address == "/log?since=2025-01-06&until=2025-01-13"
    assert chart.table.rows[0][0].address == "/log?since=2025-03-03&until=2025-03-07"  # cut by the period


def test_nothing_in_a_long_time_is_said_in_days() -> None:
    assert timeline.chart([row._replace(third=0) for row in a_period(500)]).title.endswith("these 500 days")
