from dashboard.charts import listeners
from dashboard.charts.listeners import Listener
from tests.builders.figures import plotted
from tracker.disclosure import Party
from tracker.taxonomy import Category


def a_listener(
    slug: str = "adpix",
    *categories: Category,
    business: str = "advertising",
    party: Party = Party.THIRD,
    times: int = 3,
) -> Listener:
    return Listener(slug, slug.title(), business, party, categories or (Category.CLIENT_ID,), 2, times)


MAIL = a_listener("replay", Category.CLIENT_ID, Category.EMAIL_ADDRESS, business="analytics")
OWN = a_listener("boutique", Category.EMAIL_ADDRESS, party=Party.FIRST, business="")


def test_the_title_tells_how_many_listen_and_the_worst_they_got() -> None:
    chart = listeners.chart("boutique.example", [a_listener(), MAIL, OWN])
    assert chart.title == "2 companies listen on boutique.example; 1 got your e-mail address"


def test_a_site_that_keeps_to_itself_is_said_to_as_far_as_was_seen() -> None:
    words = "Nobody but the site itself was seen listening on boutique.example"
    assert listeners.chart("boutique.example", [OWN]).title == words
    assert listeners.chart("boutique.example", []).title == words


def test_listeners_of_whom_nothing_is_known_are_counted() -> None:
    silent = Listener("x", "X", "", Party.THIRD, (), 0, 1)
    assert listeners.chart("a.example", [silent]).title == "1 company listens on a.example"


def test_listeners_stand_around_the_site_by_their_business() -> None:
    figure = plotted(listeners.chart("boutique.example", [a_listener(), MAIL, OWN]).figure)
    found = [text for trace in figure.data if trace.text is not None for text in trace.text]
    assert {"<b>Advertising</b>", "<b>Analytics</b>", "<b>The site itself</b>", "e-mail address, +1"} <= set(found)
    unknown = plotted(listeners.chart("a.example", [a_listener(business="")]).figure)
    assert "<b>Business unknown</b>" in [text for trace in unknown.data for text in trace.text or ()]


def test_a_listener_tells_what_it_got_and_leads_to_the_log() -> None:
    figure = plotted(listeners.chart("boutique.example", [MAIL], since="2026-03-01").figure)
    told = [text for trace in figure.data for text in trace.hovertext or ()]
    assert told == ["Replay got e-mail address and browser identifier; sent 3 times"]
    leads = [address for trace in figure.data for address in trace.customdata or ()]
    assert leads == ["/log?since=2026-03-01&site=boutique.example&vendor=replay"]


def test_the_table_has_who_got_the_worst_first() -> None:
    rows = listeners.chart("boutique.example", [a_listener(times=1234), MAIL]).table.rows
    assert [cell.text for cell in rows[0]] == [
        "Replay",
        "Analytics",
        "e-mail address, browser identifier",
        "2",
        "3",
    ]
    assert rows[0][0].address == "/vendors/replay"
    assert rows[1][4].amount == 1234


def test_of_very_many_those_that_matter_are_drawn_and_listed_and_the_others_counted() -> None:
    many = [a_listener(f"ads{n}", *list(Category)[: 1 + n % 3]) for n in range(130)]
    chart = listeners.chart("boutique.example", many)
    assert (len(chart.table.rows), chart.table.rest) == (100, "30 more companies")
    drawn = [text for trace in plotted(chart.figure).data for text in trace.text or ()]
    assert "95 more" in drawn
    assert chart.title.startswith("130 companies listen on boutique.example")
