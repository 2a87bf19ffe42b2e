import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import a_catalogue, fill
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.ledger.opening import Ledger
from tracker.ledger.writing import write


def listed(page: str) -> list[str]:
    """The sites of a page's table, in their order."""
    return re.findall(r'<th scope="row"><a href="/sites/[^"]*"><bdi>([^<]*)</bdi>', page)


def test_sites_tell_who_listens(client: FlaskClient) -> None:
    page = client.get("/sites").text
    assert "On all 6 sites that you visited, others listened, too" in page
    assert listed(page)[0] == "nouvelles.example"
    assert listed(page)[-1] == "banque.example"
    assert 'href="/sites/meteo.example"' in page


def test_the_most_sensitive_that_left_is_told_in_words(client: FlaskClient) -> None:
    page = client.get("/sites").text
    row = page.partition("<bdi>boutique.example</bdi>")[2].partition("</tr>")[0]
    assert "Card number and password" in row
    assert "and 13 other kinds of data" in row


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("name", "banque"),
        ("companies", "nouvelles"),
        ("third", "nouvelles"),
        ("sensitive", "boutique"),
        ("last", "bou"),
    ],
)
def test_sites_are_sorted_as_the_address_says(order: str, first: str, client: FlaskClient) -> None:
    page = client.get(f"/sites?sort={order}").text
    assert listed(page)[0].startswith(first)
    assert page.count('aria-sort="none"') == 4


def test_sites_are_searched_by_their_name(client: FlaskClient) -> None:
    page = client.get("/sites?q=OUT").text
    assert listed(page) == ["boutique.example"]
    assert "1 site matches." in page
    assert "No site matches." in client.get("/sites?q=zzz").text


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ("category=card_number", ["boutique.example"]),
        ("category=health&party=third", ["forum-sante.example"]),
        ("manner=premature", ["boutique.example"]),
        ("since=2026-03-20&until=2026-03-20&category=email_address", ["boutique.example"]),
        ("since=2020-01-01&until=2020-02-01", []),
    ],
)
def test_sites_obey_the_period_and_the_filters(narrowed: str, left: list[str], client: FlaskClient) -> None:
    page = client.get(f"/sites?{narrowed}").text
    assert listed(page) == left
    assert ("Nothing like that was seen leaving." in page) is (left == [])


def test_a_long_list_is_paged_by_where_the_page_before_ended(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.views.sites._PAGE", 2)
    fill(ledger, [a_record(site=f"s{number}.example") for number in range(5)])
    with a_dashboard(ledger, tmp_path) as app:
        client, address, seen = signed_in(app), "/sites?sort=name", []
        for _ in range(3):
            page = client.get(address).text
            seen.append(listed(page))
            onward = re.search(r'rel="next" href="([^"]+)"', page)
            address = onward[1].replace("&amp;", "&") if onward else ""
        assert seen == [["s0.example", "s1.example"], ["s2.example", "s3.example"], ["s4.example"]]
        assert 'rel="prev" href="/sites?sort=name&amp;after=s1.example"' in page
        second = client.get("/sites?sort=name&after=s1.example").text
        assert 'rel="prev" href="/sites?sort=name"' in second


def test_unknown_pages_have_a_row_of_their_own(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(site=None)])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/sites").text
        assert '<a href="/sites/unknown">page unknown</a>' in page
        assert "Who listens on the sites you visit" in page


@pytest.mark.parametrize("order", ["name", "companies", "third", "sensitive", "last"])
def test_unknown_pages_come_last_for_they_are_no_site(order: str, ledger: Ledger, tmp_path: Path) -> None:
    records = [a_record(site=None, host=f"www.h{number}.test") for number in range(3)]
    fill(ledger, [a_record(time=NOON - timedelta(days=1)), *records])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get(f"/sites?sort={order}").text
        assert page.index("<bdi>shop.example</bdi>") < page.index(">page unknown</a>")


def test_what_is_recorded_meanwhile_is_told(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record()])
    with a_dashboard(ledger, tmp_path) as app:
        client = signed_in(app)
        assert listed(client.get("/sites").text) == ["shop.example"]
        with ledger.session() as session:
            write(session, [a_record(a_disclosure(), site="other.example")], a_catalogue(), collapse=True)
        assert listed(client.get("/sites?sort=name").text) == ["other.example", "shop.example"]
        assert "On 1 of the 2 sites that you visited, others listened, too" in client.get("/sites").text
