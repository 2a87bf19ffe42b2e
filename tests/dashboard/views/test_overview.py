import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import a_world, fill
from tracker.ledger.opening import Ledger
from tracker.ledger.opinions import opine


@pytest.fixture
def today(ledger: Ledger, tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser on a world that went on until a moment ago."""
    now = datetime.now().astimezone()
    fill(ledger, a_world(days=3, last=max(now - timedelta(minutes=1), now.replace(hour=0, minute=6)).astimezone(UTC)))
    with a_dashboard(ledger, tmp_path) as app:
        yield signed_in(app)


def test_one_sentence_sums_up_today(today: FlaskClient) -> None:
    page = today.get("/").text
    assert "<h1>Today, " in page
    assert " pieces of your data, " in page
    assert "Since " in page


def test_without_anything_today_all_is_summed_up_and_the_blind_spots_are_told(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "<h1>Since 20 January 2026, 15 companies received 85 pieces of your data from 6 sites, " in page
    assert "Nothing was seen leaving today. 29 requests to 1 host could not be read" in page


def test_third_parties_are_named_for_what_they_have(client: FlaskClient) -> None:
    assert "Third parties have data about your health, your exact location, your e-mail address" in client.get("/").text


def test_every_number_leads_on(client: FlaskClient) -> None:
    page = client.get("/").text
    for address in ("/vendors", "/vendors?party=third", "/data", "/sites", "/log"):
        assert f'href="{address}"' in page


def test_the_riskiest_come_with_their_first_reason(client: FlaskClient) -> None:
    page = client.get("/").text
    watched = page.partition('id="watched"')[2].partition("</ol>")[0]
    assert watched.count("<li>") == 5
    assert watched.count('class="reason"') == 5
    assert watched.index("Metrica") < watched.index("La Boutique")


def test_the_latest_disclosures_carry_their_evidence(client: FlaskClient) -> None:
    latest = client.get("/").text.partition('id="latest"')[2].partition("</ol>")[0]
    assert latest.count("<summary>Evidence</summary>") == 6
    assert "m•••@m•••" in latest
    assert "hashed (sha256)" in latest


def test_every_chart_has_its_table(client: FlaskClient) -> None:
    page = client.get("/").text
    assert page.count("data-figure") == page.count("data-table") == 4


def test_a_ledger_without_content_draws_nothing(empty_client: FlaskClient) -> None:
    page = empty_client.get("/").text
    assert "<h1>Nothing recorded yet</h1>" in page
    assert "data-figure" not in page


def test_what_is_least_worth_its_risk_is_watched_first(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, a_world(days=12))
    with a_dashboard(ledger, tmp_path) as app:
        client = signed_in(app)
        first = watched(client)[0]
        with ledger.session() as session:
            opine(session, first, 5, "")
            opine(session, "replay", 1, "")
        after = watched(client)
    assert after[0] == "replay"
    assert first not in after


def watched(client: FlaskClient) -> list[str]:
    part = client.get("/").text.partition('id="watched"')[2].partition("</ol>")[0]
    return re.findall(r'href="/vendors/([^"]+)"', part)
