import pytest

from dashboard.charts import ways
from tests.builders.figures import plotted
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.manners import Way


def given(times: int) -> Way:
    return Way(Manner.SUBMITTED, Party.FIRST, times)


PASSED = Way(Manner.RELAYED, Party.THIRD, 75)
AMBIENT = Way(Manner.AMBIENT, Party.THIRD, 1000)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([PASSED], "None of it was sent by you on purpose"),
        ([AMBIENT, given(1)], "Less than 1 in 100 was sent by you on purpose"),
        ([PASSED, given(25)], "You sent 25% of it yourself; the rest left on its own"),
        ([given(3)], "You sent all of it yourself"),
        ([given(0)], "None of it was sent by you on purpose"),
    ],
)
def test_the_title_says_how_much_was_sent_on_purpose(rows: list[Way], title: str) -> None:
    assert ways.chart(rows).title == title


def test_each_manner_is_a_bar_split_by_recipient() -> None:
    own, third = plotted(ways.figure([given(25), PASSED])).data
    assert (list(own.x), list(third.x)) == ([25, 0], [0, 75])
    assert third.customdata[1] == "/log?manner=relayed&party=third"


def test_the_table_leads_to_the_log() -> None:
    row = ways.chart([PASSED]).table.rows[0]
    assert [cell.text for cell in row] == ["Passed on by the page", "third party", "75"]
    assert row[0].address == "/log?manner=relayed&party=third"
