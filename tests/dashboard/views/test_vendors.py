import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.views import vendors as view
from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import a_world, fill
from tracker.ledger.opening import Ledger
from tracker.ledger.opinions import opine


def names(page: str) -> list[str]:
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'<th scope="row">\s*<a href="[^"]+"><bdi>([^<]+)</bdi>', table)


def test_the_riskiest_come_first_with_their_reasons(client: FlaskClient) -> None:
    page = client.get("/vendors").text
    assert names(page)[0] == "Metrica"
    assert "<h1>15 companies have data about you; the risk is high for 4 of them</h1>" in page
    assert "Other sites&#39; pages passed this on to it" in page
    assert 'aria-sort="descending"' in page


@pytest.mark.parametrize(
    ("query", "first", "state"),
    [
        ("sort=name", "Adpix", "ascending"),
        ("sort=data", "Metrica", "descending"),
        ("sort=sites", "Adpix", "descending"),
        ("sort=last", "Adpix", "descending"),
    ],
)
def test_a_list_can_be_sorted(query: str, first: str, state: str, client: FlaskClient) -> None:
    page = client.get(f"/vendors?{query}").text
    assert names(page)[0] == first
    assert page.count(f'aria-sort="{state}"') == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=ADPIX", ["Adpix"]),
        ("q=pixel-holding", ["Adpix"]),
        ("category=password", ["La Boutique"]),
        ("category=email_address&party=third&sort=name", ["Adpix", "Replay Sessions"]),
        ("category=email_address&party=first", ["La Boutique"]),
        ("party=unknown", []),
        ("level=severe", ["Metrica"]),
    ],
)
def test_a_list_can_be_filtered(query: str, expected: list[str], client: FlaskClient) -> None:
    page = client.get(f"/vendors?{query}").text
    assert names(page) == expected
    assert ("Show all" in page) == ("q=" in query or "level=" in query)
    assert ("Nothing like that was seen leaving." in page) == (not expected)


def test_nothing_found_is_said_with_what_was_not_seen(client: FlaskClient) -> None:
    assert "No company matches. 29 requests" in client.get("/vendors?q=zzz").text


def test_filters_and_order_hold_over_pages(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_PAGE", 4)
    found: list[str] = []
    address = "/vendors?party=third&sort=name"
    while address:
        page = client.get(address).text
        found += names(page)
        (address,) = re.findall(r'rel="next" href="([^"]+)"', page) or [""]
        address = address.replace("&amp;", "&")
    assert found == sorted(found, key=str.casefold)
    assert len(found) == 9
    assert 'rel="prev" href="/vendors?party=third&amp;sort=name&amp;page=2"' in page


def test_a_page_before_the_first_is_the_first(client: FlaskClient) -> None:
    assert names(client.get("/vendors?page=0").text) == names(client.get("/vendors").text)


def test_a_company_that_is_not_known_says_so(client: FlaskClient) -> None:
    assert "company unknown" in client.get("/vendors?q=oldcounter").text
    assert "part of <bdi>pixel-holding</bdi>" in client.get("/vendors?q=adpix").text


def test_what_was_chosen_stays_chosen(client: FlaskClient) -> None:
    page = client.get("/vendors?category=city&party=first&level=moderate&q=bou").text
    assert page.count(" selected>") == 3
    assert 'value="bou"' in page


@pytest.fixture
def rated(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser on some days of the world, of which two companies are rated."""
    fill(ledger, a_world(days=12))
    with ledger.session() as session:
        opine(session, "tagdepot", 1, "")
        opine(session, "metrica", 5, "")
    with a_dashboard(ledger, tmp_path) as app:
        yield signed_in(app)


def test_risk_depth_and_interest_stand_side_by_side(rated: FlaskClient) -> None:
    row = rated.get("/vendors?q=tagdepot").text.partition("<tbody>")[2].partition("</tbody>")[0]
    for column in ("Risk", "Depth", "Interest"):
        assert f'data-label="{column}"' in row
    assert "<strong>Nothing</strong>" in row


def test_high_risk_with_low_interest_comes_first(rated: FlaskClient) -> None:
    page = rated.get("/vendors").text
    assert 'href="/vendors?sort=doubt">Least worth it first</a>' in page
    found = names(rated.get("/vendors?sort=doubt").text)
    assert found.index("Tag Depot") < names(page).index("Tag Depot")
    assert found[-1] == "Metrica"
    assert "<strong>Least worth it first</strong>" in rated.get("/vendors?sort=doubt").text


@pytest.mark.parametrize(("order", "first"), [("interest", "Metrica"), ("depth", "La Boutique")])
def test_each_of_the_three_sorts(order: str, first: str, rated: FlaskClient) -> None:
    assert names(rated.get(f"/vendors?sort={order}").text)[0] == first


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ("category=email_address", "3 companies have your e-mail address"),
        ("category=email_address&party=third", "2 third parties have your e-mail address"),
        ("since=2026-03-19", "In this time, 14 companies received data about you"),
        ("since=2026-03-20&party=third&category=email_address", "In this time, 2 third parties received your e-mail"),
        ("manner=premature", "Of 15 companies, 1 has received data about you in the way that you chose"),
    ],
)
def test_the_title_says_who_has_it(query: str, headline: str, client: FlaskClient) -> None:
    assert f"<h1>{headline}" in client.get(f"/vendors?{query}").text


def test_what_was_received_is_of_the_period_and_risk_of_all(client: FlaskClient) -> None:
    page = client.get("/vendors?q=boutique&since=2026-03-01&until=2026-03-10").text
    assert "What it received" in page
    assert "risk and depth are of all that a company holds" in page
    assert 'href="/log?since=2026-03-01&amp;until=2026-03-10&amp;vendor=boutique">' in page
    assert "from 1 March 2026 to 10 March 2026" in page
    assert client.get("/vendors?since=2030-01-01").text.count("Nothing like that was seen leaving.") == 1


@pytest.mark.parametrize("order", ["data", "sites", "last", "name", "depth", "interest", "doubt"])
def test_a_period_can_be_sorted_and_grouped(order: str, client: FlaskClient) -> None:
    page = client.get(f"/vendors?since=2026-03-01&sort={order}&by=groups").text
    assert "northwind-data" in page
    assert ("<strong>Least worth it first</strong>" in page) == (order == "doubt")


@pytest.mark.parametrize("order", ["name", "interest"], ids=["by name", "nobody rated: equals by name"])
def test_groups_stand_by_the_names_that_are_shown(order: str, client: FlaskClient) -> None:
    page = client.get(f"/vendors?by=groups&sort={order}").text
    shown = re.findall(r'<th scope="row">.*?<bdi>([^<]+)</bdi>', page, re.DOTALL)
    assert len(shown) == 14
    assert shown == sorted(shown, key=str.casefold)


def test_groups_stand_by_the_numbers_that_are_shown(client: FlaskClient) -> None:
    page = client.get("/vendors?by=groups&sort=data").text
    rows = page.partition("<tbody>")[2].split('<th scope="row">')[1:]
    held = [int(times) for row in rows for times in re.findall(r">([0-9]+) disclosures?<", row)[:1]]
    assert len(held) == len(rows)
    assert held == sorted(held, reverse=True)


def test_a_group_unfolds_into_its_companies(client: FlaskClient) -> None:
    page = client.get("/vendors?by=groups").text
    assert "The 2 companies of <bdi>northwind-data</bdi>" in page
    assert "that of <bdi>Metrica</bdi>" in page
    assert "no sum" in page
    assert page.count('class="members"') == 1
    members = page.partition('class="members"')[2].partition("</ul>")[0]
    assert members.index("Metrica") < members.index("Tag Depot")
    assert "part of <bdi>pixel-holding</bdi>" in page  # alone of its group: a company like others
    assert "no sum" not in client.get("/vendors").text


def test_of_a_large_group_the_riskiest_are_shown(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "_MEMBERS", 1)
    page = client.get("/vendors?by=groups").text
    assert "and 1 more</a>" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=collect.metrica", []),
        ("q=metrica.test", ["Metrica"]),
        ("business=customer-service", ["Replay Sessions"]),
        ("business=%3Cscript%3E", []),
    ],
)
def test_companies_are_found_by_domain_and_business(query: str, expected: list[str], client: FlaskClient) -> None:
    page = client.get(f"/vendors?{query}").text
    assert names(page) == expected
    assert ("No company matches." in page) == (not expected)
    assert "<script>" not in page.replace("<script ", "")


def test_each_row_has_its_trend(client: FlaskClient) -> None:
    page = client.get("/vendors").text
    assert page.count('class="spark"') == 15
    assert "curves show how much was received from 20 December 2025 to 20 March 2026" in page
    assert 'class="spark"' not in client.get("/vendors?since=2026-03-02&until=2026-03-02").text
