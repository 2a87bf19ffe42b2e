import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.taxonomy import Category


def title(page: str) -> str:
    (found,) = re.findall(r"<h1><bdi>(.*?)</bdi></h1>", page)
    return str(found)


def table(page: str) -> str:
    return page.partition("data-table")[2].partition("</details>")[0]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/network", "Metrica hears from 4 of the 6 sites that feed others"),
        ("/network?group=parents", "northwind-data hears from 4 of the 6 sites that feed others"),
        ("/network?only=syncs", "Exchange Nord has an identifier of yours in common with 1 other company"),
        ("/network?least=5", "Metrica hears from the only site that feeds others"),
        ("/network?category=health", "Metrica hears from the only site that feeds others"),
        ("/network?since=2026-03-20&until=2026-03-20", "Adpix hears from all 3 sites that feed others"),
        ("/network?party=first&category=card_number", "La Boutique hears from the only site that feeds others"),
        ("/network?category=card_number", "Who feeds whom"),
        ("/network?focus=vendor:adpix", "Adpix hears from 4 sites, and has an identifier in common with 1 company"),
        ("/network?focus=site:boutique.example", "boutique.example feeds 4 companies"),
        ("/network?focus=vendor:northwind-data&group=parents", "northwind-data hears from 4 sites"),
    ],
)
def test_the_title_is_the_answer(address: str, words: str, client: FlaskClient) -> None:
    assert title(client.get(address).text) == words


def test_the_table_leads_to_the_proofs_and_to_each_node(client: FlaskClient) -> None:
    rows = table(client.get("/network").text)
    assert 'href="/network?focus=site:boutique.example"' in rows
    assert 'href="/log?site=boutique.example&amp;vendor=adpix"' in rows


def test_a_focus_keeps_the_filters_and_leads_to_its_own_page(client: FlaskClient) -> None:
    page = client.get("/network?focus=vendor:adpix&least=3&since=2026-03-01").text
    assert 'href="/vendors/adpix?since=2026-03-01"' in page
    assert 'href="/network?since=2026-03-01&amp;least=3">The whole network' in page
    assert "/network?since=2026-03-01&amp;least=3&amp;focus=site:boutique.example" in table(page)
    assert 'href="/sites/boutique.example"' in client.get("/network?focus=site:boutique.example").text


@pytest.mark.parametrize("focus", ["vendor:nobody", "site:nobody.example"])
def test_a_focus_that_is_not_there_is_said(focus: str, client: FlaskClient) -> None:
    page = client.get(f"/network?focus={focus}").text
    assert "What was to be looked at is not in this network" in page
    assert title(page).startswith("Metrica")


@pytest.mark.parametrize("address", ["/network?focus=nobody", "/network?least=900", "/network?focus=vendor:"])
def test_what_makes_no_sense_is_passed_over(address: str, client: FlaskClient) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/network?only=none", "/network?least=x", "/network?group=none"])
def test_what_is_no_choice_is_said(address: str, client: FlaskClient) -> None:
    assert client.get(address).status_code == 400


def test_an_empty_network_teaches(empty_client: FlaskClient) -> None:
    assert "tracker browse" in empty_client.get("/network").text


def test_where_nothing_is_like_that_it_is_said(client: FlaskClient) -> None:
    assert "Nothing like that was seen leaving." in client.get("/network?category=card_number").text


def test_the_heaviest_of_many_connections_are_shown(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.nets.MOST", 3)
    city = a_disclosure(Category.CITY, "Lyon", Manner.RELAYED)
    fill(ledger, [a_record(city, host=f"x{number}.test") for number in range(5)])
    fill(ledger, [a_record(a_disclosure(Category.HEALTH, "illness", Manner.RELAYED), host="x9.test")])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/network").text
    assert "The 3 strongest of 6 connections" in page
    assert "x9.test" in table(page)
    assert "1 site and 6 companies, with 6 connections between them." in page


def test_pages_that_are_unknown_are_shown_to_who_asks_for_them(ledger: Ledger, tmp_path: Path) -> None:
    same = a_disclosure(Category.CLIENT_ID, "visitor-1", Manner.RELAYED)
    fill(ledger, [a_record(same, host=host, site=None) for host in ("px.adpix.test", "bid.exchange-nord.test")])
    with a_dashboard(ledger, tmp_path) as app:
        client = signed_in(app)
        assert title(client.get("/network").text) == "Who feeds whom"
        page = client.get("/network?party=unknown").text
        assert "page unknown" in table(page)
        assert 'href="/sites/unknown' in client.get("/network?party=unknown&focus=site:").text


def test_companies_that_share_without_a_site_are_told(ledger: Ledger, tmp_path: Path) -> None:
    same = a_disclosure(Category.CLIENT_ID, "visitor-1", Manner.RELAYED)
    fill(ledger, [a_record(same, host=host) for host in ("px.adpix.test", "bid.exchange-nord.test")])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/network?only=syncs&focus=vendor:adpix").text
    assert "has an identifier in common with 1 company" in title(page)


def test_where_sites_alone_got_something_nothing_is_said_to_be_missing(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record()])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/network").text
    assert "No page was seen handing something about you to anybody else so far." in page
    assert "tracker browse" not in page
