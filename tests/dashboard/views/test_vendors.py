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
