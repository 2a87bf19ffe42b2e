from datetime import date

from dashboard.charts import timeline
from tracker.ledger.queries.timeline import Day

DAYS = [Day(date(2026, 3, 1), 1, 2, 0), Day(date(2026, 3, 2), 0, 0, 0), Day(date(2026, 3, 3), 2, 40, 0)]


def test_the_title_names_the_busiest_day() -> None:
    chart = timeline.chart(DAYS)
    assert chart.title == "The busiest day was 3 March 2026: 42 disclosures"
    assert "from 1 March 2026 to 3 March 2026" in chart.note


def test_days_without_anything_are_said() -> None:
    assert timeline.chart([DAYS[1]]).title == "Nothing was seen leaving in this 1 day"
    assert timeline.chart([DAYS[1], DAYS[1]]).title == "Nothing was seen leaving in these 2 days"
    assert timeline.figure([DAYS[1]]).data == ()


def test_parties_that_occur_are_stacked_and_lead_to_the_log() -> None:
    third, own = timeline.figure(DAYS).data
    assert (list(third.y), list(own.y)) == ([2, 0, 40], [1, 0, 2])
    assert list(third.x) == ["2026-03-01", "2026-03-02", "2026-03-03"]
    assert third.customdata[0] == "/log?party=third&since=2026-03-01&until=2026-03-02"


def test_one_vendors_days_lead_to_its_log() -> None:
    assert timeline.figure(DAYS, "adpix").data[0].customdata[0].startswith("/log?vendor=adpix&party=third&since=")


def test_the_table_has_the_newest_day_first_and_no_empty_ones() -> None:
    rows = timeline.chart(DAYS).table.rows
    assert [row[0].text for row in rows] == ["3 March 2026", "1 March 2026"]
    assert rows[0][0].address == "/log?since=2026-03-03&until=2026-03-04"


def test_few_days_have_a_label_each_and_many_do_not() -> None:
    few, many = timeline.figure(DAYS[:2]), timeline.figure(DAYS * 5)
    assert len(few.layout.xaxis.tickvals) == 2
    assert many.layout.xaxis.tickvals is None
