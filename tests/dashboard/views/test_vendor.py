from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tracker.ledger.opening import Ledger
from tracker.taxonomy import Category


def test_what_a_company_has_is_told_with_reasons(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    assert "Adpix has 51 pieces of your data: advertising identifier, e-mail address, " in page
    assert "It can recognise you on 4 sites" in page
    assert "Advertising · part of <bdi>pixel-holding</bdi> · seat in US" in page.replace("\n", "")


def test_each_datum_has_its_evidence_down_to_the_field(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    section = page.partition('aria-label="E-mail address"')[2].partition("</section>")[0]
    for words in (
        "m•••@m•••",
        "passed on by the page",
        "GET to <bdi>px.adpix.test</bdi>, while on <bdi>boutique.example</bdi>",
        "in the web address: <code><bdi>em</bdi></code>",
        "hashed (sha256): urlencode → sha256",
        "It is a value from your profile",
        "certain (100%)",
        "3 times",
    ):
        assert words in section, words


def test_the_most_sensitive_is_shown_first(client: FlaskClient) -> None:
    page = client.get("/vendors/boutique").text
    assert page.index('aria-label="Card number"') < page.index('aria-label="E-mail address"')
    assert page.index('aria-label="E-mail address"') < page.index('aria-label="Language"')


def test_many_data_of_a_kind_are_cut_and_can_be_seen_alone(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    assert 'href="/vendors/adpix?category=page_visited">40 more</a>' in page
    only = client.get("/vendors/adpix?category=page_visited").text
    assert only.count("<summary>Evidence</summary>") == 45
    assert "as Adpix has it" in only
    assert "E-mail address</h3>" not in only


def test_more_than_a_page_can_hold_is_left_to_the_log(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.views.vendor._ALL", 1)
    found = [a_disclosure(value=f"marie{number}@mail.example") for number in range(3)]
    fill(ledger, [a_record(*found)])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/vendors/shop.example?category=email_address").text
    assert 'href="/log?vendor=shop.example&amp;category=email_address">2 more in the log</a>' in page


@pytest.fixture
def odd(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    """A company that heard of an unknown page, over plain HTTP."""
    code = a_disclosure(Category.CITY, "Lyon")
    fill(ledger, [a_record(code, site=None, scheme="http", host="odd.example")])
    with a_dashboard(ledger, tmp_path) as app:
        yield signed_in(app)


def test_an_unknown_company_page_and_line_are_said(odd: FlaskClient) -> None:
    page = odd.get("/vendors/odd.example").text
    assert "Which company stands behind this domain is not known." in page
    assert "page unknown" in page
    assert "not encrypted" in page


def test_sites_and_hosts_lead_to_the_log(client: FlaskClient) -> None:
    page = client.get("/vendors/adpix").text
    assert 'href="/log?vendor=adpix&amp;site=meteo.example"' in page
    assert 'href="/log?host=sync.adpix.test"' in page
