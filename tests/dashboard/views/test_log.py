import html
import re

import pytest
from flask.testing import FlaskClient

from tests.builders.ledgers import a_world


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


def test_disclosures_from_unknown_pages_can_be_asked_for(client: FlaskClient) -> None:
    assert "Site: unknown" in client.get("/log?site=unknown").text
