from datetime import UTC, datetime

from dashboard.charts import spreads
from tests.builders.figures import plotted
from tracker.ledger.queries.categories import Spread
from tracker.taxonomy import Category

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LANGUAGE = Spread(Category.LANGUAGE, 1, 15, 9, NOON, NOON)
MAIL = Spread(Category.EMAIL_ADDRESS, 2, 3, 2, NOON, NOON)
CITY = Spread(Category.CITY, 1, 1, 0, NOON, NOON)


def test_the_title_tells_of_what_says_most() -> None:
    assert spreads.chart([LANGUAGE, MAIL]).title == (
        "Your e-mail address reached 3 companies, 2 of them as third parties"
    )
    assert spreads.chart([CITY]).title == "Your city reached 1 company"
    one = MAIL._replace(third_parties=1)
    assert spreads.chart([one]).title.endswith("1 of them as third party")


def test_bars_split_third_parties_from_the_sites_themselves() -> None:
    third, own = plotted(spreads.figure([MAIL, CITY])).data
    assert (list(third.x), list(own.x)) == ([2, 0], [1, 1])
    assert third.customdata[0] == "/data?category=email_address"
    assert list(plotted(spreads.figure([MAIL, CITY])).layout.yaxis.ticktext) == ["E-mail address", "City"]


def test_the_picture_shows_the_most_telling_and_the_table_all() -> None:
    rows = [CITY._replace(category=category) for category in list(Category)[:20]]
    chart = spreads.chart(rows)
    assert len(chart.figure["data"][0]["x"]) == 12
    assert len(chart.table.rows) == 20
