from pathlib import Path

from flask.testing import FlaskClient

from tests.builders.dashboards import a_dashboard, signed_in
from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.disclosure import BlindSpot
from tracker.ledger.opening import Ledger


def test_each_host_says_why_it_was_not_read(client: FlaskClient) -> None:
    page = client.get("/blind-spots").text
    assert "video.nouvelles.example" in page
    assert "More than is inspected" in page
    assert "69.6 MB" in page


def test_a_size_that_is_not_known_is_said(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [a_record(blind_spots=(BlindSpot("pinned"),))])
    with a_dashboard(ledger, tmp_path) as app:
        page = signed_in(app).get("/blind-spots").text
    assert "unknown" in page
    assert "The program trusts nobody but its maker" in page


def test_without_any_all_could_be_read(empty_client: FlaskClient) -> None:
    assert "No blind spots so far: what went through the proxy could be read." in empty_client.get("/blind-spots").text
