import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.forms import Answer, notices, send
from tests.builders.ledgers import a_world, fill
from tests.builders.records import a_record
from tracker.ledger import searches
from tracker.ledger.opening import Ledger


def entries(page: str) -> list[str]:
    return re.findall(r'id="entry-(\d+)"', page)


def test_the_newest_comes_first_with_its_evidence(client: FlaskClient) -> None:
    page = client.get("/log").text
    assert len(entries(page)) == 50
    first = page.partition('<li class="entry"')[2].partition("</li>")[0]
    assert "Purchase" in first
    assert "Adpix" in first
    assert "ev.items[0].name" in first


def test_pages_follow_each_other_to_the_end(client: FlaskClient) -> None:
    seen: list[str] = []
    address = "/log?vendor=metrica&category=page_visited"
    while address:
        page = client.get(address).text
        seen += entries(page)
        (address,) = re.findall(r'rel="next" href="([^"]+)"', page) or [""]
        address = html.unescape(address)
    expected = sum(
        one.category == "page_visited"
        for record in a_world()
        for one in record.disclosures
        if record.host == "collect.metrica.test"
    )
    assert len(seen) == len(set(seen)) == expected
    assert 'rel="prev" href="/log?category=page_visited&amp;vendor=metrica">Newest' in page


def test_only_the_first_page_is_live(client: FlaskClient) -> None:
    page = client.get("/log").text
    assert 'id="entries" data-live' in page
    older = html.unescape(re.findall(r'rel="next" href="([^"]+)"', page)[0])
    assert 'id="entries" data-live' not in client.get(older).text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("manner=premature", "Replay Sessions"),
        ("party=first&category=password", "La Boutique"),
        ("method=profile&q=adpix", "px.adpix.test"),
        ("since=2026-03-20&until=2026-03-21", "Purchase"),
        ("site=forum-sante.example&category=health", "Metrica"),
    ],
)
def test_filters_narrow_the_log(query: str, words: str, client: FlaskClient) -> None:
    page = client.get(f"/log?{query}").text
    assert entries(page)
    assert words in page.partition('id="entries"')[2]
    assert "Show all" in page


def test_what_was_chosen_stays_chosen(client: FlaskClient) -> None:
    page = client.get("/log?category=city&party=first&manner=submitted&method=name&since=2026-01-01&q=%22x").text
    assert page.count(" selected>") == 4
    assert 'value="2026-01-01"' in page
    assert 'value="&#34;x"' in page


def test_links_filters_are_kept_and_can_be_taken_off(client: FlaskClient) -> None:
    page = client.get("/log?vendor=adpix&site=boutique.example").text
    assert '<input type="hidden" name="vendor" value="adpix">' in page
    assert "<bdi>Company: Adpix</bdi>" in page
    assert 'href="/log?site=boutique.example" aria-label="Do not narrow to Company: Adpix"' in page


def test_nothing_found_is_said_with_what_was_not_seen(client: FlaskClient) -> None:
    page = client.get("/log?vendor=nobody").text
    assert "Nothing like that was seen leaving. 29 requests" in page
    assert "Company: nobody" in page
    assert "Look in all time" not in page


def test_where_nothing_is_found_it_is_said_where_it_was_looked_and_what_to_do(client: FlaskClient) -> None:
    page = client.get("/log?q=secret+value&since=2030-01-01&party=third").text
    assert "not in values, for they are kept masked." in page
    assert '<a href="/log?q=secret+value&amp;period=all">Look in all time, without these filters</a>' in page
    assert "not in values" not in client.get("/log?since=2030-01-01").text


def test_a_kind_of_data_is_found_by_its_name_in_the_readers_language(client: FlaskClient) -> None:
    page = client.get("/log?q=e-mail&since=2030-01-01", headers={"Accept-Language": "en"}).text
    assert '<a href="/log?since=2030-01-01&amp;category=email_address">E-mail address</a>' in page
    french = client.get("/log?q=VISITÉE", headers={"Accept-Language": "fr"}).text
    assert '<a href="/log?category=page_visited">Page visitée</a>' in french


def test_an_empty_log_has_nothing_to_search(ledger: Ledger, tmp_path: Path) -> None:
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/log").text
    assert "Run <code>tracker start</code>" in page
    assert 'role="search"' not in page


def test_disclosures_from_unknown_pages_can_be_asked_for(client: FlaskClient) -> None:
    assert "Site: unknown" in client.get("/log?site=unknown").text


def facets(page: str) -> dict[str, list[tuple[str, str, str]]]:
    """By title: the words, the number and the address of each way."""
    found = {}
    for title, part in re.findall(r'<section class="facet">\s*<h3>([^<]*)</h3>(.*?)</section>', page, re.DOTALL):
        ways = re.findall(r'<a href="([^"]+)"><bdi>([^<]*)</bdi></a>(?: <span class="times">([\d,]+))?', part)
        found[title] = [(words, number, html.unescape(address)) for address, words, number in ways]
    return found


def test_facets_say_how_much_there_is_and_lead_to_it(client: FlaskClient) -> None:
    found = facets(client.get("/log").text)
    assert [*found] == ["Kind of data", "Company", "Site", "Recipient", "How it left", "Found because"]
    words, number, address = found["Company"][0]
    narrowed = facets(client.get(address).text)
    assert "Company" not in narrowed
    assert sum(int(times.replace(",", "")) for _, times, _ in narrowed["How it left"]) == int(number.replace(",", ""))
    assert f"Company: {words}" in client.get(address).text
    assert [times for _, times, _ in found["Found because"]] == [""] * 5


def test_facets_keep_what_is_asked_for_besides(client: FlaskClient) -> None:
    page = client.get("/log?site=boutique.example&period=all&party=third").text
    assert all("site=boutique.example" in way[2] and "party=third" in way[2] for way in facets(page)["Kind of data"])
    assert {"Site", "Recipient"}.isdisjoint(facets(page))


@pytest.mark.parametrize("query", ["vendor=adpix&method=name&q=em", "since=2026-03-20&vendor=replay"])
def test_what_fits_on_a_page_is_counted_there(query: str, client: FlaskClient) -> None:
    page = client.get(f"/log?{query}").text
    assert 0 < len(entries(page)) < 50
    assert "or more" not in page
    assert int(facets(page)["Recipient"][0][1]) >= len(entries(page))


def test_a_text_and_a_method_are_chips_that_can_be_taken_off(client: FlaskClient) -> None:
    page = client.get("/log?q=em&method=name").text
    assert 'href="/log?method=name" aria-label="Do not narrow to With the text: em"' in page
    assert "Found because the field&#39;s name says so" in page
    assert page.partition('role="search"')[2].partition("</form>")[0].count('name="q"') == 1


def test_the_evidence_says_how_it_went_and_leads_to_the_host(client: FlaskClient) -> None:
    assert "(https)" in client.get("/log").text
    assert "not encrypted" in client.get("/log?host=t.oldcounter.test").text
    assert 'href="/log?host=' in client.get("/log").text


def keep(client: FlaskClient, **given: str) -> Answer:
    return send(client, "/log?manner=premature", "/log/keep", **given)


def test_a_search_is_kept_under_a_name_shown_and_removed(own_client: FlaskClient) -> None:
    answer = keep(own_client, name='<b>"mine"</b>', manner="premature", q="adpix", csrf="x", before="y")
    assert answer.location == "/log?q=adpix&manner=premature"
    assert notices(answer.page) == ["This search is kept: it stands above the log from now on."]
    assert '<a href="/log?q=adpix&amp;manner=premature" aria-current="true"><bdi>&lt;b&gt;&#34;mine' in answer.page
    assert '<a href="/log?q=adpix&amp;manner=premature"><bdi>' in own_client.get("/log?period=7").text
    gone = send(own_client, "/log", "/log/drop", name='<b>"mine"</b>', period="7")
    assert gone.location == "/log?period=7"
    assert "&lt;b&gt;" not in gone.page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "x", "party": "everybody"}, "That is no search of the log."),
        ({"name": "x", "since": "<script>"}, "That is no search of the log."),
        ({"name": "x"}, "Narrow the log first"),
        ({"name": " ", "q": "a"}, "A search needs a name"),
    ],
)
def test_what_is_no_search_is_not_kept(given: dict[str, str], words: str, own_client: FlaskClient) -> None:
    answer = keep(own_client, **given)
    assert notices(answer.page)[0].startswith(words)
    assert 'class="kept"' not in answer.page


def test_what_is_not_there_cannot_be_removed(own_client: FlaskClient) -> None:
    assert "There is no search of that name." in send(own_client, "/log", "/log/drop", name="x").page


@pytest.mark.parametrize("action", ["keep", "drop"])
def test_no_form_is_taken_without_the_page_s_token(action: str, own_client: FlaskClient) -> None:
    assert own_client.post(f"/log/{action}", data={"name": "x", "q": "a"}).status_code == 400


def test_a_stored_search_that_makes_no_sense_is_not_shown(ledger: Ledger, own_client: FlaskClient) -> None:
    with ledger.session() as session:
        searches.keep(session, "evil", {"next": "https://evil.test"})
        searches.keep(session, "good", {"party": "third"})
    page = own_client.get("/log").text
    assert "good" in page
    assert "evil" not in page


@pytest.fixture
def own_client(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    """A dashboard whose ledger may be written."""
    fill(ledger, [a_record()])
    with a_dashboard(ledger, tmp_path) as app:
        yield signed_in(app)
