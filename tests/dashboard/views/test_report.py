import hashlib
import re
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import AGENT, fill
from tests.builders.records import MAIL, a_record
from tracker.exporters.json_lines import encoded
from tracker.exporters.selection import Selection
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import Scope
from tracker.taxonomy import Category


def test_what_a_report_can_be_about_is_offered(client: FlaskClient) -> None:
    page = LexborHTMLParser(client.get("/report?vendor=adpix").text)
    chosen = [node.attributes["value"] for node in page.css("main form.report option[selected]")]
    assert chosen == ["adpix", "en", "a4"]
    assert len(page.css("select[name=vendor] option")) > 10
    ways = {(node.attributes["formaction"], node.attributes.get("value")) for node in page.css("button[formaction]")}
    assert ways == {("/report/html", None), ("/report/html", "1"), ("/report/pdf", "1")}


def test_the_period_goes_along(client: FlaskClient) -> None:
    page = LexborHTMLParser(client.get("/report?since=2026-03-01&category=health").text)
    sent = {node.attributes["name"]: node.attributes["value"] for node in page.css("form.report input")}
    assert sent == {"since": "2026-03-01", "category": "health"}


def test_a_report_can_be_looked_at(client: FlaskClient) -> None:
    answer = client.get("/report/html?vendor=adpix")
    assert answer.headers["Content-Disposition"].startswith("inline; filename=")
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style
    (allowed,) = re.findall(r"style-src '(sha256-[^']+)'", answer.text)
    assert f"'{allowed}'" in answer.headers["Content-Security-Policy"]
    assert "Personal data sent to Adpix" in answer.text
    assert "<script" not in answer.text


def test_other_pages_are_not_allowed_its_styles(client: FlaskClient) -> None:
    assert "sha256-" not in client.get("/report").headers["Content-Security-Policy"]


@pytest.mark.parametrize(("form", "kind"), [("html", "text/html; charset=utf-8"), ("pdf", "application/pdf")])
def test_a_report_can_be_kept(form: str, kind: str, client: FlaskClient) -> None:
    answer = client.get(f"/report/{form}?vendor=boutique&save=1&paper=letter")
    assert answer.content_type == kind
    assert re.fullmatch(
        rf'attachment; filename="tracker-report-boutique-\d{{4}}-\d\d-\d\d\.{form}"',
        answer.headers["Content-Disposition"],
    )
    assert len(answer.data) > 10_000


def test_a_report_is_said_in_the_language_asked_for(client: FlaskClient) -> None:
    french = client.get("/report/html?said=fr").text
    assert '<html lang="fr">' in french
    assert "Données personnelles envoyées à des entreprises" in french
    assert "mot de passe, 8 à 15 caractères" in french
    assert "8 to 15 characters" not in french
    assert '<html lang="en">' in client.get("/report/html?said=xx").text
    assert "A report to print" in client.get("/report?said=fr").text


def test_a_reader_of_french_is_answered_in_french(client: FlaskClient) -> None:
    assert '<html lang="fr">' in client.get("/report/html", headers={"Accept-Language": "fr-CA"}).text


def test_its_sum_is_that_of_the_export_of_the_same_part(client: FlaskClient, world: Ledger) -> None:
    page = client.get("/report/html?vendor=adpix&category=page_visited").text
    with world.reading() as session:
        selection = Selection(session, vendor="adpix", scope=Scope(category=Category.PAGE_VISITED))
        assert hashlib.sha256(b"".join(encoded(selection.rows()))).hexdigest() in page
    assert "--category page_visited" in page
    assert "kind of data: Page visited" in page


@pytest.mark.parametrize("address", ["/report?vendor=nobody", "/report/html?vendor=nobody", "/report/docx"])
def test_what_is_not_there_is_not_found(address: str, client: FlaskClient) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_an_empty_record_makes_a_report(form: str, empty_client: FlaskClient) -> None:
    assert empty_client.get(f"/report/{form}").status_code == 200
    assert "Nothing was recorded here" in empty_client.get("/report").text


def test_a_report_that_takes_long_is_said_to(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.views.report.ENOUGH", 0)
    fill(ledger, [a_record()])
    with a_dashboard(ledger, tmp_path) as app:
        assert "That takes a while" in signed_in(app).get("/report").text


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_no_value_of_the_persons_is_in_it(form: str, client: FlaskClient) -> None:
    made = client.get(f"/report/{form}")
    reader = PdfReader(BytesIO(made.data)) if form == "pdf" else None
    text = made.text if reader is None else " ".join(page.extract_text() for page in reader.pages)
    text += str(reader.metadata) if reader else ""
    values = (
        MAIL,
        "Dupont",
        "4242",
        "rue des Lilas",
        "not-a-secret",
        "migraine",
        "12 34 56",
        AGENT,
        "48.8566",
        "6f1d8c1e",
    )
    assert [value for value in values if value in text] == []
    assert "m•••@m•••" in text


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_nobody_gets_a_report_without_the_key(form: str, client: FlaskClient) -> None:
    stranger = client.application.test_client()
    assert stranger.get(f"/report/{form}").status_code in (401, 403)
