import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.looking import note_look
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import a_world, fill
from tests.builders.records import a_disclosure, a_record
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.ledger.visits import last_visit, note_visit
from tracker.taxonomy import Category


def lately() -> datetime:
    """A moment of today, a little ago."""
    now = datetime.now().astimezone()
    return max(now - timedelta(minutes=1), now.replace(hour=0, minute=6)).astimezone(UTC)


@pytest.fixture
def today(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser on a world that went on until a moment ago."""
    fill(ledger, a_world(days=9, last=lately()))
    with a_dashboard(ledger, tmp_path) as app:
        yield signed_in(app)


def part(page: str, name: str, end: str = "</section>") -> str:
    """What stands in the part of that id."""
    return page.partition(f'id="{name}"')[2].partition(end)[0]


def chosen(page: str) -> str:
    return part(page, "main", "</nav>").partition('aria-current="true">')[2].partition("<")[0]


def test_one_sentence_sums_up_today_and_the_numbers_are_held_against_yesterday(today: FlaskClient) -> None:
    page = today.get("/").text
    assert "<h1>Today, " in page
    assert re.search("<h1>Today, [0-9]+ companies .[0-9]+ of them third parties. received [0-9]+ pieces of", page)
    assert "Since " in page
    assert page.count(" yesterday</small>") == 4
    assert page.count(" in all</small>") == 4
    assert chosen(page) == "Today"


def test_links_to_numbers_are_of_today_but_those_of_the_menu_are_not(today: FlaskClient) -> None:
    page = today.get("/").text
    for address in ("/vendors?period=today&amp;party=third", "/data?period=today", "/sites?period=today"):
        assert f'<a href="{address}"><strong>' in page
    assert '<li><a href="/vendors">Companies</a></li>' in page


def test_where_nothing_left_today_the_shortest_period_that_has_something_is_shown(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "<h1>Since 20 January 2026, 15 companies (9 of them third parties) received 85 pieces of " in page
    assert "Nothing was seen leaving today" in page
    assert "29 requests to 1 host could not be read" in page
    assert chosen(page) == "All time"


@pytest.mark.parametrize(
    ("asked", "headline"),
    [
        ("period=today", "Nothing was seen leaving today."),
        ("period=30", "Nothing was seen leaving in this time."),
        ("period=all", "Since 20 January 2026, 15 companies (9 of them third parties) received 85 pieces"),
        ("since=2026-03-01&until=2026-03-20", "From 1 March 2026 to 20 March 2026, "),
        ("period=all&category=health", "Since 16 March 2026, 2 companies (1 of them a third party) received 1 piece "),
        ("party=third&manner=submitted", "Nothing like that was seen leaving."),
    ],
)
def test_the_sentence_is_of_what_the_page_is_narrowed_to(asked: str, headline: str, client: FlaskClient) -> None:
    page = client.get(f"/?{asked}").text
    assert f"<h1>{headline}" in page
    assert ("Only what the filters leave is counted." in page) == any(word in asked for word in ("category", "party"))


def test_filters_hold_over_the_stream_and_the_pictures(client: FlaskClient) -> None:
    page = client.get("/?period=all&category=health").text
    latest = part(page, "latest", "</ol>")
    assert latest.count('<li class="entry"') == 2
    assert "Health" in latest
    assert "All of it left on one day, " in page


def test_what_was_not_sent_by_the_person_comes_with_who_got_it_and_the_proof(client: FlaskClient) -> None:
    gone = part(client.get("/").text, "leavings")
    assert gone.index("Data about your health") < gone.index("Your exact location") < gone.index("Your e-mail address")
    taken, passed_on = (one.partition("</li>")[0] for one in gone.split("Your e-mail address</strong>")[1:])
    assert "taken before you sent it" in taken
    assert "Replay Sessions" in taken
    assert "Adpix" not in taken
    assert "/log?category=email_address&amp;party=third&amp;period=all&amp;manner=premature" in taken
    assert "Adpix" in passed_on
    assert "Replay Sessions" not in passed_on
    assert "/log?category=email_address&amp;party=third&amp;period=all&amp;manner=relayed" in passed_on


def test_what_the_site_itself_got_is_not_among_it(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(a_disclosure(Category.HEALTH, "x", Manner.SUBMITTED), time=lately())])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/").text
    assert "Nothing that tells much about you went to other companies" in part(page, "leavings")
    assert "Nothing deserves your attention, as far as could be seen." in part(page, "attention")


def test_what_deserves_attention_comes_with_reason_sureness_and_what_can_be_done(client: FlaskClient) -> None:
    cards = part(client.get("/").text, "attention")
    first = cards.partition('<li class="item"')[2].partition("</h3>")[0]
    assert "Specially protected data went to another company" in first
    assert "Data about your health went to Metrica while you were on forum-sante.example." in cards
    assert "Each hit counted here is sure to 80 in 100 at least." in cards
    assert re.search(r'href="/log\?vendor=metrica&amp;datum=\d+"><bdi>See the proof', cards)
    assert 'href="/forget/metrica"' in cards
    assert "Have your browser block third parties" in cards
    assert 'href="/attention?period=all"' in cards


def test_what_happened_today_comes_first_and_is_marked(today: FlaskClient) -> None:
    cards = part(today.get("/").text, "attention")
    marks = ['<span class="fresh-mark">today</span>' in card for card in cards.split('<li class="item"')[1:]]
    assert any(marks)
    assert marks == sorted(marks, reverse=True)


def test_what_is_new_since_the_last_visit_is_told_with_links(today: FlaskClient, ledger: Ledger) -> None:
    with ledger.session() as session:
        note_visit(session, datetime.now(UTC) - timedelta(days=5))
    page = today.get("/").text
    assert "New since you last looked" in page
    news = part(page, "novelties")
    assert re.search(r"\d+ new (company|companies|site|sites|kind of data|kinds of data)</strong>", news)
    assert re.search(r'href="/(vendors|sites)/[^"?]+"|href="/data\?category=', news)


def test_at_the_first_visit_nothing_is_new_and_the_look_is_kept(today: FlaskClient, ledger: Ledger) -> None:
    assert "since you last looked" not in today.get("/").text
    with ledger.reading() as session:
        assert last_visit(session, datetime.now(UTC) + timedelta(hours=1)) is not None


def test_a_look_is_noted_once_a_minute_at_most(ledger: Ledger, statements: list[str]) -> None:
    note_look(ledger)
    before = len(statements)
    note_look(ledger)
    assert len(statements) == before > 0


def test_the_latest_disclosures_carry_their_evidence_and_can_be_held(client: FlaskClient) -> None:
    page = client.get("/").text
    latest = part(page, "latest", "</ol>")
    assert latest.count("<summary>Evidence</summary>") == 8
    assert "m•••@m•••" in latest
    assert "hashed (sha256)" in latest
    assert 'data-hold-word="Pause the stream"' in page


def test_every_chart_has_its_table(client: FlaskClient) -> None:
    page = client.get("/").text
    assert page.count("data-figure") == page.count("data-table") == 3


def test_where_nothing_is_left_there_is_no_treemap(client: FlaskClient) -> None:
    page = client.get("/?period=today").text
    assert "plot-treemap" not in page
    assert "plot-timeline" in page


def test_a_ledger_without_content_draws_nothing(empty_client: FlaskClient) -> None:
    page = empty_client.get("/").text
    assert "<h1>Nothing recorded yet</h1>" in page
    assert "data-figure" not in page


def test_thousands_of_years_are_not_drawn_day_by_day(client: FlaskClient) -> None:
    figures = re.findall(r"data-figure>(.*?)</script>", client.get("/?since=1970-01-03&until=9998-12-29").text)
    assert figures
    assert all(len(figure) < 200_000 for figure in figures)
